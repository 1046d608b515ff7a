"""Issues of the gazette as the gazette office makes them."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.gazette import services
from portal.accounts.states import Role

HEADINGS = "年份,期号,总期号,出版日期,栏目,标题,发文字号,起始页,结束页,标准文本,文件,正文"


def opened(office, *, year=2026, number=1, total_number=None, dated=date(2026, 5, 20)):
    values = {"year": year, "number": number, "total_number": total_number, "dated": dated}
    return services.open_issue(organ=office.organ, values=values, **office.as_(Role.INFO_CLERK))


def with_documents(office, *documents, **values):
    issue = opened(office, **values)
    for document in documents:
        services.add_document(issue, document=document, section="department", **office.as_(Role.INFO_CLERK))
    return issue


def published(office, *documents, **values):
    issue = with_documents(office, *documents, **values)
    services.submit(issue, **office.as_(Role.INFO_CLERK))
    return services.publish(issue, **office.as_(Role.DISCLOSURE_HEAD))


def table(*rows):
    return "\n".join([HEADINGS, *rows]).encode()


def uploaded(content, name="目录.csv"):
    return SimpleUploadedFile(name, content)


def archive(**files):
    """A ZIP with these files; a name is given with its dot as two underscores."""
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "."), content)
    return uploaded(made.getvalue(), "公报.zip")
