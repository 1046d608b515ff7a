"""征求意见: the clock stands still, each kind of silence has its own meaning (Regulations arts. 32–34)."""

from datetime import date, datetime

import pytest

from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, StaleState
from portal.letters.services import content_of
from portal.subjects import ref
from requests_app.consulting import services
from requests_app.serving import services as serving
from tests.requests_app.agency import Role, moment

pytestmark = pytest.mark.django_db


def clock(request, rule="FOI_REPLY"):
    return Deadline.objects.of(ref(request)).filter(rule=rule).order_by("-pk").first()


def ask(agency, request, day=date(2026, 3, 6), **values):
    given = {
        "kind": "third_party",
        "party": "临江某建筑有限公司",
        "party_contact": "0000-8612366",
        "summary": "施工合同的总价和付款方式",
        "means": "post",
    } | values
    return services.consult(request, **given, **agency.as_(Role.HANDLER, moment(day)))


def ask_organ(agency, request, organ, kind, day=date(2026, 3, 6)):
    return ask(agency, request, day, kind=kind, organ=organ, party="", party_contact="")


def reach(agency, row, day=date(2026, 3, 6)):
    serving.reached(row.letter.foi_service, on=day, proof="回执", **agency.as_(Role.INFO_CLERK, moment(day)))
    row.refresh_from_db()


def hear(agency, row, day, opinion="agree", text="同意公开"):
    services.hear(row, opinion=opinion, text=text, on=day, **agency.as_(Role.INFO_CLERK, moment(day)))


@pytest.mark.duty("S2-2.7a")
@pytest.mark.duty("S2-2.7b")
@pytest.mark.duty("S2-2.7c")
def test_the_days_a_third_party_takes_are_not_counted(agency) -> None:
    """law.md A5: received 2026-03-02, asked 03-06, answered 03-25 → 2026-04-17."""
    request = agency.received()
    row = ask(agency, request)
    assert (row.letter.title, row.applicant_letter.title) == ("征求第三方意见书", "征求第三方意见告知书")
    assert clock(request).waiting_since == date(2026, 3, 6)
    reach(agency, row)
    assert Deadline.objects.of(ref(row)).get().due_on == date(2026, 3, 27)
    hear(agency, row, date(2026, 3, 25), "object", "合同单价是商业秘密")
    assert (row.state, clock(request).due_on, clock(request).waiting_since) == ("objected", date(2026, 4, 17), None)


@pytest.mark.duty("law.A4.32")
def test_silence_of_a_third_party_decides_nothing(agency) -> None:
    request = agency.received()
    row = ask(agency, request)
    reach(agency, row)
    assert services.settle_silent(at=datetime(2026, 3, 27, 23, 59, tzinfo=SHANGHAI)) == 0
    assert services.settle_silent(at=datetime(2026, 3, 28, 0, 0, tzinfo=SHANGHAI)) == 1
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("silent", date(2026, 3, 27))
    assert clock(request).due_on == date(2026, 4, 21)
    assert services.settle_silent(at=datetime(2026, 3, 28, 1, 0, tzinfo=SHANGHAI)) == 0


def test_a_third_party_heard_after_its_time_is_heard_all_the_same(agency) -> None:
    request = agency.received()
    row = ask(agency, request)
    reach(agency, row)
    services.settle_silent(at=datetime(2026, 3, 28, 9, 0, tzinfo=SHANGHAI))
    row.refresh_from_db()
    hear(agency, row, date(2026, 3, 30), "object", "是商业秘密")
    assert (row.state, row.ended_on, clock(request).due_on) == ("objected", date(2026, 3, 27), date(2026, 4, 21))


@pytest.mark.duty("S2-7.9b")
@pytest.mark.duty("S2-7.9c")
@pytest.mark.duty("S2-2.7e")
def test_silence_of_an_organ_that_made_it_too_is_consent(agency, city) -> None:
    request = agency.received()
    row = ask_organ(agency, request, city, "joint_organ")
    assert row.letter.title == "征求意见函（共同制作机关）"
    reach(agency, row)
    assert services.settle_silent(at=datetime(2026, 3, 28, 0, 0, tzinfo=SHANGHAI)) == 1
    row.refresh_from_db()
    assert row.state == "deemed"
    assert Deadline.objects.of(ref(row)).get().outcome == "deemed"


