"""What is over is over everywhere: in the rooms beside the case, in the ledger, in the joints between cases."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, StaleState
from portal.subjects import ref
from requests_app.answering import services as answering
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.consulting import services as consulting
from requests_app.extending import services as extending
from requests_app.figures import selectors as figures
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, TWO_ITEMS, Role, moment
from tests.requests_app.answering.steps import decided, sent, served, signed

pytestmark = pytest.mark.django_db

NEXT_DAY = moment(date(2026, 3, 3))


def consulted(agency, request, day=date(2026, 3, 6)):
    return consulting.consult(
        request,
        kind="third_party",
        party="临江某建筑有限公司",
        party_contact="0000-8612366",
        summary="施工合同的总价",
        means="post",
        **agency.as_(Role.HANDLER, moment(day)),
    )


def reach(agency, letter, day):
    serving.reached(letter.foi_service, on=day, proof="挂号信回执", **agency.as_(Role.INFO_CLERK, moment(day)))


def hear(agency, row, on, day, opinion="object"):
    row.refresh_from_db()
    who = agency.as_(Role.INFO_CLERK, moment(day))
    return consulting.hear(row, opinion=opinion, text="合同单价是商业秘密", on=on, **who)


def answered(agency, request):
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request)
    served(agency, request, day=date(2026, 3, 2))
    return request


def running(*subjects):
    return [clock.rule for subject in subjects for clock in Deadline.objects.of(ref(subject)).running()]


def test_with_a_withdrawn_request_nobody_owes_anything_any_more(agency) -> None:
    request = agency.received()
    row = consulted(agency, request)
    reach(agency, row.letter, date(2026, 3, 9))
    assert running(request, row) == ["FOI_REPLY", "THIRD_PARTY_REPLY"]
    answering.withdraw(agency.fresh(request), reason="不需要了", actor=CITIZEN, at=moment(date(2026, 3, 10)))
    row.refresh_from_db()
    assert (running(request, row), row.state) == ([], "cancelled")


def test_with_a_merged_request_neither(agency) -> None:
    first, second = agency.received(), agency.received()
    row = consulted(agency, second)
    reach(agency, row.letter, date(2026, 3, 9))
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 10)))
    cases.merge(agency.fresh(second), into=first, reason="同一事项拆得过细", **who)
    row.refresh_from_db()
    assert (running(second, row), row.state) == ([], "cancelled")
    assert running(first) == ["FOI_REPLY"]


def test_what_was_received_is_not_merged_into_what_was_not(agency) -> None:
    waiting, request = agency.filed().request, agency.received()
    with pytest.raises(InvalidInput) as refused:
        cases.merge(request, into=waiting, reason="同一事项", **agency.as_(Role.HANDLER, NEXT_DAY))
    assert set(refused.value.messages) == {"into"}
    assert figures.table3([agency.organ.pk], 2026).cells["1"]["total"] == 1


def test_nothing_is_added_to_or_split_off_a_case_that_is_decided_again(agency) -> None:
    request = answered(agency, agency.received(items=TWO_ITEMS[:1]))
    remedies.admit_error(request, reason="漏查了档案", redo_days=10, **agency.as_(Role.HEAD, NEXT_DAY))
    remedies.reopen(request, reason="自行纠正", **agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY))
    later = agency.received(at=NEXT_DAY)
    with pytest.raises(InvalidInput, match="正在重新处理"):
        cases.merge(later, into=request, reason="同一事项", **agency.as_(Role.HANDLER, NEXT_DAY))


def test_what_goes_to_a_case_of_its_own_is_decided_there(agency) -> None:
    request = agency.received(items=TWO_ITEMS)
    first, second = request.items.all()
    decided(agency, request, "3.4.2-1", item=first)
    decided(agency, request, "3.1-a", item=second)
    filed = cases.split_off(request, items=[second], reason="分别答复", **agency.as_(Role.HANDLER))
    assert [row.item_id for row in request.current_decisions()] == [first.pk]
    assert filed.request.current_decisions() == []


@pytest.mark.parametrize("end", ["served", "withdrawn"])
def test_after_the_end_nothing_about_the_answer_is_done_any_more(agency, end) -> None:
    request = agency.received()
    row = consulted(agency, request, date(2026, 3, 2))
    reach(agency, row.letter, date(2026, 3, 2))
    assert consulting.settle_silent(at=moment(date(2026, 3, 24))) == 1
    request = agency.fresh(request)
    day, last = moment(date(2026, 3, 24)), moment(date(2026, 3, 27))
    if end == "served":
        decided(agency, request, "3.4.2-1", at=day)
        signed(agency, request, at=day)
        sent(agency, request, at=day)
        served(agency, request, day=date(2026, 3, 25))
    else:
        answering.withdraw(request, reason="不需要了", actor=CITIZEN, at=day)
    handler = agency.as_(Role.HANDLER, last)
    with pytest.raises(Blocked, match="已经办结"):
        hear(agency, row, date(2026, 3, 27), date(2026, 3, 27))
    with pytest.raises(Blocked, match="已经办结"):
        consulting.overrule(row, public_interest="公共安全", **handler)
    with pytest.raises(StaleState):
        consulting.note_need(request, kind="third_party", **handler)
    with pytest.raises(DomainError):
        extending.propose(request, days=5, reason="再查", **handler)
    with pytest.raises(DomainError, match="已经办结"):
        cases.claim(request, **handler)
    assert not Deadline.objects.running().exists()


def test_reasons_are_not_looked_at_any_more_when_the_request_was_withdrawn(agency) -> None:
    request = agency.received()
    demand = asking.demand_reasons(
        request, facts="三个月内126件", answer_by=date(2026, 3, 13), means="post", **agency.as_(Role.HANDLER)
    )
    answering.withdraw(request, reason="不需要了", actor=CITIZEN, at=NEXT_DAY)
    demand.refresh_from_db()
    with pytest.raises(Blocked, match="已经办结"):
        asking.note_silence(demand, **agency.as_(Role.HANDLER, moment(date(2026, 3, 16))))


def test_an_error_is_admitted_only_after_the_answer_got_there(agency) -> None:
    with pytest.raises(DomainError, match="直接修改"):
        remedies.admit_error(agency.received(), reason="漏查", redo_days=10, **agency.as_(Role.HEAD))


def test_a_review_that_ends_without_a_rebuttal_leaves_no_clock_behind(agency) -> None:
    request = answered(agency, agency.received())
    day = date(2026, 3, 9)
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(day))
    remedy = remedies.register(
        request, kind="review", authority="临江市人民政府", accepted_on=day, served_on=day, **head
    )
    assert running(remedy) == ["REVIEW_REBUTTAL"]
    remedies.close(remedy, result="other", result_text="申请人撤回复议申请", decided_on=day, **head)
    assert running(remedy) == []


# --- dates of what is waited for ----------------------------------------------------------------------


def test_days_after_the_time_of_a_third_party_count_again_however_late_it_is_entered(agency) -> None:
    """Asked 2026-03-06 and reached the same day: its time ends 2026-03-27, and it speaks on 03-31."""
    request = agency.received()
    row = consulted(agency, request)
    reach(agency, row.letter, date(2026, 3, 6))
    hear(agency, row, date(2026, 3, 31), date(2026, 3, 31))
    reply = Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")
    assert (row.ended_on, reply.due_on) == (date(2026, 3, 27), date(2026, 4, 21))


def extension_under_way(agency, request):
    handler, head = agency.as_(Role.HANDLER), agency.as_(Role.DISCLOSURE_HEAD)
    extension = extending.propose(request, days=20, reason="档案量大", **handler)
    return extending.approve(extension, means="post", **head)


@pytest.mark.duty("S2-2.6d")
def test_an_extension_that_arrives_while_the_clock_stands_still_is_in_time(agency) -> None:
    request = agency.received()
    extension = extension_under_way(agency, request)
    consulted(agency, request, date(2026, 3, 6))
    reach(agency, extension.letter, date(2026, 4, 1))
    extension.refresh_from_db()
    reply = Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")
    assert (extension.state, reply.extended_by) == ("served", 20)


def test_an_extension_that_arrives_after_the_answer_is_registered_and_moves_nothing(agency) -> None:
    request = agency.received()
    extension = extension_under_way(agency, request)
    answered(agency, request)
    reach(agency, extension.letter, date(2026, 3, 4))
    extension.refresh_from_db()
    assert (extension.state, extension.letter.foi_service.served_on) == ("cancelled", date(2026, 3, 4))
