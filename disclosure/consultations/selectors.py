"""Questions about consultations: what is open, what was said, what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from disclosure.consultations.clocks import FEEDBACK
from disclosure.consultations.codes import ANYWHERE, PersonKind, Stance, Verdict
from disclosure.consultations.models import (
    Consultation,
    ConsultationQuerySet,
    Opinion,
    OpinionFile,
    OpinionQuerySet,
    Passage,
    Theme,
)
from disclosure.consultations.states import COUNTED, State
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.deadlines.models import Deadline

UNKNOWN = "没有填写"


# --- what other rooms ask -----------------------------------------------------------------------------


class Standing(StrEnum):
    """What a decision or a document has behind it."""

    NONE = "none"
    UNDER_WAY = "under_way"
    FINISHED = "finished"
    EXEMPT = "exempt"


def standing_of(consultations: ConsultationQuerySet) -> Standing:
    """The best among several: a published result, an exemption with its basis, one under way (S0-4.5.3, law.md C17)."""
    states = set(consultations.order_by().values_list("state", flat=True))
    if State.RESULT in states:
        return Standing.FINISHED
    if State.EXEMPT in states:
        return Standing.EXEMPT
    return Standing.UNDER_WAY if states - {State.CANCELLED} else Standing.NONE


def standing_of_document(document: Document) -> Standing:
    return standing_of(Consultation.objects.filter(document=document))


# --- the public lists ---------------------------------------------------------------------------------


class Part(StrEnum):
    """The three lists people look for."""

    OPEN = "open"
    WAITING = "waiting"
    RESULT = "result"


PART_NAMES = {Part.OPEN: "正在征求意见", Part.WAITING: "已截止，等结果", Part.RESULT: "已公布结果"}


def public_list(part: str, *, at: datetime, organ: str = "") -> ConsultationQuerySet:
    """Newest first; everything that was opened without a ``part``. ``organ`` is a code."""
    rows = Consultation.objects.public()
    narrowed = {Part.OPEN: rows.taking(at), Part.WAITING: rows.waiting(at), Part.RESULT: rows.finished()}
    chosen = narrowed[Part(part)] if part in set(Part) else rows
    if organ:
        chosen = chosen.filter(organ__code=organ)
    return chosen.select_related("organ").order_by("-published_at", "-pk")


def part_counts(*, at: datetime) -> dict[str, int]:
    """How many in each list. One query."""
    waiting = Q(state__in=(State.CLOSED, State.RESULT_REVIEW)) | Q(state=State.OPEN, ends_at__lte=at)
    return Consultation.objects.public().aggregate(
        open=Count("pk", filter=Q(state=State.OPEN, ends_at__gt=at)),
        waiting=Count("pk", filter=waiting),
        result=Count("pk", filter=Q(state=State.RESULT)),
    )


def organs_with_consultations() -> "QuerySet[Organ]":
    shown = Consultation.objects.public().order_by().values("organ")
    return Organ.objects.filter(pk__in=shown).order_by("position", "pk")


@dataclass(frozen=True, slots=True)
class Due:
    """When the result is due, and whether that has passed."""

    on: date
    is_over: bool


def result_dues(rows: Iterable[Consultation], *, at: datetime) -> dict[int, Due]:
    """By the ledger, for those whose clock runs. One query."""
    clocks = Deadline.objects.running().filter(
        subject_label=Consultation._meta.label_lower, rule=FEEDBACK, subject_id__in=[row.pk for row in rows]
    )
    found = clocks.values_list("subject_id", "due_on", "due_at")
    return {pk: Due(due_on, at >= due_at) for pk, due_on, due_at in found}


def overdue(at: datetime) -> Q:
    """Consultations whose result is due and has not come (S0-6.6)."""
    clocks = Deadline.objects.overdue(at).filter(subject_label=Consultation._meta.label_lower, rule=FEEDBACK)
    return Q(pk__in=clocks.values("subject_id"))


def districts(on: date) -> list[str]:
    """Where a person may say to live or work: the townships and subdistricts of the city, and elsewhere."""
    kinds = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT)
    names = Organ.objects.listed(on).filter(kind__in=kinds).values_list("short_name", flat=True)
    return [*names, ANYWHERE]


# --- one of them --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage with how many opinions on it may be read."""

    passage: Passage
    shown: int


def passages_of(consultation: Consultation) -> list[PassageLine]:
    """One query."""
    shown = Count("opinions", filter=Q(opinions__state="shown"))
    return [PassageLine(row, row.shown) for row in consultation.passages.annotate(shown=shown)]


def shown_opinions(consultation: Consultation, *, anchor: str = "") -> OpinionQuerySet:
    """Those everybody may read, newest first; on one passage with its ``anchor``."""
    rows = Opinion.objects.public().filter(consultation=consultation).select_related("passage", "theme")
    if anchor:
        rows = rows.filter(passage__anchor=anchor)
    return rows.defer("text", "name", "contact").order_by("-pk")


