"""说明理由 and 延迟答复 (Regulations art. 35)."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import DomainError, InvalidInput, StaleState
from portal.subjects import ref
from requests_app.asking import services
from tests.requests_app.agency import Role, moment

pytestmark = pytest.mark.django_db


def clock(request, rule):
    return Deadline.objects.of(ref(request)).filter(rule=rule).order_by("-pk").first()


def demand(agency, request, **values):
    given = {"facts": "三个月内提出126件，内容相近", "answer_by": date(2026, 3, 13), "means": "post"} | values
    return services.demand_reasons(request, **given, **agency.as_(Role.HANDLER, moment(date(2026, 3, 4))))


@pytest.mark.duty("law.A4.35")
def test_a_demand_for_reasons_stops_no_clock(agency) -> None:
    request = agency.received()
    demand(agency, request)
    reply = clock(request, "FOI_REPLY")
    assert (reply.due_on, reply.waiting_since, request.state) == (date(2026, 3, 30), None, "handling")


@pytest.mark.duty("law.A4.35")
def test_good_reasons_may_get_a_later_fixed_date(agency) -> None:
    request = agency.received()
    row = demand(agency, request)
    heard = agency.as_(Role.HANDLER, moment(date(2026, 3, 12)))
    services.answer_demand(row, is_reasonable=True, answer="课题研究", finding="理由合理", **heard)
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 13)))
    with pytest.raises(InvalidInput):
        services.delay_answer(row, delayed_to=date(2026, 3, 30), reason="量大", means="post", **who)
    with pytest.raises(InvalidInput):
        services.delay_answer(row, delayed_to=date(2026, 4, 18), reason="量大", means="post", **who)
    services.delay_answer(row, delayed_to=date(2026, 4, 20), reason="要翻查三年的纸质档案", means="post", **who)
    assert clock(request, "FOI_REPLY").outcome == "superseded"
    assert clock(request, "FOI_DELAYED").due_on == date(2026, 4, 20)
    with pytest.raises(DomainError):
        services.delay_answer(row, delayed_to=date(2026, 4, 27), reason="再延", means="post", **who)


def test_silence_is_noted_only_after_the_time_given(agency) -> None:
    row = demand(agency, agency.received())
    with pytest.raises(DomainError):
        services.note_silence(row, **agency.as_(Role.HANDLER, moment(date(2026, 3, 13))))
    services.note_silence(row, **agency.as_(Role.HANDLER, moment(date(2026, 3, 16))))
    assert row.state == "silent"


def test_the_time_given_lies_ahead_and_nobody_is_asked_twice(agency) -> None:
    request = agency.received()
    with pytest.raises(InvalidInput):
        demand(agency, request, answer_by=date(2026, 3, 4))
    demand(agency, request)
    with pytest.raises(StaleState):
        demand(agency, request)
