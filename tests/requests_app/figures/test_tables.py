"""The identities of law.md C5, each broken in turn, by tables typed by hand."""

import pytest

from requests_app.figures.tables import ROWS, Report, Table3, Table4, faults

GOOD = {
    "1": {"natural": 40, "business": 10},
    "2": {"natural": 3, "legal_service": 1},
    "3.1": {"natural": 20, "business": 6},
    "3.2": {"natural": 4},
    "3.3.4": {"natural": 2, "business": 1},
    "3.4.1": {"natural": 9, "business": 2, "legal_service": 1},
    "3.5.1": {"natural": 3},
    "3.6.3": {"natural": 1},
    "4": {"natural": 4, "business": 1},
}
SUITS = {"review": {"upheld": 2, "corrected": 1}, "lawsuit_direct": {"open": 1}}


def table(**changed):
    cells = {row: dict(columns) for row, columns in Table3.of(GOOD).cells.items()}
    for (row, column), value in changed.get("cells", {}).items():
        cells[row][column] = value
    return Table3(cells)


def numbers(report, **kwargs):
    return sorted({fault.identity for fault in faults(report, **kwargs)})


def test_a_table_has_twenty_five_rows_and_seven_columns() -> None:
    whole = Table3.of(GOOD)
    assert len(ROWS) == 25
    assert {len(columns) for columns in whole.cells.values()} == {7}
    assert (whole.cells["3.7"]["natural"], whole.cells["3.7"]["total"]) == (39, 49)


@pytest.mark.duty("S2-9.4.4.3")
def test_a_table_that_adds_up_has_no_fault() -> None:
    assert faults(Report(2026, Table3.of(GOOD), Table4.of(SUITS))) == []


@pytest.mark.parametrize(
    ("cells", "identity"),
    [
        ({("1", "natural"): 41, ("1", "total"): 51}, [1]),
        ({("3.1", "natural"): 21, ("3.1", "total"): 27}, [2]),
        ({("3.2", "total"): 5}, [2, 3]),
        ({("3.6.3", "natural"): -1, ("3.6.3", "total"): -1}, [2, 6]),
    ],
)
def test_what_does_not_add_up_is_named(cells, identity) -> None:
    assert numbers(Report(2026, table(cells=cells), Table4.of(SUITS))) == identity


@pytest.mark.duty("S2-9.4.4.2")
def test_the_opening_stock_is_last_years_closing_stock() -> None:
    before = Table3.of({"1": {"natural": 3, "legal_service": 1}, "4": {"natural": 3, "legal_service": 1}})
    assert numbers(Report(2026, Table3.of(GOOD), Table4.of(SUITS)), previous=before) == []
    less = Table3.of({"1": {"natural": 2, "legal_service": 1}, "4": {"natural": 2, "legal_service": 1}})
    found = faults(Report(2026, Table3.of(GOOD), Table4.of(SUITS)), previous=less)
    assert [(fault.where, fault.text) for fault in found] == [
        ("自然人", "上年结转3，上年报告的结转下年度是2"),
        ("总计", "上年结转4，上年报告的结转下年度是3"),
    ]


def test_table_four_adds_up_too() -> None:
    broken = Table4({"review": {"upheld": 2, "corrected": 1, "other": 0, "open": 0, "total": 4}} | _others())
    assert numbers(Report(2026, Table3.of(GOOD), broken)) == [5]


def _others():
    empty = {"upheld": 0, "corrected": 0, "other": 0, "open": 0, "total": 0}
    return {"lawsuit_direct": dict(empty), "lawsuit_after_review": dict(empty)}


def test_the_city_is_the_sum_of_its_organs() -> None:
    half = Table3.of({"1": {"natural": 1}, "4": {"natural": 1}})
    whole = Table3.of({"1": {"natural": 2}, "4": {"natural": 2}})
    assert numbers(Report(2026, whole, Table4.of({}), parts=[half, half])) == []
    assert numbers(Report(2026, whole, Table4.of({}), parts=[half])) == [7]


def test_unpaid_fees_need_a_word_in_the_sixth_chapter() -> None:
    charged = Table3.of({"1": {"natural": 1}, "3.6.2": {"natural": 1}})
    assert numbers(Report(2026, charged, Table4.of({})), fee_section=False) == [9]
    assert numbers(Report(2026, charged, Table4.of({})), fee_section=True) == []


def test_the_totals_of_a_published_report_hold() -> None:
    """杭州市2025年: 14069 + 560 = 13810 + 819 (law.md C5)."""
    pieces = {"1": 14069, "2": 560, "3.1": 13810, "4": 819}
    published = Table3.of({row: {"natural": count} for row, count in pieces.items()})
    assert numbers(Report(2025, published, Table4.of({}))) == []