@pytest.mark.duty("S2-7.9b")
def test_silence_of_any_other_organ_means_nothing_and_a_person_stops_waiting(agency, city) -> None:
    request = agency.received()
    row = ask_organ(agency, request, city, "other_organ")
    reach(agency, row)
    assert Deadline.objects.of(ref(row)).get().due_on == date(2026, 3, 13)
    assert services.settle_silent(at=moment(date(2026, 5, 20))) == 0
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 16)))
    services.cancel(row, reason="催办后电话告知没有意见", **who)
    assert (row.state, clock(request).waiting_since, clock(request).due_on) == ("cancelled", None, date(2026, 4, 8))


def test_two_parties_asked_at_once_stop_the_clock_once(agency, city) -> None:
    request = agency.received()
    first = ask(agency, request)
    second = ask_organ(agency, agency.fresh(request), city, "joint_organ", date(2026, 3, 9))
    hear(agency, first, date(2026, 3, 13))
    assert clock(request).waiting_since == date(2026, 3, 9)
    hear(agency, second, date(2026, 3, 16))
    assert (clock(request).waiting_since, clock(request).due_on) == (None, date(2026, 4, 8))


@pytest.mark.duty("S2-2.7a")
@pytest.mark.duty("S2-7.9a")
def test_sending_the_letter_has_its_own_five_days(agency) -> None:
    request = agency.received()
    services.note_need(request, kind="third_party", **agency.as_(Role.HANDLER, moment(date(2026, 3, 3))))
    assert clock(request, "THIRD_PARTY_CONSULT").due_on == date(2026, 3, 9)
    ask(agency, request, date(2026, 3, 10))
    sending = clock(request, "THIRD_PARTY_CONSULT")
    assert (sending.closed_on, sending.was_late) == (date(2026, 3, 10), True)


def test_neither_side_learns_who_the_other_is(agency) -> None:
    row = ask(agency, agency.received())
    to_party = str(content_of(row.letter).blocks)
    to_applicant = str(content_of(row.applicant_letter).blocks)
    assert "临江某建筑有限公司" in to_party
    assert "张三" not in to_party
    assert "张三" in to_applicant
    assert "临江某建筑" not in to_applicant


@pytest.mark.parametrize(
    ("values", "field"),
    [({"party": ""}, "party"), ({"party_contact": ""}, "party_contact"), ({"summary": ""}, "summary")],
)
def test_who_is_asked_and_about_what_must_be_said(agency, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(agency, agency.received(), **values)
    assert set(refused.value.messages) == {field}


def test_an_organ_does_not_ask_itself(agency) -> None:
    with pytest.raises(InvalidInput):
        ask_organ(agency, agency.received(), agency.organ, "joint_organ")


@pytest.mark.duty("S2-2.7d")
def test_against_an_objection_only_with_reasons_and_after_telling(agency) -> None:
    request = agency.received()
    row = ask(agency, request)
    with pytest.raises(DomainError):
        services.overrule(row, public_interest="公共安全", **agency.as_(Role.HANDLER, moment(date(2026, 3, 6))))
    hear(agency, row, date(2026, 3, 10), "object", "商业秘密")
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 11)))
    services.overrule(row, public_interest="电梯安全涉及全小区居民，不公开对公共利益有重大影响", **who)
    services.tell_third_party(row, remedy="可以自收到之日起60日内申请行政复议。", means="post", **who)
    assert row.told_letter.title == "政府信息依申请公开第三方告知书"
    assert not row.was_told()
    day = date(2026, 3, 13)
    service = row.told_letter.foi_service
    serving.reached(service, on=day, proof="回执", **agency.as_(Role.INFO_CLERK, moment(day)))
    row.refresh_from_db()
    assert row.was_told()


def test_a_case_on_its_way_to_signing_asks_nobody(agency) -> None:
    request = agency.filed().request
    with pytest.raises(StaleState):
        ask(agency, request)
