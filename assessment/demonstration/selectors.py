"""Who may apply, what a county still owes, which organs bear the name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from assessment.demonstration.criteria import CRITERIA, Criterion
from assessment.demonstration.models import (
    Candidacy,
    CandidacyNote,
    CandidacyQuerySet,
    Programme,
    StandardPart,
)
from assessment.demonstration.states import KIND_OF, CandidacyState, Kind, NoteKind
from portal.accounts.models import Organ, OrganQuerySet
from portal.accounts.states import OrganKind


def applicants(on: date) -> OrganQuerySet:
    """The organs that may apply: every county, department, township; not the government that leads the 创建."""
    leads = Q(kind=OrganKind.GOVERNMENT, parent=None)
    return Organ.objects.active(on).filter(kind__in=list(KIND_OF)).exclude(leads).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Owed:
    """How many townships below a county applied, and how many should at least."""

    county: Organ
    applied: int
    least: int


def owed(programme: Programme, on: date) -> list[Owed]:
    """Counties that put forward too few townships (S1-7.1b). Three queries."""
    townships = Organ.objects.active(on).filter(
        kind__in=[kind for kind, as_ in KIND_OF.items() if as_ is Kind.TOWNSHIP]
    )
    below = Counter(townships.values_list("parent", flat=True))
    put_forward = programme.candidacies.filter(kind=Kind.TOWNSHIP).exclude(state=CandidacyState.PREPARING)
    applied = Counter(put_forward.values_list("organ__parent", flat=True))
    counties = applicants(on).filter(kind=OrganKind.GOVERNMENT)
    found = [Owed(each, applied[each.pk], min(programme.least_townships, below[each.pk])) for each in counties]
    return [row for row in found if row.applied < row.least]


def named_in(year: int, on: date) -> CandidacyQuerySet:
    """What brings a bonus to the year's score: named in that year, and not taken back by that day (S1-8.3b)."""
    kept = Q(revoked_on=None) | Q(revoked_on__gt=on)
    return Candidacy.objects.filter(kept, named_on__year=year, named_on__lte=on)


@dataclass(frozen=True, slots=True)
class Line:
    """One standard with what the organ wrote, ``None`` where nothing yet, and the points of the acceptance."""

    criterion: Criterion
    part: StandardPart | None
    points: int | None


def lines_of(candidacy: Candidacy) -> list[Line]:
    """Two queries."""
    parts = {part.criterion: part for part in candidacy.parts.prefetch_related("files__file")}
    return [Line(row, parts.get(row.code), candidacy.points.get(row.code)) for row in CRITERIA]


@dataclass(frozen=True, slots=True)
class Year:
    """A programme as everybody reads it."""

    programme: Programme
    shown: Sequence[Candidacy]
    named: Sequence[Candidacy]
    revoked: Sequence[Candidacy]


def years() -> list[Year]:
    """All programmes that were issued, the newest first, with ``lessons`` of those that are named. Three queries."""
    lessons = Prefetch("notes", CandidacyNote.objects.filter(kind=NoteKind.LESSON), to_attr="lessons")
    public = Candidacy.objects.public().select_related("organ").prefetch_related(lessons)
    rows: dict[int, dict[str, list[Candidacy]]] = {}
    for row in public.order_by("kind", "organ__position", "pk"):
        rows.setdefault(row.programme_id, {}).setdefault(row.state, []).append(row)
    return [
        Year(
            programme,
            rows.get(programme.pk, {}).get(CandidacyState.SHOWN, []),
            rows.get(programme.pk, {}).get(CandidacyState.NAMED, []),
            rows.get(programme.pk, {}).get(CandidacyState.REVOKED, []),
        )
        for programme in Programme.objects.public().select_related("organ")
    ]
