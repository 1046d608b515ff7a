"""The tab “附件” and the acts on files: what a clerk sees and presses."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.coordination.models import Coordination
from disclosure.documents import services
from disclosure.documents.models import Attachment, Document
from portal.accounts.states import Role
from portal.files import services as files
from portal.files import uploading
from portal.files.models import RefusedUpload
from portal.screening.selectors import open_findings
from tests.disclosure.office import open_office
from tests.files import samples
from tests.staff.test_acts import act
from tests.staff.test_coordination import press

PHONE = "13800001234"


def tab(client, document):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/?tab=files").content.decode()


def form(client, document, name):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/act/{name}/").content.decode()


@pytest.fixture
def document(office):
    drafted = office.draft()
    office.attach(drafted, name="说明.docx", content=samples.docx(author=f"手机{PHONE}"))
    return office.fresh(drafted)


@pytest.mark.duty("S2-1.13b")
def test_the_tab_tells_kind_place_and_count_and_never_the_datum(document, sign_in) -> None:
    shown = tab(sign_in(Role.HANDLER), document)
    assert "Word文档" in shown
    assert "<strong>手机号</strong>1处　文档属性" in shown
    assert "文档属性：" in shown  # what was read, with its length
    assert PHONE not in shown


@pytest.mark.duty("S2-6.10a")
def test_one_press_makes_the_clean_copy(document, sign_in) -> None:
    client = sign_in(Role.HANDLER)
    attachment = Attachment.objects.get()
    assert form(client, document, "clean_copy").count("checked") == 1  # the only one is chosen already
    assert act(client, document, "clean_copy", attachment=attachment.pk).status_code == 302
    shown = tab(client, document)
    assert "全部读过，没有查到涉密字样和个人信息。" in shown
    assert "系统清理的副本“说明.docx”" in shown
    response = client.get(f"/admin/disclosure/document/{document.pk}/change/attachment/{attachment.pk}/")
    assert PHONE.encode() not in b"".join(response)


@pytest.mark.duty("S2-6.10a")
def test_a_copy_is_uploaded_by_one_and_confirmed_by_another(office, document, sign_in) -> None:
    client = sign_in(Role.HANDLER)
    attachment = Attachment.objects.get()
    file = SimpleUploadedFile("说明（脱敏）.docx", samples.docx())
    answer = act(client, document, "add_copy", attachment=attachment.pk, kind="redacted", file=file)
    assert answer.status_code == 302
    assert "要由经办人以外的另一个人看过、确认" in tab(client, document)
    assert act(client, document, "confirm_copy", attachment=attachment.pk).status_code == 403
    other = sign_in(Role.INFO_CLERK)
    assert act(other, document, "confirm_copy", attachment=attachment.pk).status_code == 302
    assert Attachment.objects.get().file.for_public().name == "说明（脱敏）.docx"


@pytest.mark.duty("S2-1.13a")
def test_only_the_secrecy_reviewer_confirms_what_could_not_be_read(office, sign_in) -> None:
    drafted = office.draft()
    office.attach(drafted, name="照片.jpg", content=samples.jpeg(size=(800, 600), gps=False, artist=""))
    document = services.submit(office.fresh(drafted), **office.as_(Role.HANDLER))
    waiting = [row.pk for row in open_findings(document)]
    client = sign_in(Role.HANDLER)
    assert "由保密审查员打开原件看过" in tab(client, document)
    assert act(client, document, "settle_unread", findings=waiting, reason="看过").status_code == 403
    client = sign_in(Role.SECRECY_REVIEWER)
    assert "照片.jpg</a>" in form(client, document, "settle_unread")
    answer = act(client, document, "settle_unread", findings=waiting, reason="")
    assert "请填写书面确认" in answer.content.decode()
    assert act(client, document, "settle_unread", findings=waiting, reason="是办公楼照片").status_code == 302
    shown = tab(client, document)
    assert "已书面确认" in shown
    assert "保密审查员，2026年5月21日 09:30：是办公楼照片" in shown


def test_another_organ_sees_public_files_and_nothing_about_them(office, sign_in, stranger) -> None:
    drafted = office.draft()
    office.attach(drafted, name="附表.csv", content="值班,68812345\n".encode())
    document = services.submit(office.fresh(drafted), **office.as_(Role.HANDLER))
    Document.objects.filter(pk=document.pk).update(
        state="published", published_at=office.at, index_number="1", version=document.version
    )
    shown = tab(sign_in(stranger), document)
    assert "附表.csv" in shown
    assert "查过哪些地方" not in shown
    assert "09:30上传" not in shown


def test_the_tab_costs_the_same_for_one_file_and_for_three(office, sign_in, django_assert_num_queries) -> None:
    one, three = office.draft(), office.draft(title="另一份通知")
    for document, count in ((one, 1), (three, 3)):
        for number in range(count):
            office.attach(office.fresh(document), name=f"表{number}.csv", content=f"手机,1380000{number:04}\n".encode())
    client = sign_in(Role.HANDLER)
    tab(client, one)
    with django_assert_num_queries(FILES_TAB_QUERIES):
        tab(client, one)
    with django_assert_num_queries(FILES_TAB_QUERIES):
        tab(client, three)


FILES_TAB_QUERIES = 53


# --- too large ----------------------------------------------------------------------------------------


@pytest.fixture
def _small_limit(settings, monkeypatch):
    """100 MB are too slow to send in every test: the same way with a limit of 1 MB, past the memory handler."""
    monkeypatch.setattr(files, "SIZE_AT_MOST", files.MEGABYTE)
    monkeypatch.setattr(uploading, "SIZE_AT_MOST", files.MEGABYTE)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000


@pytest.mark.usefixtures("_small_limit")
def test_too_large_a_file_is_refused_in_words_and_not_kept_on_the_disk(office, sign_in) -> None:
    document = office.draft()
    file = SimpleUploadedFile("大表.csv", b"a,b\n" * 500_000)
    answer = act(sign_in(Role.HANDLER), document, "add_attachment", file=file, attribute="active")
    assert answer.status_code == 200
    assert "文件不能超过1MB，请压缩或者拆分" in answer.content.decode()
    assert Attachment.objects.count() == 0
    trace = RefusedUpload.objects.get()
    assert trace.stage == "size"
    assert 1_000_000 < trace.size < 1_400_000  # two million bytes came, a little more than the limit was written


# --- letters of inquiry -------------------------------------------------------------------------------


@pytest.mark.duty("S0-1.7a")
def test_files_of_an_inquiry_are_read_by_both_organs_only(office, sign_in, stranger) -> None:
    finance = open_office(code="czj", name="临江市财政局", number_code="临财发", uscc=None)
    document, desk = office.draft(), sign_in(Role.HANDLER)
    press(desk, document, "name_organ", organ=finance.organ.pk, part="concerned")
    two = [SimpleUploadedFile(f"依据{number}.txt", f"依据{number}".encode()) for number in (1, 2)]
    assert press(desk, document, "ask", letter="准确吗？", enclosures=two).status_code == 302
    round_ = Coordination.objects.get()
    inquiry = round_.inquiries.get()
    first = round_.enclosures.order_by("pk")[0]
    address = f"/admin/disclosure/inquiry/{inquiry.pk}/change/"
    other = sign_in(finance.people[Role.SIGNER])
    shown = other.get(address).content.decode()
    assert ("依据1.txt" in shown, "依据2.txt" in shown) == (True, True)
    assert b"".join(other.get(f"{address}enclosure/{first.pk}/")) == "依据1".encode()
    own = sign_in(Role.HANDLER)
    assert b"".join(own.get(f"/admin/disclosure/coordination/{round_.pk}/change/enclosure/{first.pk}/"))
    assert sign_in(stranger).get(f"{address}enclosure/{first.pk}/").status_code == 404
