"""The form: page by page without script, nothing lost, filed once."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as Docx

from portal.audit.models import Event
from portal.files.models import RefusedUpload, StoredFile
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.codes import code_digest
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.citizens.models import Submission
from tests.files import samples
from tests.requests_app.citizens.conftest import FORM, receipt_of

pytestmark = pytest.mark.django_db
TOKEN = "t" * 43


def words(response):
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def test_every_page_leads_to_the_next_and_carries_what_was_typed(agency, step) -> None:
    for code, question in (
        ("organ", "您要什么信息？"),
        ("content", "怎么给您？"),
        ("delivery", "以谁的名义申请？"),
        ("kind", "身份和联系方式"),
        ("applicant", "核对并提交"),
    ):
        page = step(code).content.decode()
        assert f"<h1>{question}</h1>" in page
        assert "329999199003070018" in page  # typed on a later page, and still there
    assert not DisclosureRequest.objects.exists()


@pytest.mark.duty("S2-2.3.4")
def test_a_page_says_at_the_field_and_on_top_what_is_wrong_and_keeps_the_rest(agency, step) -> None:
    response = step("applicant", name="", identity_number="329999199003070019", address="锦绣路1号")
    page = response.content.decode()
    assert page.count("请填写姓名") == 2
    assert page.count("身份证号码不对，请对照证件逐位核对") == 2
    assert "有2处需要修改" in page
    assert 'value="锦绣路1号"' in page
    assert '<a href="#f-identity_number">' in page


def test_a_later_page_is_not_reached_past_an_earlier_fault(agency, step) -> None:
    page = step("applicant", organ="").content.decode()
    assert "<h1>向哪个机关申请？</h1>" in page
    assert "请选择要申请的机关" in page


@pytest.mark.duty("S2-2.3.2")
def test_the_purpose_is_marked_as_optional(agency, step) -> None:
    page = step("organ").content.decode()
    assert '<label for="f-purpose">用途 <span class="opt">（选填）</span></label>' in page


@pytest.mark.duty("S2-2.3.3")
def test_how_to_get_it_and_in_which_form_must_be_said(agency, step) -> None:
    page = step("delivery", form="", delivery="").content.decode()
    assert "<h1>怎么给您？</h1>" in page
    assert ('<a href="#f-form-0">' in page, '<a href="#f-delivery-0">' in page) == (True, True)
    assert not DisclosureRequest.objects.exists()


@pytest.mark.duty("S2-2.5a")
def test_items_are_added_and_taken_away(agency, step, send) -> None:
    page = step("content", "more").content.decode()
    assert 'name="items-1-text"' in page
    page = step("content", "drop:0", **{"items-1-text": "竣工验收报告"}).content.decode()
    assert ">\n竣工验收报告</textarea>" in page
    assert 'name="items-1-text"' not in page
    send(**{"items-1-text": "竣工验收报告", "items-2-text": ""})
    assert DisclosureRequest.objects.get().items.count() == 2


def test_a_company_is_asked_for_its_head_and_a_citizen_is_not(agency, step) -> None:
    assert 'name="representative"' in step("kind", applicant_kind="business").content.decode()
    assert 'id="f-representative"' not in step("kind").content.decode()
    assert 'id="f-agent_name"' not in step("kind").content.decode()
    assert 'id="f-agent_name"' in step("kind", has_agent="yes").content.decode()


def test_what_was_not_asked_is_not_filed(agency, send) -> None:
    send(agent_name="赵六", agent_identity="123", representative="李四")
    applicant = DisclosureRequest.objects.get().applicant
    assert (plain_text(applicant, "agent_name"), plain_text(applicant, "representative")) == ("", "")


@pytest.mark.duty("S2-2.3a")
@pytest.mark.duty("S2-2.9.0")
def test_the_form_is_filed_and_the_receipt_shows_number_and_code(agency, send) -> None:
    response = send()
    number, code = receipt_of(response)
    request = DisclosureRequest.objects.get()
    assert (request.number, request.channel, request.state) == (number, "online", "submitted")
    assert request.organ == agency.organ
    assert request.code_hash == code_digest(number, code)
    assert len(code.replace("-", "")) == 20
    assert plain_text(request.applicant, "name") == "张三"
    assert "查询码只显示这一次" in words(response)


def test_the_code_is_kept_nowhere(agency, send, visitor) -> None:
    number, code = receipt_of(send())
    digits = code.replace("-", "")
    texts = [
        *(f"{row.before}{row.after}{row.reason}" for row in Event.objects.all()),
        *Notice.objects.values_list("body", flat=True),
        *DisclosureRequest.objects.values_list("code_hash", flat=True),
        *Submission.objects.values_list("token_digest", flat=True),
        *(cookie.value for cookie in visitor.cookies.values()),
    ]
    assert len(texts) > 4
    assert not [text for text in texts if code in text or digits in text or number in text.partition("before")[2]]


def test_the_receipt_is_gone_once_the_code_was_written_down(agency, send, visitor) -> None:
    send()
    assert receipt_of(visitor.get("/requests/done/"))[1]
    visitor.post("/requests/done/kept/")
    assert receipt_of(visitor.get("/requests/done/")) == (None, None)


def test_another_browser_sees_no_receipt(agency, send, client) -> None:
    send()
    assert receipt_of(client.get("/requests/done/")) == (None, None)


def test_a_form_sent_twice_is_one_request_with_one_code(agency, send) -> None:
    first, second = receipt_of(send(token=TOKEN)), receipt_of(send(token=TOKEN))
    assert first == second
    assert DisclosureRequest.objects.count() == 1


def test_a_form_sent_again_long_after_tells_the_number_and_no_code(agency, send) -> None:
    number, _ = receipt_of(send(token=TOKEN))
    sent = Submission.objects.get()
    Submission.objects.filter(pk=sent.pk).update(at=sent.at - timedelta(minutes=16))
    assert receipt_of(send(token=TOKEN)) == (number, None)


def test_a_form_changed_after_it_was_sent_is_not_taken_for_sent(agency, send) -> None:
    number, _ = receipt_of(send(token=TOKEN))
    page = words(send(token=TOKEN, purpose="写论文"))
    assert f"这份表已经提交过，编号{number}" in page
    assert DisclosureRequest.objects.get().purpose == ""


def test_a_machine_that_fills_the_trap_files_nothing(agency, send) -> None:
    send(website="http://example.com")
    assert not DisclosureRequest.objects.exists()


def test_an_address_that_files_without_end_is_stopped(agency, step) -> None:
    statuses = [step("check", "send").status_code for _ in range(100)]
    assert (statuses.count(302), statuses.count(429)) == (20, 80)
    assert DisclosureRequest.objects.count() == 20


def test_who_is_stopped_loses_nothing_typed(agency, step) -> None:
    for _ in range(20):
        step("check", "send")
    page = step("check", "send").content.decode()
    assert "提交得太多了" in page
    assert FORM["items-0-text"] in page


def test_scripts_in_every_field_stay_words(agency, step) -> None:
    attack = '"><script>alert(1)</script>'
    for code in ("organ", "content", "delivery", "kind", "applicant", "check"):
        values = {name: attack for name in FORM if name not in ("organ", "applicant_kind", "form", "delivery")}
        page = step(code, f"to:{code}", **values).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_huge_text_is_refused_in_words(agency, step) -> None:
    page = step("content", **{"items-0-text": "字" * 100_000}).content.decode()
    assert "所需信息最多2000个字" in page


def test_marks_of_secrecy_are_refused_and_not_kept(agency, send) -> None:
    page = words(send(**{"items-0-text": "要这份文件：机密★10年"}))
    assert "里有密级标志（★）" in page
    assert not DisclosureRequest.objects.exists()


# --- files --------------------------------------------------------------------------------------------


def photo(name="张三身份证.jpg"):
    return SimpleUploadedFile(name, samples.jpeg(size=(80, 60)), content_type="image/jpeg")


@pytest.mark.duty("S2-2.4a")
def test_an_identity_document_lies_encrypted_and_without_its_name(agency, send) -> None:
    send(identity_files=photo())
    row = RequestFile.objects.get()
    stored = StoredFile.objects.get()
    assert (row.purpose, row.label, stored.name, stored.is_sealed) == ("identity", "身份证明.jpg", "身份证明.jpg", True)
    from portal.files import vault

    with vault.content(stored.path) as content:
        assert samples.jpeg(size=(80, 60))[:20] not in content.read()
    assert not [row for row in Event.objects.all() if "张三" in f"{row.subject_title}{row.after}"]


def test_an_attachment_with_a_number_of_its_own_is_taken(agency, send) -> None:
    file = SimpleUploadedFile("说明.txt", "我的身份证号是329999199003070018".encode(), content_type="text/plain")
    send(application_files=file)
    assert RequestFile.objects.get().label == "说明.txt"


def test_a_file_with_marks_of_secrecy_is_refused_with_the_form_kept(agency, send) -> None:
    file = SimpleUploadedFile("文件.txt", "绝密★30年".encode(), content_type="text/plain")
    response = send(application_files=file)
    assert "里有密级标志（★）" in words(response)
    assert FORM["items-0-text"] in response.content.decode()
    assert (DisclosureRequest.objects.count(), RefusedUpload.objects.count()) == (0, 1)


def test_too_many_files_are_refused_at_their_field(agency, send) -> None:
    files = [photo(f"{number}.jpg") for number in range(3)]
    assert "最多2个文件" in words(send(identity_files=files))


# --- what is there already ----------------------------------------------------------------------------


def test_what_was_solved_is_counted_without_the_person(agency, step, published) -> None:
    from requests_app.citizens.models import Solved
    from requests_app.citizens.selectors import solved_share

    response = step("content", f"solved:disclosure.document:{published.pk}")
    assert response.status_code == 302
    row = Solved.objects.get()
    assert (row.found_id, row.organ) == (published.pk, agency.organ)
    assert {field.name for field in Solved._meta.get_fields()} == {"id", "on", "organ", "found_label", "found_id"}
    step("check", "send")
    share = solved_share(date(2000, 1, 1), date(2100, 1, 1))
    assert (share.solved, share.filed, share.percent) == (1, 1, 50.0)


@pytest.mark.parametrize("key", ["disclosure.document:999999", "accounts.user:1", "x", "disclosure.document:１"])
def test_what_is_not_public_solves_nothing(agency, step, key) -> None:
    from requests_app.citizens.models import Solved

    assert step("content", f"solved:{key}").status_code == 302
    assert not Solved.objects.exists()


def test_one_address_cannot_blow_up_the_count(agency, step, published) -> None:
    from requests_app.citizens.models import Solved

    for _ in range(30):
        step("content", f"solved:disclosure.document:{published.pk}")
    assert Solved.objects.count() == 20


# --- on paper -----------------------------------------------------------------------------------------


def text_of(response):
    document = Docx(BytesIO(b"".join(response) if response.streaming else response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.duty("S2-2.3a")
def test_the_official_form_is_printed_before_anything_is_sent(agency, step) -> None:
    text = text_of(step("check", "docx"))
    for part in (
        "临江市住房和城乡建设局",
        "张三",
        "329999199003070018",
        FORM["items-0-text"],
        "☑ 电子文件",
        "□ 纸质复制件",
    ):
        assert part in text
    assert step("check", "pdf").content.startswith(b"%PDF")
    assert not DisclosureRequest.objects.exists()


def test_the_blank_form_has_a_place_for_everything(agency, visitor) -> None:
    response = visitor.get("/requests/blank.docx")
    assert "attachment" in response["Content-Disposition"]
    text = text_of(response)
    for part in ("□ 公民", "法定代表人（负责人）", "代理人姓名、证件号码", "用途（可以不填）", "申请人签名或者盖章"):
        assert part in text
