"""Every cell is counted from cases and opens to them."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from requests_app.answering import services as answering
from requests_app.cases import services
from requests_app.figures import selectors
from requests_app.figures.tables import faults
from tests.requests_app.agency import CITIZEN, COMPANY, TWO_ITEMS, Role, moment

pytestmark = pytest.mark.django_db


def decided(request, outcome, on):
    """As the service of an answer writes it."""
    request.items.update(counted_outcome=outcome, counted_on=on)


@pytest.fixture
def cases(agency):
    carried = agency.received(at=moment(date(2025, 12, 22)))
    decided(carried, "3.1", date(2026, 1, 8))
    decided(agency.received(at=moment(date(2026, 3, 2)), items=TWO_ITEMS), "3.3.4", date(2026, 3, 27))
    decided(agency.received(at=moment(date(2026, 3, 2)), **COMPANY), "3.4.1", date(2026, 3, 20))
    agency.received(at=moment(date(2026, 12, 10)))
    agency.filed(at=moment(date(2026, 3, 2)))
    return agency


def cell(agency, year, row, column="total"):
    return selectors.table3([agency.organ.pk], year).cells[row][column]


@pytest.mark.duty("S2-9.4.4.1")
@pytest.mark.duty("S2-9.4.4.2")
@pytest.mark.duty("S2-9.4.4.4")
def test_stock_and_flow_of_two_years(cases) -> None:
    assert [cell(cases, 2025, row) for row in ("1", "2", "3.7", "4")] == [1, 0, 0, 1]
    assert [cell(cases, 2026, row) for row in ("1", "2", "3.7", "4")] == [4, 1, 4, 1]
    assert [cell(cases, 2027, row) for row in ("1", "2", "3.7", "4")] == [0, 1, 0, 1]


@pytest.mark.duty("S2-9.4.4.3")
def test_two_items_of_one_request_are_two_pieces_in_their_column(cases) -> None:
    assert (cell(cases, 2026, "3.3.4", "natural"), cell(cases, 2026, "3.4.1", "business")) == (2, 1)
    assert cell(cases, 2026, "3.1", "natural") == 1


def test_every_cell_opens_to_exactly_its_cases(cases) -> None:
    found = selectors.table3([cases.organ.pk], 2026)
    for row, columns in found.cells.items():
        for column, count in columns.items():
            assert selectors.items_of([cases.organ.pk], 2026, row, column).count() == count


def test_the_figures_hold_against_each_other(cases) -> None:
    ids = [cases.organ.pk]
    report = selectors.report(ids, 2026, each=True)
    assert faults(report, previous=selectors.table3(ids, 2025)) == []


def test_what_was_merged_counts_once(agency) -> None:
    first = agency.received()
    second = agency.received()
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 3)))
    services.merge(second, into=first, reason="同一事项拆得过细", **who)
    assert cell(agency, 2026, "1") == 2
    assert first.items.count() == 2


def test_a_withdrawn_request_is_counted_as_other(agency) -> None:
    request = agency.received()
    answering.withdraw(request, reason="不需要了", actor=CITIZEN, at=moment(date(2026, 3, 5)))
    assert [cell(agency, 2026, row) for row in ("1", "3.6.3", "4")] == [1, 1, 0]


def test_what_was_never_received_counts_nowhere(agency) -> None:
    request = agency.filed().request
    answering.withdraw(request, reason="填错机关", actor=CITIZEN, at=moment(date(2026, 3, 2)))
    assert [cell(agency, 2026, row) for row in ("1", "3.6.3", "4")] == [0, 0, 0]


def test_counting_takes_the_same_queries_for_any_number_of_cases(agency, django_assert_num_queries) -> None:
    agency.received()
    with django_assert_num_queries(4):
        selectors.table3([agency.organ.pk], 2026)
    for _ in range(4):
        agency.received()
    with django_assert_num_queries(4):
        selectors.table3([agency.organ.pk], 2026)


def test_small_figures_are_not_shown_to_the_public(cases) -> None:
    [line] = selectors.public_figures([cases.organ], 2026)
    assert (line.received, line.answered, line.on_time, line.median_days) == (None, None, None, None)


def test_the_command_prints_the_tables_and_checks_them(cases, capsys) -> None:
    call_command("foi_report", organ="zjj", year=2026)
    printed = capsys.readouterr().out
    assert "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t4" in printed
    call_command("foi_report", organ="zjj", year=2026, json=True)
    assert '"faults": []' in capsys.readouterr().out
    with pytest.raises(CommandError, match="没有代码"):
        call_command("foi_report", organ="nobody", year=2026)
