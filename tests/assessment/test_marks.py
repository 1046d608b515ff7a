"""The formula (law.md J), every expected number reckoned by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment.standards.criteria import CRITERIA
from assessment.standards.marks import CriterionMark, Marks, RuleMark, score

pytestmark = pytest.mark.once

PUBLISHED = Marks(
    criteria=tuple(
        CriterionMark(
            row.code,
            row.group,
            row.title,
            row.points,
            tuple(RuleMark(rule.code, rule.title, rule.points, rule.at_most) for rule in row.rules),
        )
        for row in CRITERIA
    ),
    excellent=Decimal(90),
    passing=Decimal(70),
    may_exceed=False,
    of_source={},
)

ITEMS = {
    "A1": 3, "A2": 3, "A3": 5, "A4": 4, "B1": 30, "B2": 20, "C1": 7,
    "C2": 4, "C3": 4, "D1": 3, "D2": 6, "D3": 4, "D4": 3, "D5": 4,
}  # fmt: skip


@pytest.mark.duty("S2-11.4", "S2-11.N1")
def test_the_fourteen_items_and_their_four_parts_are_those_of_the_published_standard() -> None:
    assert {row.code: int(row.points) for row in CRITERIA} == ITEMS
    parts: dict[str, int] = {}
    for row in CRITERIA:
        parts[row.group.value] = parts.get(row.group.value, 0) + int(row.points)
    assert parts == {"A": 15, "B": 50, "C": 15, "D": 20}
    assert {row.dimension for row in CRITERIA} == {"机构", "机制制度", "范围", "内容", "形式", "时限", "渠道"}


@pytest.mark.parametrize(
    ("rule", "item", "found", "kept"),
    [
        pytest.param("A1a", "A1", 2, "2", marks=pytest.mark.duty("S2-11.A1")),
        pytest.param("A2a", "A2", 2, "1", marks=pytest.mark.duty("S2-11.A2")),
        pytest.param("A2a", "A2", 8, "0", marks=pytest.mark.duty("S2-11.N1")),
        pytest.param("A3a", "A3", 4, "1", marks=pytest.mark.duty("S2-11.A3")),
        pytest.param("A4a", "A4", 3, "1", marks=pytest.mark.duty("S2-11.A4")),
        pytest.param("B1a", "B1", 7, "23", marks=pytest.mark.duty("S2-11.B1")),
        pytest.param("B1b", "B1", 2, "24", marks=pytest.mark.duty("S2-11.B1")),
        pytest.param("B1b", "B1", 11, "0", marks=pytest.mark.duty("S2-11.N1")),
        pytest.param("B2a", "B2", 20, "0", marks=pytest.mark.duty("S2-11.B2")),
        pytest.param("C1a", "C1", 5, "4", marks=pytest.mark.duty("S2-11.C1")),
        pytest.param("C2a", "C2", 3, "1", marks=pytest.mark.duty("S2-11.C2")),
        pytest.param("C3a", "C3", 1, "1", marks=pytest.mark.duty("S2-11.C3")),
        pytest.param("D1a", "D1", 1, "2", marks=pytest.mark.duty("S2-11.D1")),
        pytest.param("D2a", "D2", 1, "5", marks=pytest.mark.duty("S2-11.D2")),
        pytest.param("D2b", "D2", 2, "0", marks=pytest.mark.duty("S2-11.D2")),
        pytest.param("D3a", "D3", 1, "3", marks=pytest.mark.duty("S2-11.D3")),
        pytest.param("D4a", "D4", 3, "0", marks=pytest.mark.duty("S2-11.D4")),
        pytest.param("D5a", "D5", 2, "2", marks=pytest.mark.duty("S2-11.D5")),
    ],
)
def test_each_rule_takes_off_what_the_standard_says_and_never_more_than_its_item(rule, item, found, kept) -> None:
    reckoned = score(PUBLISHED, {rule: found})
    by_item = {line.criterion.code: line.kept for line in reckoned.lines}
    assert by_item[item] == Decimal(kept)
    assert reckoned.total == 100 - (ITEMS[item] - Decimal(kept))


def test_two_rules_of_one_item_share_its_points() -> None:
    """D2: one complaint (1) and two corrected decisions (6) are 7, of 6 there are."""
    reckoned = score(PUBLISHED, {"D2a": 1, "D2b": 2})
    assert reckoned.total == Decimal(94)


def test_a_year_with_everything_in_it() -> None:
    """A2 −1, B1 −4 −3, B2 −2, C1 −3 (twice found, once counted), D2 −1 −3; falsehood −2; bonus +2."""
    cases = {"A2a": 1, "B1a": 4, "B1b": 1, "B2a": 2, "C1a": 2, "D2a": 1, "D2b": 1}
    assert score(PUBLISHED, cases).total == Decimal(83)
    assert score(PUBLISHED, cases, fraud=Decimal(2), bonus=Decimal(2)).total == Decimal(83)
    assert score(PUBLISHED, cases, fraud=Decimal(5)).total == Decimal(78)


@pytest.mark.parametrize(
    ("lost", "total", "grade"),
    [
        ({}, "100", "excellent"),
        ({"B1a": 10}, "90", "excellent"),
        ({"B1a": 10, "D1a": 1}, "89", "passed"),
        ({"B1a": 30}, "70", "passed"),
        ({"B1a": 30, "D1a": 1}, "69", "failed"),
    ],
)
@pytest.mark.duty("S2-11.5")
def test_the_grades_leave_no_gap(lost, total, grade) -> None:
    reckoned = score(PUBLISHED, lost)
    assert (reckoned.total, reckoned.grade.value) == (Decimal(total), grade)


@pytest.mark.duty("S2-11.5")
def test_between_89_and_90_is_passed() -> None:
    assert score(PUBLISHED, {"B1a": 8}, fraud=Decimal("2.5")).grade.value == "passed"


def test_nobody_falls_below_nothing_and_nobody_rises_above_full_marks_unless_the_year_allows_it() -> None:
    everything = {rule.code: 99 for row in PUBLISHED.criteria for rule in row.rules}
    # C1 and C3 cost at most 3 each, once: 4 + 1 are left whatever happens.
    assert score(PUBLISHED, everything).total == Decimal(5)
    assert score(PUBLISHED, everything, fraud=Decimal(9)).total == Decimal(0)
    assert score(PUBLISHED, {}, bonus=Decimal(2)).total == Decimal(100)
    assert score(replace(PUBLISHED, may_exceed=True), {}, bonus=Decimal(2)).total == Decimal(102)
