"""The standard a year is assessed by."""

from datetime import datetime

from assessment.standards.known import sources
from assessment.standards.marks import CriterionMark, Marks, RuleMark
from assessment.standards.models import Standard
from assessment.standards.states import BINDING, StandardState


def in_force(year: int, *, at: datetime | None = None) -> Standard | None:
    """The edition in force now, or ``at`` that moment; before the first was approved, the first. Three queries."""
    rows = Standard.objects.with_marks().filter(year=year)
    if at is None:
        return rows.filter(state=StandardState.IN_FORCE).first()
    binding = rows.filter(state__in=BINDING)
    return binding.filter(approved_at__lte=at).first() or binding.last()


def deductions(year: int) -> list[tuple[str, str]]:
    """Codes and names of the rules by which points are taken off that year, after the choice to take off none."""
    standard = in_force(year)
    return [("", "不扣分"), *((rule.code, str(rule)) for rule in standard.rules())] if standard else [("", "不扣分")]


def unpriced(standard: Standard) -> list[tuple[str, str]]:
    """Codes and names of the automatic sources whose problems cost nothing by this standard: it was written before they
    were, or nobody wanted it to. Read it with ``with_marks``."""
    priced = {source for rule in standard.rules() for source in rule.sources}
    return [(code, label) for code, label in sources().items() if code not in priced]


def marks_of(standard: Standard) -> Marks:
    """The standard as numbers; read it with ``with_marks``."""
    return Marks(
        criteria=tuple(
            CriterionMark(
                row.code,
                row.group,
                row.title,
                row.points,
                tuple(RuleMark(rule.code, rule.title, rule.points, rule.at_most) for rule in row.rules.all()),
            )
            for row in standard.criteria.all()
        ),
        excellent=standard.excellent,
        passing=standard.passing,
        may_exceed=standard.may_exceed,
        of_source={source: rule.code for rule in standard.rules() for source in rule.sources},
    )
