"""Each of the 21 outcomes once, by real procedures alone, from filing to its cell of the annual report."""

import pytest

from requests_app.figures import selectors as figures
from requests_app.figures.tables import OUTCOME_CODES, faults
from tests.requests_app.agency import COMPANY, moment
from tests.requests_app.answering.procedures import prepared
from tests.requests_app.answering.steps import decided, sent, served, signed
from tests.requests_app.answering.ways import CASES

pytestmark = pytest.mark.django_db

FIRST_WAYS = list({case.outcome: case for case in reversed(CASES)}.values())[::-1]
COLUMNS = ("natural", "business", "research", "charity", "legal_service", "other")


def test_all_twenty_one_are_here() -> None:
    assert len(OUTCOME_CODES) == 21
    assert tuple(case.outcome for case in FIRST_WAYS) == OUTCOME_CODES


@pytest.mark.duty("S2-9.4.4.3")
@pytest.mark.parametrize("place", range(21), ids=lambda place: OUTCOME_CODES[place])
def test_from_filing_to_the_cell_of_the_report(agency, place) -> None:
    case, column = FIRST_WAYS[place], COLUMNS[place % 6]
    applicant = {} if column == "natural" else COMPANY | {"applicant_kind": column}
    request = agency.received(**applicant)
    ready = prepared(agency, request, case.outcome)
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
