"""The units of an organ, and how they stand by its rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assessment.problems.models import Problem
from assessment.problems.selectors import assessed
from assessment.scoring.selectors import counted, scores
from assessment.standards.criteria import plain
from assessment.standards.fields import table_of, values_of
from assessment.standards.marks import Score
from assessment.standards.selectors import in_force
from assessment.standards.services import supposed
from assessment.unit_assessments.models import UnitAssessment
from assessment.unit_assessments.states import WRITERS
from portal import clock
from portal.accounts.models import Organ, OrganQuerySet
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Placed:
    """One unit. ``rank`` is shared by equal scores; ``by_city`` is its score by the city's standard."""

    organ: Organ
    score: Score
    rank: int
    by_city: Decimal
    problems: Sequence[Problem]


def units_of(organ: Organ, on: date) -> OrganQuerySet:
    """Those below the organ that are assessed on that day, and below those whose duties came to it."""
    return assessed(on).filter(parent__in=Organ.objects.answered_for_by(frozenset({organ.pk})))


def organs_to_begin(actor: Actor, on: date) -> OrganQuerySet:
    """Organs with units, for which the actor may begin."""
    own = {organ for role in WRITERS for organ in actor.organ_ids(role)}
    active = Organ.objects.active(on).filter(pk__in=own)
    with_units = [organ.pk for organ in active if units_of(organ, on).exists()]
    return active.filter(pk__in=with_units).order_by("position", "pk")


def placed(row: UnitAssessment, *, at: datetime) -> list[Placed]:
    """All units as they stood at that moment, the best first. A fixed number of queries.

    The organ's rules rest on the edition of the standard they were begun with; the city's score follows its newest.
    """
    standard = row.marked_standard()
    units = list(units_of(row.organ, min(clock.local(at).date(), date(row.year, 12, 31))))
    own = scores(standard, units, at=at, marks=supposed(standard, row.changes))
    city = scores(in_force(row.year, at=at) or standard, units, at=at)
    problems: dict[int, list[Problem]] = {}
    for problem in counted(row.year, [unit.pk for unit in units], at=at).order_by("occurred_on", "pk"):
        problems.setdefault(problem.organ_id, []).append(problem)
    ordered = sorted(units, key=lambda unit: (-own[unit.pk].total, unit.position, unit.pk))
    totals = [own[unit.pk].total for unit in ordered]
    return [
        Placed(unit, own[unit.pk], totals.index(own[unit.pk].total) + 1, city[unit.pk].total, problems.get(unit.pk, []))
        for unit in ordered
    ]


def differences(row: UnitAssessment) -> list[tuple[str, Any, Any]]:
    """Label, number of the standard, number of the organ's rules."""
    standard = row.marked_standard()
    labels, own = table_of(standard), values_of(standard)
    return [(labels[name].label, kept(own[name]), value) for name, value in row.changes.items() if name in labels]


def kept(value: Any) -> Any:
    """A number as JSON has it: one number is one text, however it was typed."""
    return plain(value) if isinstance(value, Decimal) else value
