"""信息处理费: off by default, computed, pausing and restarting the clock (law.md D)."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.subjects import ref
from requests_app.charging import services
from requests_app.serving import services as serving
from tests.requests_app.agency import Role, moment

pytestmark = pytest.mark.django_db


def clock(request, rule="FOI_REPLY"):
    return Deadline.objects.of(ref(request)).filter(rule=rule).order_by("-pk").first()


def take_up(agency, method="page", starts_on=date(2026, 3, 2), role=Role.HEAD):
    return services.take_up(
        organ=agency.organ,
        method=method,
        basis="临住建发〔2026〕3号",
        payment="非税收入缴款书",
        starts_on=starts_on,
        **agency.as_(role, moment(date(2026, 3, 2), 8)),
    )


def notify(agency, request, day=date(2026, 3, 6), **values):
    return services.notify_fee(request, means="post", **values, **agency.as_(Role.HANDLER, moment(day)))


def reach(agency, fee, day):
    serving.reached(fee.letter.foi_service, on=day, proof="回执", **agency.as_(Role.INFO_CLERK, moment(day)))
    fee.refresh_from_db()


@pytest.mark.duty("law.D6")
def test_nothing_is_charged_until_the_organ_has_taken_it_up(agency) -> None:
    with pytest.raises(StaleState):
        notify(agency, agency.received(), pages=200)
    take_up(agency, starts_on=date(2026, 3, 9))
    with pytest.raises(Blocked, match="没有启用"):
        notify(agency, agency.received(), pages=200)


@pytest.mark.duty("law.D5")
def test_the_notice_stops_the_clock_and_payment_starts_it_anew(agency) -> None:
    take_up(agency)
    request = agency.received()
    fee = notify(agency, request, pages=250)
    assert (fee.amount, request.state, clock(request).waiting_since) == (4700, "paying", date(2026, 3, 6))
    reach(agency, fee, date(2026, 3, 9))
    assert clock(request, "FEE_PAYMENT").due_on == date(2026, 4, 7)
    services.record_payment(
        request,
        paid_on=date(2026, 3, 16),
        receipt_number="0012345",
        **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 16))),
    )
    assert (request.state, clock(request).due_on) == ("handling", date(2026, 4, 14))


@pytest.mark.duty("law.D5")
def test_who_does_not_pay_in_time_is_taken_to_give_up_by_a_person(agency) -> None:
    take_up(agency)
    request = agency.received()
    fee = notify(agency, request, pages=100)
    reach(agency, fee, date(2026, 3, 9))
    with pytest.raises(Blocked, match="4月7日才满"):
        services.take_as_unpaid(request, reason="没有缴费", **agency.as_(Role.HANDLER, moment(date(2026, 4, 7))))
    services.take_as_unpaid(request, reason="没有缴费", **agency.as_(Role.HANDLER, moment(date(2026, 4, 8))))
    fee.refresh_from_db()
    assert (request.state, fee.state, clock(request).outcome) == ("handling", "unpaid", "abandoned")


def test_letting_off_needs_a_reason_and_the_head_of_the_office(agency) -> None:
    take_up(agency)
    request = agency.received()
    notify(agency, request, pages=31)
    with pytest.raises(NotAllowed):
        services.waive_fee(request, reason="低保户", **agency.as_(Role.HANDLER, moment(date(2026, 3, 9))))
    services.waive_fee(request, reason="低保户", **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 9))))
    assert (request.state, clock(request).due_on) == ("handling", date(2026, 4, 7))


def test_within_the_free_number_nothing_is_charged(agency) -> None:
    take_up(agency)
    with pytest.raises(InvalidInput, match="不用收费"):
        notify(agency, agency.received(), pages=30)


@pytest.mark.duty("law.D2")
def test_pieces_of_the_same_person_in_the_same_month_add_up(agency) -> None:
    take_up(agency, method="piece")
    many = [{"text": f"第{number}份合同"} for number in range(1, 11)]
    agency.received(items=many)
    eleventh = agency.received(items=[{"text": "第十一份合同"}, {"text": "第十二份合同"}])
    assert notify(agency, eleventh).amount == 200


def test_one_method_at_a_time_and_never_backwards(agency) -> None:
    take_up(agency)
    with pytest.raises(InvalidInput):
        take_up(agency, method="piece")
    with pytest.raises(NotAllowed):
        take_up(agency, role=Role.HANDLER)
