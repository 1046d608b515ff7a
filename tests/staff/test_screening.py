"""The tab “筛查” and its two pages: what a clerk sees and presses."""

import pytest

from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.screening.selectors import open_findings
from tests.staff.test_acts import DRAFT_FORM, act

PHONE, CARD = "13800001234", "11999919491231003X"
BODY = f"张某，身份证号{CARD}，电话{PHONE}。"


def page(client, document, tab="screening"):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/?tab={tab}").content.decode()


def form(client, document, name):
    return client.get(f"/admin/disclosure/document/{document.pk}/change/act/{name}/").content.decode()


def ticked(document):
    return [row.pk for row in open_findings(document)]


@pytest.mark.duty("S1-3.5b")
def test_the_tab_shows_what_was_found_masked_and_in_its_words(office, sign_in) -> None:
    document = office.draft(body=BODY)
    shown = page(sign_in(Role.HANDLER), document)
    assert "身份证号：1处，<strong>1处没有处理</strong>" in shown
    assert "张某，身份证号<mark>119***********003X</mark>，电话138****1234。" in shown
    assert CARD not in shown
    assert PHONE not in shown


def test_the_form_masks_everything_with_one_press(office, sign_in) -> None:
    document = office.draft(body=BODY)
    client = sign_in(Role.HANDLER)
    asked = form(client, document, "settle_personal")
    assert asked.count("checked") == 3  # both findings, and 遮盖
    assert CARD not in asked
    answer = act(client, document, "settle_personal", findings=ticked(document), decision="masked", reason="")
    assert answer.status_code == 302
    assert Document.objects.get(pk=document.pk).body == "张某，身份证号119***********003X，电话138****1234。"
    assert "已经遮盖" in page(client, document)


def test_what_stays_without_a_reason_is_asked_for_it_at_the_field(office, sign_in) -> None:
    document = office.draft(body=BODY)
    client = sign_in(Role.HANDLER)
    answer = act(client, document, "settle_personal", findings=ticked(document), decision="kept", reason="")
    assert answer.status_code == 200
    assert "请填写理由" in answer.content.decode()
    assert len(ticked(document)) == 2


def test_what_is_missing_before_submission_leads_to_the_page(office, sign_in) -> None:
    document = office.draft(body=BODY)
    shown = form(sign_in(Role.HANDLER), document, "submit")
    assert "筛查发现没有处理：身份证号1处、手机号1处" in shown
    assert 'href="../settle_personal/"' in shown


def test_published_text_offers_no_mask(office, sign_in) -> None:
    document = office.published()
    Document.objects.filter(pk=document.pk).update(body=BODY)
    services.screen_again(Document.objects.get(pk=document.pk), **office.as_(Role.INFO_CLERK))
    asked = form(sign_in(Role.INFO_CLERK), document, "settle_personal")
    assert 'value="masked"' not in asked
    assert "提出更正或者召回" in asked


def test_only_the_secrecy_reviewer_concludes_about_a_word(office, sign_in) -> None:
    document = office.checked(body="内部资料\n会议安排如下。")
    client = sign_in(Role.INFO_CLERK)
    assert client.get(f"/admin/disclosure/document/{document.pk}/change/act/settle_secrecy/").status_code == 403
    client = sign_in(Role.SECRECY_REVIEWER)
    answer = act(client, document, "settle_secrecy", findings=ticked(document), reason="已经过期，字样留作史料")
    assert answer.status_code == 302
    assert "经保密审查可以公开" in page(client, document)


def test_a_text_with_a_mark_is_refused_at_its_field_with_nothing_stored(office, sign_in) -> None:
    client = sign_in(Role.HANDLER)
    answer = client.post(
        "/admin/disclosure/document/start/create/", DRAFT_FORM | {"body": "机密★1年\n纪要", "organ": office.organ.pk}
    )
    assert answer.status_code == 200
    assert "正文里有密级标志（★）" in answer.content.decode()
    assert Document.objects.count() == 0


def test_another_organ_sees_no_findings(office, sign_in, stranger) -> None:
    document = office.published()
    Document.objects.filter(pk=document.pk).update(body=BODY)
    services.screen_again(Document.objects.get(pk=document.pk), **office.as_(Role.INFO_CLERK))
    shown = page(sign_in(stranger), document)
    assert "138****1234" not in shown
    assert "没有处理" not in shown


def test_a_document_already_on_its_way_can_be_screened_from_its_page(office, sign_in) -> None:
    """What came in before the screening was there stops at the reviewer, who can have it looked at and decide."""
    document = office.checked()
    Document.objects.filter(pk=document.pk).update(body=BODY)
    client = sign_in(Role.SECRECY_REVIEWER)
    assert "筛查发现没有处理" in form(client, document, "secrecy_review")
    assert act(client, document, "screen_again").status_code == 302
    assert len(ticked(document)) == 2
    assert client.get(f"/admin/disclosure/document/{document.pk}/change/act/settle_personal/").status_code == 200
