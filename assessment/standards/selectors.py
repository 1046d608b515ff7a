"""The standard a year is assessed by."""

from assessment.standards.marks import CriterionMark, Marks, RuleMark
from assessment.standards.models import Standard
from assessment.standards.states import StandardState


def in_force(year: int) -> Standard | None:
    """Three queries."""
    return Standard.objects.with_marks().filter(year=year, state=StandardState.IN_FORCE).first()


def deductions(year: int) -> list[tuple[str, str]]:
    """Codes and names of the rules by which points are taken off that year, after the choice to take off none."""
    standard = in_force(year)
    return [("", "不扣分"), *((rule.code, str(rule)) for rule in standard.rules())] if standard else [("", "不扣分")]


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
