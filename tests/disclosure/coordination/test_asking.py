"""A document that concerns others leaves only when all of them have agreed in writing, or a ruling says so."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from disclosure.coordination import services
from disclosure.coordination.models import Coordination, Inquiry
from disclosure.coordination.tasks import escalate_overdue
from disclosure.documents import services as documents
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.files.models import RefusedUpload
from portal.notices.models import Notice
from portal.workflow import blockers
from tests.disclosure.office import MORNING


def why(document):
    """What stands before the signature."""
    return blockers(document, "sign", at=MORNING)


@pytest.mark.duty("S0-1.6a", "S2-1.14a", "S2-7.2", "S2-7.8", "S3-7.1f")
def test_a_document_that_names_another_organ_is_not_signed_before_that_organ_was_asked(office, table) -> None:
    document = office.reviewed()
    table.name(document, table.finance, table.health)
    assert why(document) == ["涉及财政局、卫生健康委员会，还没有书面征求意见"]
    with pytest.raises(Blocked, match="还没有书面征求意见"):
        office.sign(document)


@pytest.mark.duty("S0-1.6a", "S0-1.7b", "S2-6.6")
def test_it_is_signed_and_published_once_all_have_agreed(office, table) -> None:
    document = office.reviewed()
    round_ = table.ask(document, table.finance, table.health)
    table.answer(round_, table.finance, "agree")
    assert why(document) == ["卫生健康委员会还没有书面答复，不答复不等于同意"]
    table.answer(round_, table.health, "agree")
    assert round_.state == "cleared"
    office.sign(document)
    documents.publish(document, **office.as_(Role.INFO_CLERK))
    assert document.state == "published"


@pytest.mark.duty("S0-1.7b", "S2-7.2")
def test_each_organ_has_its_own_clock_of_five_working_days(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance, table.health)
    table.answer(round_, table.finance, "agree")
    clocks = Deadline.objects.filter(rule="COORDINATION_REPLY").order_by("pk")
    # Thursday 21 May 2026 + 5 working days is Thursday 28 May.
    assert [(clock.organ.code, clock.due_on, clock.outcome) for clock in clocks] == [
        ("czj", date(2026, 5, 28), "done"),
        ("wjw", date(2026, 5, 28), ""),
    ]


@pytest.mark.duty("S0-1.7c")
def test_an_urgent_question_is_due_the_same_day(office, table) -> None:
    table.ask(office.draft(), table.finance, is_urgent=True)
    clock = Deadline.objects.get(organ=table.finance.organ)
    assert (clock.rule, clock.due_on) == ("COORDINATION_URGENT", date(2026, 5, 21))


@pytest.mark.duty("S0-1.7a")
@pytest.mark.parametrize("letter", ["", "  ", "问\u202e"])
def test_a_question_without_words_is_no_question(office, table, letter) -> None:
    document = office.draft()
    table.name(document, table.finance)
    with pytest.raises(InvalidInput) as refused:
        services.ask(document, letter=letter, **office.as_(Role.HANDLER))
    assert list(refused.value.messages) == ["letter"]
    assert Inquiry.objects.count() == 0


@pytest.mark.duty("S0-1.7a")
def test_an_answer_without_words_is_no_answer(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance)
    with pytest.raises(InvalidInput) as refused:
        table.answer(round_, table.finance, "agree", reply=" ")
    assert list(refused.value.messages) == ["reply"]
    assert round_.inquiries.get().state == "asked"


@pytest.mark.duty("S0-1.7b", "law.C9b")
def test_silence_is_no_consent_and_goes_up_by_itself(office, table, time_machine) -> None:
    document = office.reviewed()
    round_ = table.ask(document, table.finance, table.health)
    table.answer(round_, table.health, "agree")
    time_machine.move_to(datetime(2026, 5, 28, 23, 0, tzinfo=SHANGHAI), tick=False)
    assert escalate_overdue() == 0
    time_machine.move_to(datetime(2026, 5, 29, 0, 5, tzinfo=SHANGHAI), tick=False)
    assert [escalate_overdue(), escalate_overdue()] == [1, 0]
    round_.refresh_from_db()
    assert round_.state == "escalated"
    assert why(document) == ["各方意见不一致，正在由政务公开办协调"]
    told = Notice.objects.filter(user=table.judge, subject_line="有一件发布协调要裁决")
    assert told.count() == 1


@pytest.mark.duty("law.C9b")
def test_a_late_agreement_still_settles_the_matter_and_stays_late(office, table) -> None:
    document = office.reviewed()
    round_ = table.ask(document, table.finance)
    services.escalate_silent(at=datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI))
    table.finance.at = datetime(2026, 6, 1, 10, 0, tzinfo=SHANGHAI)
    round_.refresh_from_db()
    table.answer(round_, table.finance, "agree")
    assert round_.state == "cleared"
    assert Deadline.objects.get(rule="COORDINATION_REPLY").was_late is True


@pytest.mark.duty("S0-1.6b", "S2-7.10")
def test_a_disagreement_goes_to_the_office_with_the_reasons_of_both(office, table) -> None:
    document = office.reviewed()
    round_ = table.ask(document, table.finance)
    table.answer(round_, table.finance, "disagree", reply="标准正在调整。")
    assert why(document) == ["财政局不同意发布，要修改稿子或者报请政务公开办协调"]
    table.escalate(round_)
    assert (round_.state, round_.position) == ("escalated", "标准由本局制定，已经依法公布。")
    assert round_.inquiries.get().reply == "标准正在调整。"
    table.rule(round_, "rule_release")
    assert (round_.state, round_.ruled_by) == ("cleared", "政务公开办甲")
    office.sign(document)
    assert document.state == "signed"


@pytest.mark.duty("S2-7.10")
def test_a_ruling_can_stop_the_release(office, table) -> None:
    document = office.reviewed()
    round_ = table.ask(document, table.finance)
    table.answer(round_, table.finance, "disagree")
    table.rule(table.escalate(round_), "rule_stop")
    assert why(document) == ["政务公开办裁决不予发布"]
    with pytest.raises(Blocked, match="裁决不予发布"):
        office.sign(document)


@pytest.mark.duty("S0-1.6b")
def test_nobody_escalates_what_is_not_disputed(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance)
    with pytest.raises(Blocked, match="不用报请协调"):
        table.escalate(round_)


def test_only_the_office_rules(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance)
    table.answer(round_, table.finance, "disagree")
    table.escalate(round_)
    with pytest.raises(NotAllowed):
        services.rule(round_, ruling="rule_release", ruling_text="可以。", **office.as_(Role.HEAD))


def test_only_the_asked_organ_answers(office, table) -> None:
    inquiry = table.ask(office.draft(), table.finance).inquiries.get()
    with pytest.raises(NotAllowed):
        services.answer(inquiry, answer="agree", reply="同意。", **office.as_(Role.SIGNER))
    with pytest.raises(NotAllowed):
        services.answer(inquiry, answer="agree", reply="同意。", **table.finance.as_(Role.HANDLER))


def test_an_answer_is_given_once(office, table) -> None:
    round_ = table.ask(office.draft(), table.finance)
    table.answer(round_, table.finance, "agree")
    with pytest.raises(StaleState):
        table.answer(round_, table.finance, "disagree")


@pytest.mark.duty("S2-7.12.3")
def test_what_was_agreed_with_changes_leaves_only_when_it_was_changed(office, table) -> None:
    document = office.draft()
    round_ = table.ask(document, table.finance, table.health)
    table.answer(round_, table.finance, "agree_with_changes", reply="第二行的日期改成6月15日。")
    table.answer(round_, table.health, "agree")
    assert round_.state == "to_change"
    with pytest.raises(Blocked, match="稿子还没有修改"):
        services.adopt(round_, reason="已改。", **office.as_(Role.HANDLER))
    body = document.body.replace("6月10日", "6月15日")
    documents.edit_draft(document, changes={"body": body}, **office.as_(Role.HANDLER))
    services.adopt(round_, reason="已按财政局意见改日期。", **office.as_(Role.HANDLER))
    assert round_.state == "cleared"
    # Reviewed it is not yet; of other organs nothing is said any more.
    assert why(document) == ["还没有保密审查结论", "审核还没有完成：缺第1、2、3级"]


@pytest.mark.duty("S0-1.6a")
def test_a_changed_text_has_to_be_asked_about_again(office, table) -> None:
    document = office.draft()
    round_ = table.ask(document, table.finance, table.health)
    table.answer(round_, table.finance, "agree")
    documents.edit_draft(document, changes={"body": document.body + "\n二、学费减半。"}, **office.as_(Role.HANDLER))
    round_.refresh_from_db()
    assert round_.state == "withdrawn"
    assert set(round_.inquiries.values_list("state", flat=True)) == {"withdrawn"}
    assert list(Deadline.objects.order_by("pk").values_list("outcome", flat=True)) == ["done", "cancelled"]
    again = services.ask(document, letter="改了第二条，请再看。", **office.as_(Role.HANDLER))
    assert (again.round, again.inquiries.count()) == (2, 2)


def test_marks_of_punctuation_change_nothing(office, table) -> None:
    document = office.draft()
    round_ = table.ask(document, table.finance)
    body = document.body.replace("：", ":") + "\n"
    documents.edit_draft(document, changes={"body": body, "summary": "概述"}, **office.as_(Role.HANDLER))
    round_.refresh_from_db()
    assert round_.state == "open"


def test_another_file_is_another_text(office, table) -> None:
    document = office.draft()
    round_ = table.ask(document, table.finance)
    office.attach(document, name="标准.txt", content="每人300元".encode())
    round_.refresh_from_db()
    assert round_.state == "withdrawn"


@pytest.mark.duty("S0-1.7a")
def test_files_go_with_the_letter_to_both_sides_and_to_nobody_else(office, table, client) -> None:
    document = office.draft()
    services.name_organ(document, organ=table.finance.organ, **office.as_(Role.HANDLER))
    enclosed = [("依据.txt", ContentFile("《预算法》".encode()))]
    round_ = services.ask(document, letter="请确认。", enclosures=enclosed, **office.as_(Role.HANDLER))
    assert [str(row) for row in round_.enclosures.all()] == ["依据.txt"]
    assert document.attachments.count() == 0
    assert client.get(f"/files/{round_.enclosures.get().pk}/").status_code == 404


@pytest.mark.duty("S2-6.5.1")
def test_a_letter_with_a_marked_file_is_not_sent(office, table) -> None:
    document = office.draft()
    services.name_organ(document, organ=table.finance.organ, **office.as_(Role.HANDLER))
    enclosed = [("依据.txt", ContentFile("机密★\n".encode()))]
    with pytest.raises(InvalidInput, match="密级标志"):
        services.ask(document, letter="请确认。", enclosures=enclosed, **office.as_(Role.HANDLER))
    assert (Coordination.objects.count(), RefusedUpload.objects.count()) == (0, 1)


def test_who_is_named_later_is_asked_in_the_same_round(office, table) -> None:
    document = office.draft()
    table.ask(document, table.finance)
    table.name(document, table.health)
    round_ = services.ask(document, letter="请确认。", **office.as_(Role.HANDLER))
    assert (round_.round, round_.inquiries.count()) == (1, 2)
    with pytest.raises(DomainError, match="都征求过了"):
        services.ask(document, letter="再问一次。", **office.as_(Role.HANDLER))


def test_who_is_named_after_the_settlement_opens_it_for_all(office, table) -> None:
    document = office.draft()
    first = table.ask(document, table.finance)
    table.answer(first, table.finance, "agree")
    table.name(document, table.health)
    second = services.ask(document, letter="请确认。", **office.as_(Role.HANDLER))
    first.refresh_from_db()
    assert (first.state, second.round, second.inquiries.count()) == ("withdrawn", 2, 2)


def test_an_organ_is_named_once_and_never_oneself(office, table) -> None:
    document = office.draft()
    table.name(document, table.finance)
    for organ in (office.organ, table.finance.organ):
        with pytest.raises(InvalidInput):
            services.name_organ(document, organ=organ, **office.as_(Role.HANDLER))


def test_an_organ_that_was_asked_cannot_be_left_out_any_more(office, table) -> None:
    document = office.draft()
    table.ask(document, table.finance)
    table.name(document, table.health)
    health, finance = document.concerns.get(organ=table.health.organ), document.concerns.get(organ=table.finance.organ)
    services.unname_organ(document, concern=health, reason="不涉及。", **office.as_(Role.HANDLER))
    with pytest.raises(InvalidInput):
        services.unname_organ(document, concern=finance, reason="不涉及。", **office.as_(Role.HANDLER))
    assert [row.organ.code for row in document.concerns.all()] == ["czj"]


def test_what_is_not_published_needs_nobodys_consent(office, table) -> None:
    document = office.filed()
    assert document.state == "filed"


@pytest.mark.duty("S2-7.7", "law.C12")
def test_a_joint_document_names_its_lead_and_its_other_issuers_in_public(office, table, client) -> None:
    document = office.reviewed()
    table.name(document, table.finance, part="co_issuer")
    round_ = services.ask(document, letter="请会签。", **office.as_(Role.HANDLER))
    assert why(document) == ["财政局还没有书面答复，不答复不等于同意"]
    table.answer(round_, table.finance, "agree")
    documents.publish(office.sign(document), **office.as_(Role.INFO_CLERK))
    page = client.get(document.get_absolute_url()).content.decode()
    assert '牵头机关：<a href="/organs/jyj/">临江市教育局</a>' in page
    assert '共同制作：<a href="/organs/czj/">临江市财政局</a>' in page


def test_people_are_told_without_the_title(office, table) -> None:
    document = office.draft(title="一份还没有公开的通知")
    table.ask(document, table.finance)
    [told] = Notice.objects.filter(user=table.finance.people[Role.SIGNER])
    assert told.subject_line == "有一件征求意见要书面答复"
    assert "还没有公开" not in told.subject_line + told.body
