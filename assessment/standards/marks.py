"""The formula of the assessment (law.md J). Pure Python: what it is given decides what comes out.

score = Σ (points of an item − min(points, Σ deductions)) − fraud + bonus, never below 0
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.standards.criteria import FULL_MARKS
from assessment.standards.states import Grade

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class RuleMark:
    """``points`` a case, at most ``at_most`` cases (0: no limit)."""

    code: str
    title: str
    points: Decimal
    at_most: int


@dataclass(frozen=True, slots=True)
class CriterionMark:
    code: str
    group: str
    title: str
    points: Decimal
    rules: tuple[RuleMark, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """A standard as numbers. ``of_source`` maps a source to the rule its problems fall under."""

    criteria: tuple[CriterionMark, ...]
    excellent: Decimal
    passing: Decimal
    may_exceed: bool
    of_source: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Deduction:
    """One rule: ``cases`` that count, of ``found`` there are, and what they take off before the item's limit."""

    rule: RuleMark
    found: int
    cases: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One item: what was lost, never more than its points (S2-11.N1), and what is left."""

    criterion: CriterionMark
    deductions: tuple[Deduction, ...]
    lost: Decimal
    kept: Decimal


@dataclass(frozen=True, slots=True)
class Score:
    lines: tuple[Line, ...]
    fraud: Decimal
    bonus: Decimal
    total: Decimal
    grade: Grade

    @property
    def lost(self) -> Decimal:
        return sum((line.lost for line in self.lines), ZERO)


def score(marks: Marks, cases: Mapping[str, int], *, fraud: Decimal = ZERO, bonus: Decimal = ZERO) -> Score:
    """``cases`` is how many problems fall under each rule, by its code; rules without any may be left out."""
    lines = tuple(_line(criterion, cases) for criterion in marks.criteria)
    total = sum((line.kept for line in lines), ZERO) - fraud + bonus
    if not marks.may_exceed:
        total = min(total, FULL_MARKS)
    total = max(total, ZERO)
    return Score(lines, fraud, bonus, total, grade_of(marks, total))


def grade_of(marks: Marks, total: Decimal) -> Grade:
    """≥ 90 优秀, [70, 90) 合格, < 70 不合格: nothing falls between (law.md C15)."""
    if total >= marks.excellent:
        return Grade.EXCELLENT
    return Grade.PASSED if total >= marks.passing else Grade.FAILED


def _line(criterion: CriterionMark, cases: Mapping[str, int]) -> Line:
    deductions = tuple(_deduction(rule, cases.get(rule.code, 0)) for rule in criterion.rules)
    lost = min(criterion.points, sum((each.points for each in deductions), ZERO))
    return Line(criterion, deductions, lost, criterion.points - lost)


def _deduction(rule: RuleMark, found: int) -> Deduction:
    counted = min(found, rule.at_most) if rule.at_most else found
    return Deduction(rule, found, counted, rule.points * counted)
