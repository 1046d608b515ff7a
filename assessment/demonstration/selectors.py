"""Who may apply, what a county still owes, which organs bear the name."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from assessment.demonstration.criteria import CRITERIA, Criterion
from assessment.demonstration.models import (
    Candidacy,
    CandidacyNote,
    CandidacyQuerySet,
    Dissent,
    Programme,
    StandardPart,
)
from assessment.demonstration.states import KIND_OF, REVIEW_RULE, CandidacyState, Kind, NoteKind
from portal.accounts.models import Organ, OrganQuerySet
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.deadlines.models import Deadline


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


def owed_by(programme: Programme, on: date, organ_ids: Collection[int]) -> list[Owed]:
    """What those of the organs that are counties still owe."""
    return [row for row in owed(programme, on) if row.county.pk in organ_ids]


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


def reviews_of(candidacy: Candidacy) -> QuerySet[CandidacyNote]:
    """The newest first."""
    return candidacy.notes.filter(kind=NoteKind.REVIEW)


def due_for_review(at: datetime) -> Q:
    """Applications whose review is near or overdue."""
    clocks = Deadline.objects.running().filter(rule=REVIEW_RULE, warn_at__lte=at)
    return Q(pk__in=clocks.filter(subject_label=Candidacy._meta.label_lower).values("subject_id"))


def with_open_objection() -> Q:
    return Q(pk__in=Dissent.objects.filter(upheld=None).values("candidacy"))


@dataclass(frozen=True, slots=True)
class Unit:
    """What everybody reads of one unit: the six standards, what happened when, the reviews, what others may learn.
    ``course`` has a day and words each, in their order; ``pieces`` is how much evidence the house holds."""

    lines: Sequence[Line]
    pieces: int
    course: Sequence[tuple[date, str]]
    reviews: Sequence[CandidacyNote]
    lessons: Sequence[CandidacyNote]


def unit(candidacy: Candidacy) -> Unit:
    """Five queries, however much there is."""
    notes, lines = list(candidacy.notes.all()), lines_of(candidacy)
    return Unit(
        lines,
        sum(len(line.part.files.all()) for line in lines if line.part),
        _course(candidacy, notes, list(candidacy.objections.all())),
        [note for note in notes if note.kind == NoteKind.REVIEW],
        [note for note in notes if note.kind == NoteKind.LESSON],
    )


def _course(row: Candidacy, notes: Sequence[CandidacyNote], objections: Sequence[Dissent]) -> list[tuple[date, str]]:
    guided = [note.made_at for note in notes if note.kind == NoteKind.GUIDANCE]
    settled = [each.upheld for each in objections if each.upheld is not None]
    moments = [(row.submitted_at, "申报"), (row.accepted_at, f"实地验收，{row.total}分，通过")]
    found = [(local(moment).date(), words) for moment, words in moments if moment]
    found += [(local(moment).date(), "督促指导") for moment in guided]
    if row.shown_from and row.shown_until:
        words = f"公示，到{row.shown_until:%-m月%-d日}"
        if objections:
            words += f"；收到异议{len(objections)}件，答复{len(settled)}件，成立{sum(settled)}件"
        found.append((row.shown_from, words))
    found += [(local(note.made_at).date(), "年度复评") for note in notes if note.kind == NoteKind.REVIEW]
    days = [(row.named_on, "命名"), (row.revoked_on, "撤销命名")]
    found += [(day, words) for day, words in days if day]
    return sorted(found, key=lambda each: each[0])


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
