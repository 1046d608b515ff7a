"""补正: once, within seven working days, with a full restart (Regulations art. 30)."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, StaleState
from portal.privacy.services import plain_text
from portal.subjects import ref
from requests_app.asking import services
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, Role, moment

pytestmark = pytest.mark.django_db


def clock(request, rule):
    return Deadline.objects.of(ref(request)).filter(rule=rule).order_by("-pk").first()


def notify(agency, request, day=date(2026, 3, 6), **values):
    given = {"lacks": ["content"], "guidance": "请写明是哪一年、哪个小区的合同", "days": 15, "means": "post"} | values
    return services.notify_correction(request, **given, **agency.as_(Role.HANDLER, moment(day)))


def served(agency, correction, day):
    service = correction.letter.foi_service
    serving.reached(service, on=day, proof="挂号信回执", **agency.as_(Role.INFO_CLERK, moment(day)))
    correction.refresh_from_db()


@pytest.mark.duty("S2-2.9.1a")
def test_the_notice_stops_the_clock_and_the_correction_starts_it_anew(agency) -> None:
    request = agency.received()
    correction = notify(agency, request)
    assert (request.state, correction.letter.title) == ("correcting", "补正申请告知书")
    assert clock(request, "FOI_CORRECTION_NOTICE").outcome == "done"
    assert clock(request, "FOI_REPLY").waiting_since == date(2026, 3, 6)
    served(agency, correction, date(2026, 3, 9))
    assert clock(request, "FOI_CORRECTION").due_on == date(2026, 3, 24)
    day = date(2026, 3, 16)
    who = agency.as_(Role.INFO_CLERK, moment(day))
    services.receive_correction(request, answer="2025年翠湖里小区", on=day, **who)
    assert (request.state, request.restarted_on) == ("handling", date(2026, 3, 16))
    reply = clock(request, "FOI_REPLY")
    assert (reply.due_on, reply.waiting_since) == (date(2026, 4, 14), None)
    assert clock(request, "FOI_CORRECTION").outcome == "done"


@pytest.mark.duty("S2-2.9.1a")
def test_it_is_asked_only_once(agency) -> None:
    request = agency.received()
    notify(agency, request)
    services.receive_correction(request, answer="补正", actor=CITIZEN, at=moment(date(2026, 3, 9)))
    with pytest.raises(Blocked, match="只能一次性告知"):
        notify(agency, request, date(2026, 3, 10))


@pytest.mark.duty("S2-2.9.1a")
def test_after_the_seventh_working_day_nothing_can_be_asked_any_more(agency) -> None:
    request = agency.received()
    with pytest.raises(Blocked, match="3月11日"):
        notify(agency, request, date(2026, 3, 12))
    assert notify(agency, request, date(2026, 3, 11)).state == "notified"


@pytest.mark.parametrize(
    ("values", "field"), [({"lacks": []}, "lacks"), ({"days": 0}, "days"), ({"guidance": " "}, "guidance")]
)
def test_what_lacks_how_to_mend_it_and_until_when_must_be_said(agency, values, field) -> None:
    request = agency.received()
    with pytest.raises(InvalidInput) as refused:
        notify(agency, request, **values)
    assert set(refused.value.messages) == {field}
    assert agency.fresh(request).state == "handling"


def test_a_purpose_cannot_be_asked_for(agency) -> None:
    with pytest.raises(InvalidInput):
        notify(agency, agency.received(), lacks=["purpose"])


@pytest.mark.duty("S2-2.4b")
def test_missing_identity_comes_with_the_correction(agency) -> None:
    request = agency.registered(identity_number="", identity_kind="")
    notify(agency, request, lacks=["identity"])
    services.receive_correction(
        request,
        answer="见身份证",
        applicant={"identity_kind": "resident_id", "identity_number": "329999199003070018"},
        actor=CITIZEN,
        at=moment(date(2026, 3, 10)),
    )
    person = agency.fresh(request).applicant
    assert plain_text(person, "identity_number") == "329999199003070018"
    assert person.identity_index


@pytest.mark.duty("law.A4.30")
def test_giving_up_is_confirmed_by_a_person_and_never_before_the_time_is_over(agency) -> None:
    request = agency.received()
    correction = notify(agency, request)
    who = lambda day: agency.as_(Role.HANDLER, moment(day))  # noqa: E731 - short and local
    with pytest.raises(Blocked, match="先登记申请人收到通知"):
        services.take_as_abandoned(request, reason="没有补正", **who(date(2026, 3, 25)))
    served(agency, correction, date(2026, 3, 9))
    with pytest.raises(Blocked, match="3月24日才满"):
        services.take_as_abandoned(request, reason="没有补正", **who(date(2026, 3, 24)))
    services.take_as_abandoned(request, reason="没有补正，也没有说明理由", **who(date(2026, 3, 25)))
    correction.refresh_from_db()
    assert (request.state, correction.state) == ("handling", "abandoned")
    reply = clock(request, "FOI_REPLY")
    assert (reply.outcome, reply.closed_on, reply.was_late) == ("abandoned", date(2026, 3, 25), False)


def test_a_late_correction_counts_while_nobody_took_it_as_given_up(agency) -> None:
    request = agency.received()
    served(agency, notify(agency, request), date(2026, 3, 9))
    services.receive_correction(request, answer="晚了几天", actor=CITIZEN, at=moment(date(2026, 3, 27)))
    assert clock(request, "FOI_REPLY").due_on == date(2026, 4, 27)


def test_a_correction_comes_once(agency) -> None:
    request = agency.received()
    notify(agency, request)
    stale = agency.fresh(request)
    services.receive_correction(request, answer="一", actor=CITIZEN, at=moment(date(2026, 3, 9)))
    with pytest.raises(StaleState):
        services.receive_correction(stale, answer="二", actor=CITIZEN, at=moment(date(2026, 3, 9)))
