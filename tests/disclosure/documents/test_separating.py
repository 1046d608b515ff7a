"""区分处理 for state secrets: what is left of a document waits for the word of the 保密部门 (S2-6.10b)."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from disclosure.documents import services
from disclosure.documents.models import Attachment
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from portal.screening.models import Separation
from tests.disclosure.office import MORNING, NOTHING_SECRET, WITHHELD_DRAFT

AGREED = {
    "conclusion": "agreed",
    "basis": "教育工作国家秘密范围的规定第五条",
    "authority": "临江市国家保密局",
    "letter_number": "临保函〔2026〕2号",
    "confirmed_on": "2026-05-20",
}
NO_SECRET = {"conclusion": "no_secret", "basis": "遮盖的是手机号"}
CLEAR = {"conclusion": "active", "basis": "《保密法》"} | NOTHING_SECRET
WAITING = "等保密审查员审核区分处理"


def confirm(office, document, role=Role.SECRECY_REVIEWER, **values):
    given = values or AGREED
    return services.confirm_separation(office.fresh(document), values=given, **office.as_(role))


def clear(office, document):
    return services.record_secrecy_review(office.fresh(document), **CLEAR, **office.as_(Role.SECRECY_REVIEWER))


def with_copy(office, document, *, name="名单（脱敏）.csv", content=b"a,b\n1,*\n"):
    """A redacted copy beside the attachment, confirmed by a second person; handed in and checked."""
    attachment = Attachment.objects.get()
    given = {"attachment": attachment, "name": name, "upload": ContentFile(content), "kind": "redacted"}
    services.add_copy(office.fresh(document), **given, **office.as_(Role.HANDLER))
    services.confirm_copy(office.fresh(document), attachment=attachment, **office.as_(Role.INFO_CLERK))
    return handed_in(office, office.fresh(document))


def handed_in(office, draft):
    return services.pass_check(services.submit(draft, **office.as_(Role.HANDLER)), **office.as_(Role.INFO_CLERK))


def redacted(office):
    document = office.draft()
    office.attach(document, name="名单.csv", content=b"a,b\n1,2\n")
    return with_copy(office, document)


@pytest.mark.duty("S2-6.10b")
def test_a_redacted_copy_waits_for_somebody_who_says_what_was_cut(office) -> None:
    document = redacted(office)
    with pytest.raises(Blocked, match=WAITING):
        clear(office, document)
    confirm(office, document, **NO_SECRET)
    assert clear(office, document).state == "first_review"


@pytest.mark.duty("S2-6.10b")
def test_a_refusal_of_the_authority_stops_the_document(office) -> None:
    document = redacted(office)
    confirm(office, document, **AGREED | {"conclusion": "refused"})
    with pytest.raises(Blocked, match="临江市国家保密局不同意区分后公开（临保函〔2026〕2号）"):
        clear(office, document)


@pytest.mark.duty("S2-6.10b")
def test_what_was_withheld_as_a_state_secret_is_opened_with_the_word_of_the_authority(office) -> None:
    original = office.signed(**WITHHELD_DRAFT | {"withholding_basis": "X14a", "conclusion": "exempt"})
    draft = services.release(original, reason="去掉一段以后可以公开", **office.as_(Role.DISCLOSURE_HEAD))
    services.edit_draft(
        draft, changes={"body": "可以公开的部分。", "column": office.column}, **office.as_(Role.HANDLER)
    )
    draft = handed_in(office, draft)
    with pytest.raises(Blocked, match=WAITING):
        clear(office, draft)
    row = confirm(office, draft)
    assert (row.authority, row.confirmed_on, row.at) == ("临江市国家保密局", date(2026, 5, 20), MORNING)
    assert clear(office, draft).state == "first_review"
    event = Event.objects.get(act="confirm_separation")
    assert (event.actor_name, event.after["letter_number"]) == ("保密审查员", "临保函〔2026〕2号")


@pytest.mark.duty("S2-6.10b")
def test_a_text_cut_after_a_review_that_found_a_secret_is_no_way_around(office) -> None:
    document = office.checked()
    found = {"conclusion": "exempt", "basis": "《保密法》"} | NOTHING_SECRET | {"state_secret": True}
    document = services.record_secrecy_review(document, **found, **office.as_(Role.SECRECY_REVIEWER))
    services.edit_draft(document, changes={"body": "去掉一段以后的正文。"}, **office.as_(Role.HANDLER))
    document = handed_in(office, office.fresh(document))
    with pytest.raises(Blocked, match=WAITING):
        clear(office, document)
    confirm(office, document)
    assert clear(office, document).state == "first_review"


@pytest.mark.duty("S2-6.10b")
def test_another_text_needs_another_look(office) -> None:
    document = redacted(office)
    confirm(office, document, **NO_SECRET)
    services.send_back(office.fresh(document), reason_code="text", note="改", **office.as_(Role.SECRECY_REVIEWER))
    services.edit_draft(office.fresh(document), changes={"body": "另一段正文。"}, **office.as_(Role.HANDLER))
    handed_in(office, office.fresh(document))
    with pytest.raises(Blocked, match="内容又改过，等保密审查员重新审核"):
        clear(office, document)


@pytest.mark.duty("S2-6.10b")
def test_a_determination_from_outside_does_not_open_the_last_gate(office) -> None:
    document = redacted(office)
    doubt = {"conclusion": "refer", "basis": "《保密法》"} | NOTHING_SECRET | {"state_secret": True}
    reviewer = office.as_(Role.SECRECY_REVIEWER)
    document = services.record_secrecy_review(document, **doubt, **reviewer)
    told = {"conclusion": "active", "authority": "临江市国家保密局", "opinion": "可以公开"}
    document = services.determine_referred(document, **told, **reviewer)
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(document, role)
    office.sign(document)
    with pytest.raises(Blocked, match=WAITING):
        services.publish(office.fresh(document), **office.as_(Role.INFO_CLERK))
    confirm(office, document)
    assert services.publish(office.fresh(document), **office.as_(Role.INFO_CLERK)).state == "published"


def test_what_lost_nothing_and_what_is_not_published_need_no_confirmation(office) -> None:
    document = office.draft()
    office.attach(document)
    document = handed_in(office, office.fresh(document))
    with pytest.raises(DomainError, match="没有区分处理的内容"):
        confirm(office, document)
    assert clear(office, document).state == "first_review"
    assert office.filed().state == "filed"


def test_who_made_the_copy_or_holds_another_office_does_not_enter_it(office) -> None:
    document = redacted(office)
    for role in (Role.HANDLER, Role.INFO_CLERK, Role.SIGNER, Role.DISCLOSURE_HEAD):
        with pytest.raises(NotAllowed):
            confirm(office, document, role)
    copy = Attachment.objects.get().file.copies.get()
    copy.person = office.people[Role.SECRECY_REVIEWER]
    copy.save(update_fields=["person"])
    with pytest.raises(NotAllowed, match="自己做的副本"):
        confirm(office, document)


@pytest.mark.duty("law.K")
def test_an_opinion_with_a_secrecy_mark_is_refused_unstored(office) -> None:
    document = redacted(office)
    with pytest.raises(InvalidInput, match="密级标志"):
        confirm(office, document, **AGREED, opinion="机密★1年 的那一段")
    assert not Separation.objects.exists()


def test_the_day_of_the_word_is_not_to_come(office) -> None:
    tomorrow = MORNING.date() + timedelta(days=1)
    with pytest.raises(InvalidInput) as refused:
        confirm(office, redacted(office), **AGREED | {"confirmed_on": tomorrow})
    assert refused.value.messages == {"confirmed_on": "这一天还没有到，请核对日期"}
