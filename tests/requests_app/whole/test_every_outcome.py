"""Each of the 21 outcomes once, by real procedures alone, from filing to its cell of the annual report."""

from datetime import date

import pytest

from requests_app.asking import services as asking
from requests_app.charging import services as charging
from requests_app.figures import selectors as figures
from requests_app.figures.tables import OUTCOME_CODES, faults
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, COMPANY, Role, moment
from tests.requests_app.answering.steps import decided, sent, served, signed
from tests.requests_app.answering.ways import CASES

pytestmark = pytest.mark.django_db

FIRST_WAYS = list({case.outcome: case for case in reversed(CASES)}.values())[::-1]
COLUMNS = ("natural", "business", "research", "charity", "legal_service", "other")


def reach(agency, letter, day):
    serving.reached(letter.foi_service, on=day, proof="挂号信回执", **agency.as_(Role.INFO_CLERK, moment(day)))


def asked_to_correct(agency, request):
    correction = asking.notify_correction(
        request,
        lacks=["content"],
        guidance="请写明是哪一年的合同",
        days=15,
        means="post",
        **agency.as_(Role.HANDLER, moment(date(2026, 3, 6))),
    )
    reach(agency, correction.letter, date(2026, 3, 9))


def corrected(agency, request):
    asked_to_correct(agency, request)
    asking.receive_correction(request, answer="不记得是哪一年", actor=CITIZEN, at=moment(date(2026, 3, 16)))
    return date(2026, 3, 17)


def abandoned(agency, request):
    asked_to_correct(agency, request)
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 25)))
    asking.take_as_abandoned(request, reason="没有补正，也没有说明理由", **who)
    return date(2026, 3, 26)


def silent(agency, request):
    demand = asking.demand_reasons(
        request,
        facts="三个月内提出126件，内容相近",
        answer_by=date(2026, 3, 13),
        means="post",
        **agency.as_(Role.HANDLER, moment(date(2026, 3, 4))),
    )
    asking.note_silence(demand, **agency.as_(Role.HANDLER, moment(date(2026, 3, 16))))
    return date(2026, 3, 17)


def unpaid(agency, request):
    fee = charging.notify_fee(request, means="post", pages=100, **agency.as_(Role.HANDLER, moment(date(2026, 3, 6))))
    reach(agency, fee.letter, date(2026, 3, 9))
    who = agency.as_(Role.HANDLER, moment(date(2026, 4, 8)))
    charging.take_as_unpaid(request, reason="逾期没有缴费", **who)
    return date(2026, 4, 9)


PROCEDURES = {"3.4.3": corrected, "3.5.4": silent, "3.6.1": abandoned, "3.6.2": unpaid}


def test_all_twenty_one_are_here() -> None:
    assert len(OUTCOME_CODES) == 21
    assert tuple(case.outcome for case in FIRST_WAYS) == OUTCOME_CODES


@pytest.mark.duty("S2-9.4.4.3")
@pytest.mark.parametrize("place", range(21), ids=lambda place: OUTCOME_CODES[place])
def test_from_filing_to_the_cell_of_the_report(agency, place) -> None:
    case, column = FIRST_WAYS[place], COLUMNS[place % 6]
    charging.take_up(
        organ=agency.organ,
        method="page",
        basis="临住建发〔2026〕3号",
        payment="非税收入缴款书",
        starts_on=date(2026, 3, 2),
        **agency.as_(Role.HEAD, moment(date(2026, 3, 2), 8)),
    )
    applicant = {} if column == "natural" else COMPANY | {"applicant_kind": column}
    request = agency.received(**applicant)
    ready = PROCEDURES.get(case.outcome, lambda *_: date(2026, 3, 9))(agency, request)
    decided(agency, request, case.name, at=moment(ready))
    signed(agency, request, at=moment(ready, 15))
    sent(agency, request, on=ready, at=moment(ready, 16))
    served(agency, request, day=ready)
    ids = [agency.organ.pk]
    cells = figures.table3(ids, 2026).cells
    filled = {(row, each) for row, columns in cells.items() for each, count in columns.items() if count}
    rows = ("1", case.outcome, "3.7")
    assert filled == {(row, each) for row in rows for each in (column, "total")}
    assert [item.request_id for item in figures.items_of(ids, 2026, case.outcome, column)] == [request.pk]
    assert faults(figures.report(ids, 2026, each=True), previous=figures.table3(ids, 2025)) == []