def opinions_to_group(
    consultation: Consultation, *, theme: str = "", passage: str = "", stance: str = "", words: str = ""
) -> OpinionQuerySet:
    """What the grouping page lists, in the order it came. ``theme`` is a number, ``none`` for the ungrouped."""
    rows = Opinion.objects.filter(consultation=consultation, state__in=COUNTED)
    if theme == "none":
        rows = rows.filter(theme=None)
    elif theme.isascii() and theme.isdecimal():
        rows = rows.filter(theme=int(theme[:18]))
    if passage:
        rows = rows.filter(passage__anchor=passage) if passage != "whole" else rows.filter(passage=None)
    if stance in Stance.values:
        rows = rows.filter(stance=stance)
    for word in words.split()[:5]:
        rows = rows.filter(text__contains=word)
    return rows.select_related("passage", "theme").defer("name", "contact", "shown_text").order_by("pk")


def themes_of(consultation: Consultation) -> list[Theme]:
    """With ``many``: how many opinions say so; the most first. One query."""
    many = Count("opinions", filter=Q(opinions__state__in=COUNTED))
    return list(consultation.themes.annotate(many=many).order_by("-many", "pk"))


def attached_to(opinion: Opinion) -> list[OpinionFile]:
    """What its writer attached and what is still kept. One query."""
    return list(opinion.files.exclude(file=None).select_related("file"))


def is_concentrated(many: int) -> bool:
    """A view so many share that not adopting it needs a reason (S3-6.2d)."""
    return many >= settings.CONSULTATION_CONCENTRATED


# --- figures ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Share:
    """One line of a chart: ``percent`` of all, rounded to the nearest whole."""

    name: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Figures:
    """``answered`` opinions have a verdict; ``adopted`` in whole or in part."""

    total: int
    answered: int
    adopted: int
    verdicts: Sequence[Share]
    stances: Sequence[Share]
    persons: Sequence[Share]
    districts: Sequence[Share]

    @property
    def adoption(self) -> int | None:
        """Whole percent of the answered opinions adopted in whole or in part, rounded down; ``None`` without any."""
        return self.adopted * 100 // self.answered if self.answered else None


def figures(consultation: Consultation) -> Figures:
    """One query each for verdicts, stances, kinds of person, districts."""
    verdicts = _counted(consultation, "effective")
    answered = sum(count for code, count in verdicts.items() if code)
    adopted = verdicts.get(Verdict.ADOPTED, 0) + verdicts.get(Verdict.PARTLY, 0)
    total = sum(verdicts.values())
    by_district = sorted(_counted(consultation, "district").items(), key=lambda pair: (-pair[1], pair[0]))
    return Figures(
        total,
        answered,
        adopted,
        _shares({Verdict(code).label: verdicts.get(code, 0) for code in Verdict.values}, total),
        _labelled(_counted(consultation, "stance"), dict(Stance.choices), total),
        _labelled(_counted(consultation, "person_kind"), dict(PersonKind.choices), total),
        _shares({name or UNKNOWN: count for name, count in by_district}, total),
    )


def _counted(consultation: Consultation, name: str) -> dict[str, int]:
    rows = with_verdict(Opinion.objects.counted().filter(consultation=consultation))
    return dict(rows.order_by().values_list(name).annotate(many=Count("pk")))


def with_verdict(opinions: OpinionQuerySet) -> "QuerySet[Any]":
    """Each with ``effective``: its own answer, or the one of its theme; empty while there is none."""
    own = When(~Q(verdict=""), then=F("verdict"))
    of_theme = When(theme__isnull=False, then=F("theme__verdict"))
    found: QuerySet[Any] = opinions.annotate(
        effective=Case(own, of_theme, default=F("verdict"), output_field=CharField())
    )
    return found


def _labelled(counted: Mapping[str, int], labels: Mapping[str, Any], total: int) -> list[Share]:
    return _shares({str(label): counted.get(code, 0) for code, label in labels.items()}, total)


def _shares(counted: Mapping[str, int], total: int) -> list[Share]:
    return [Share(name, count, share_of(count, total)) for name, count in counted.items()]


def share_of(count: int, total: int) -> int:
    """Whole percent, rounded to the nearest; 0 of nothing."""
    return (count * 200 + total) // (total * 2) if total else 0


ALONE_SHOWN = 200
"""Answers to single opinions on the page of the result; the rest stand with the opinions."""


def answered_alone(consultation: Consultation) -> OpinionQuerySet:
    """Opinions with an answer of their own. Their words are for everybody only where they are shown."""
    rows = Opinion.objects.counted().filter(consultation=consultation).exclude(verdict="")
    return rows.select_related("passage").defer("text", "name", "contact").order_by("pk")


def with_due(rows: "QuerySet[Any]", *, at: datetime) -> "QuerySet[Any]":
    """Each with ``due_on`` and ``is_over`` of its running result clock, for lists of the desk."""
    label = Consultation._meta.label_lower
    clocks = Deadline.objects.running().filter(subject_label=label, rule=FEEDBACK, subject_id=OuterRef("pk"))
    due = Subquery(clocks.values("due_on")[:1])
    found: QuerySet[Any] = rows.annotate(due_on=due, is_over=Exists(clocks.filter(due_at__lte=at)))
    return found
