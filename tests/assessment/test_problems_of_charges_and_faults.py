"""Items D3 and D4 of the standard: leads nobody took up, and fees that were higher than the tariff."""

from datetime import date, datetime

import pytest

from assessment.accountability import services as accountability
from assessment.accountability.models import Accountability
from assessment.accountability.sources import SOURCES as FAULTS
from assessment.accountability.tasks import attend
from assessment.problems import services
from assessment.problems.models import Problem
from assessment.problems.sources.charges import SOURCES as CHARGES
from assessment.rectification import services as rectification
from assessment.rectification.models import Criticism
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from requests_app.cases import services as cases
from requests_app.charging import services as charging
from tests.assessment.city import NOON
from tests.requests_app.agency import Agency, moment, open_agency

JUNE_12 = datetime(2026, 6, 12, 9, 0, tzinfo=SHANGHAI)
JULY_11 = datetime(2026, 7, 11, 9, 0, tzinfo=SHANGHAI)
JULY_12 = datetime(2026, 7, 12, 9, 0, tzinfo=SHANGHAI)
MARCH_6, MARCH_9, MARCH_16 = date(2026, 3, 6), date(2026, 3, 9), date(2026, 3, 16)


def criticised_school(city) -> Accountability:
    """The school below the education bureau did not mend its window in time and was criticised for it."""
    city.standard()
    city.noted("yizhong", "C2a")
    values = {"origin": "person", "organ": city.organs["yizhong"], "values": {}}
    rectification.issue(rectification.draft(**values, **city.office())[0], **city.office())
    rectification.propose_criticism(at=JUNE_12)
    rectification.circulate(Criticism.objects.get(), words="逾期没有整改。", refers=True, **city.leader(JUNE_12))
    accountability.propose_leads(at=JUNE_12)
    return Accountability.objects.get()


@pytest.mark.duty("S2-11.D3")
def test_a_lead_nobody_decides_on_for_thirty_days_costs_the_organ_above(city, time_machine) -> None:
    criticised_school(city)
    assert services.collect(at=JULY_11, sources=FAULTS) == []
    time_machine.move_to(JULY_12, tick=False)
    attend()
    attend()
    problem = Problem.objects.get(source="unanswered_fault")
    assert (problem.organ.code, problem.title) == ("jiaoyu", "市一中被通报批评以后没有研究追究责任")
    assert problem.subject_label == "assessment.criticism"


@pytest.mark.parametrize("act", ["investigate", "dismiss"])
def test_a_lead_somebody_decided_on_costs_nothing(city, act) -> None:
    case = criticised_school(city)
    reason = {"why": "查过，情节轻微，已经改正。"} if act == "dismiss" else {}
    getattr(accountability, act)(case, **reason, **city.as_("jiaoyu", Role.DISCIPLINE, JUNE_12))
    assert services.collect(at=JULY_12, sources=FAULTS) == []


def paid(agency: Agency, pieces: int):
    """A request of ``pieces`` pieces on 6 March 2026 for which the applicant paid on the 16th."""
    many = [{"text": f"第{number}份合同"} for number in range(1, pieces + 1)]
    request = agency.received(items=many, at=moment(MARCH_6, 9))
    fee = charging.notify_fee(request, means="post", **agency.as_(Role.HANDLER, moment(MARCH_6)))
    given = {"paid_on": MARCH_16, "receipt_number": "0012345"}
    charging.notice_reached(
        fee.letter.foi_service, on=MARCH_9, proof="回执", **agency.as_(Role.INFO_CLERK, moment(MARCH_9))
    )
    charging.record_payment(request, **given, **agency.as_(Role.INFO_CLERK, moment(MARCH_16)))
    return request


@pytest.fixture
def agency(city) -> Agency:
    agency = open_agency(name="临江市水务局", parent=city.organs["city"])
    charging.take_up(
        organ=agency.organ,
        method="piece",
        basis="临住建发〔2026〕3号",
        payment="非税收入缴款书",
        starts_on=date(2026, 3, 2),
        **agency.as_(Role.HEAD, moment(date(2026, 3, 2), 8)),
    )
    return agency


@pytest.mark.duty("S2-11.D4")
def test_a_fee_that_is_higher_than_the_tariff_asks_for_today_is_found_once(agency) -> None:
    """Ten pieces came before in the month, so two more cost 200 yuan. The ten are merged into a request of February:
    they count no more in March, and two pieces are free."""
    february = agency.received(at=moment(date(2026, 2, 27)))
    ten = [{"text": f"第{number}份图纸"} for number in range(1, 11)]
    before = agency.received(items=ten)
    request = paid(agency, 2)
    assert services.collect(at=NOON, sources=CHARGES) == []
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 17)))
    cases.merge(before, into=february, reason="同一件事分成了几件", **head)
    services.collect(at=NOON, sources=CHARGES)
    problem = Problem.objects.get(source="overcharged")
    assert (problem.organ, problem.title) == (agency.organ, f"{request.number}：多收了信息处理费")
    assert problem.facts == "2026年3月16日收了200元，按标准应收0元，多收200元。"
    assert services.collect(at=NOON, sources=CHARGES) == []
