"""A data set of the office and the ways a version of it takes."""

from dataclasses import replace
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from disclosure.datasets import services
from disclosure.datasets.checking import Drawing
from disclosure.datasets.columns import with_slots
from disclosure.datasets.models import Dataset, DatasetVersion
from portal.accounts.states import Role

DESCRIBED = {
    "title": "临江市中小学校名录",
    "description": "全市中小学校的名称、类型、所在街道和学位数。",
    "domain": "public_service",
    "keywords": "学校，学位",
    "contact": "0000-8612620",
    "period": "yearly",
}
SCHOOLS = (
    "编号,学校名称,类型,街道,学位数,建校日期,寄宿\n"
    "S001,第一小学,小学,翠湖街道,1200,1956-09-01,否\n"
    "S002,第二小学,小学,翠湖街道,900,1988/9/1,否\n"
    "S003,第一中学,初中,东山街道,1500,1950年9月1日,是\n"
    "S004,实验中学,高中,东山街道,2100,2003-09-01,是\n"
    "S005,第三小学,小学,东山街道,600,2015-09-01,否\n"
    "S006,临湖中学,初中,翠湖街道,,2019-09-01,否\n"
)
WITH_NUMBERS = (
    "编号,学校名称,校长身份证号,手机\n"
    "S001,第一小学,11010519491231002X,13812345678\n"
    "S002,第二小学,110105194912310011,13912345678\n"
)


def listed(office, **values) -> Dataset:
    return services.create(organ=office.organ, values=DESCRIBED | values, **office.as_(Role.HANDLER))


def csv(text: str, name="学校.csv", encoding="utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def xlsx(*rows, sheets=1) -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number in range(1, sheets):
        book.create_sheet(f"表{number}")
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("学校.xlsx", file.getvalue())


def uploaded(office, dataset=None, text=SCHOOLS, **given) -> DatasetVersion:
    file = given.pop("file", None) or csv(text)
    return services.upload(dataset or listed(office), upload=file, **given, **office.as_(Role.HANDLER))


def confirmed(office, dataset=None, text=SCHOOLS, *, key="编号", closed=(), drawing=None, **given) -> DatasetVersion:
    version = uploaded(office, dataset, text, **given)
    shown = [
        replace(each, is_open=each.title not in closed, words=f"{each.title}的说明") for each in version.all_columns
    ]
    keyed = [each.place for each in shown if each.is_open and each.slot]
    chosen = {"columns": with_slots(shown, keyed), "key": key if key in {each.title for each in shown} else ""}
    return services.set_columns(version, drawing=drawing or Drawing(), **chosen, **office.as_(Role.HANDLER))


def submitted(office, dataset=None, text=SCHOOLS, **given) -> DatasetVersion:
    return services.submit(confirmed(office, dataset, text, **given), **office.as_(Role.HANDLER))


def cleared(office, dataset=None, text=SCHOOLS, **given) -> DatasetVersion:
    return services.clear(submitted(office, dataset, text, **given), **office.as_(Role.SECRECY_REVIEWER))


def published(office, dataset=None, text=SCHOOLS, **given) -> DatasetVersion:
    return services.publish(cleared(office, dataset, text, **given), **office.as_(Role.DISCLOSURE_HEAD))


def fresh(row):
    return type(row).objects.get(pk=row.pk)
