"""Questions about decisions: the catalogue of a year, the course of one, what stands before a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from disclosure.catalogue.models import Regulation
from disclosure.catalogue.states import RegulationSubject
from disclosure.consultations.codes import Category, Exclusion
from disclosure.consultations.models import Consultation
from disclosure.consultations.states import OPENED
from disclosure.consultations.states import State as ConsultationState
from disclosure.decisions.gates import missing_of
from disclosure.decisions.models import CatalogueVersion, Decision, DecisionQuerySet, Hearing, StepRecord, Waiver
from disclosure.decisions.parts import parts_of, where_is_open
from disclosure.decisions.states import BEFORE, DECIDED, MAY_GO_OUT, SEEN, HearingState, State
from disclosure.decisions.steps import STEPS, Code, StepRow
from disclosure.documents.codes import Origin
from disclosure.documents.companions import Mark, marks
from disclosure.documents.models import Document
from portal.clock import local
from portal.screening.selectors import undecided

HELD_UP = ("sign", "publish", "schedule")
NOBODY_ASKED = (
    "规范性文件出台前要公开征求意见（预公开制度）：还没有本文件的征求意见。"
    "请先征求意见；属于宏观调控、政府立法、应急处置、情况紧急的，由签发人写明依据认定"
)

# --- documents ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked before a document, or why nobody was."""

    decision: Decision | None
    consultations: Sequence[Consultation]
    waiver: Waiver | None

    def __bool__(self) -> bool:
        return bool(self.decision or self.consultations or self.waiver)

    def for_everybody(self) -> "Asked":
        """Without what nobody outside may read of."""
        known = self.decision if self.decision and self.decision.is_public else None
        return Asked(known, [row for row in self.consultations if row.state in OPENED], self.waiver)


def asked_before(document: Document) -> Asked:
    """Three queries."""
    decision = Decision.objects.filter(document=document).first()
    consultations = list(Consultation.objects.filter(document=document).order_by("pk"))
    return Asked(decision, consultations, Waiver.objects.filter(document=document).first())


def missing(document: Document, act: str, _at: datetime) -> Sequence[str]:
    """S0-4.9, S0-4.5.3: why the document may not be signed or published yet. Three queries where it is asked."""
    return lacking(document, asked_before(document)) if act in HELD_UP else []


def lacking(document: Document, asked: Asked) -> Sequence[str]:
    """It says what to do and never that the document is void (law.md C17)."""
    if asked.decision is not None:
        return _of_decision(asked.decision)
    if asked.waiver is not None:
        return []
    states = {row.state for row in asked.consultations} - {ConsultationState.CANCELLED}
    if states & {ConsultationState.RESULT, ConsultationState.EXEMPT}:
        return []
    if states:
        return ["征求意见还没有公布结果，公布以后再签发、发布"]
    return [NOBODY_ASKED] if needs_consultation(document) else []


def _of_decision(decision: Decision) -> Sequence[str]:
    if decision.state in MAY_GO_OUT:
        return []
    return [
        f"重大行政决策“{decision.title}”还没有走完程序（现在是{decision.get_state_display()}），集体讨论通过以后再签发、发布"
    ]


def needs_consultation(document: Document) -> bool:
    """行政规范性文件 that this city makes (S0-4.5.3). What others made is only passed on."""
    return bool(document.is_normative and document.origin == Origin.MADE)


# --- the catalogue ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CatalogueLine:
    """One item as it was published, with the decision it became, if everybody may read of that."""

    title: str
    category: str
    lead: str
    planned: str
    exclusion: str
    exclusion_basis: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Shown:
    version: CatalogueVersion
    lines: Sequence[CatalogueLine]
    older: Sequence[CatalogueVersion]


def years() -> list[int]:
    """Of published catalogues, the newest first."""
    rows = CatalogueVersion.objects.order_by().values_list("catalogue__year", flat=True).distinct()
    return sorted(rows, reverse=True)


def catalogues_of(year: int) -> list[Shown]:
    """The newest version of each organ's catalogue of that year. Two queries."""
    rows = CatalogueVersion.objects.filter(catalogue__year=year).select_related("catalogue__organ")
    by_catalogue: dict[int, list[CatalogueVersion]] = {}
    for row in rows.order_by("catalogue__organ__position", "catalogue_id", "-number"):
        by_catalogue.setdefault(row.catalogue_id, []).append(row)
    keys = [item["item"] for versions in by_catalogue.values() for item in versions[0].items]
    decisions = {row.item_id: row for row in Decision.objects.public().filter(item__in=keys)}
    return [
        Shown(versions[0], [_line(item, decisions) for item in versions[0].items], versions[1:])
        for versions in by_catalogue.values()
    ]


def _line(item: dict[str, Any], decisions: dict[int | None, Decision]) -> CatalogueLine:
    return CatalogueLine(
        item["title"],
        str(Category(item["category"]).label),
        item["lead"],
        item["planned"],
        str(Exclusion(item["exclusion"]).label) if item["exclusion"] else "",
        item["exclusion_basis"],
        decisions.get(item["item"]),
    )


# --- the public lists ---------------------------------------------------------------------------------

PARTS = {
    "under_way": ("正在进行", BEFORE),
    "announced": ("已公布", DECIDED),
    "exempt": ("不适用程序", (State.EXEMPT,)),
    "ended": ("已终止", (State.ENDED,)),
}


def public_list(part: str = "") -> DecisionQuerySet:
    """Newest first; everything without a ``part``."""
    rows = Decision.objects.public()
    if part in PARTS:
        rows = rows.filter(state__in=PARTS[part][1])
    return rows.select_related("organ", "decider").order_by("-published_at", "-pk")


def part_counts() -> dict[str, int]:
    """How many in each list. One query."""
    counted: dict[str, int] = dict.fromkeys(PARTS, 0)
    for state in Decision.objects.public().order_by().values_list("state", flat=True):
        for part, (_, states) in PARTS.items():
            counted[part] += state in states
    return counted


def coming_hearings(at: datetime) -> list[Hearing]:
    rows = Hearing.objects.public().coming(at).select_related("decision__organ")
    return list(rows.order_by("held_at", "pk"))


def rules_in_force(on: date) -> list[Regulation]:
    """The city's own rules about taking part in decisions (S3-2.1a), with the documents that carry them."""
    rows = Regulation.objects.in_force(on).filter(subject=RegulationSubject.PARTICIPATION)
    return list(rows.filter(document__in=Document.objects.public()).select_related("document", "organ"))


# --- the course of one --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stage:
    """One step as a page shows it. ``missing`` is empty once it is done or left out; ``is_next``: it is the first that
    is not."""

    row: StepRow
    records: Sequence[StepRecord] = ()
    left_out: StepRecord | None = None
    consultations: Sequence[Consultation] = ()
    hearings: Sequence[Hearing] = ()
    document: Document | None = None
    links: Sequence[Mark] = field(default_factory=tuple)
    missing: Sequence[str] = ()

    @property
    def is_done(self) -> bool:
        return not self.missing

    @property
    def on(self) -> date | None:
        """The latest day something of it took place."""
        days = [record.held_on for record in self.records if record.held_on]
        days += [local(hearing.held_at).date() for hearing in self.hearings if hearing.state == HearingState.HELD]
        return max(days, default=None)


def course_of(decision: Decision) -> list[Stage]:
    """Everything, as the desk sees it."""
    hidden: set[str] = set()
    return [_stage(decision, row, hidden, everything=True) for row in STEPS]


def public_course(decision: Decision) -> list[Stage]:
    """What everybody may read: before the announcement only what is early; nothing the screening found something in and
    nobody decided about; no draft of a hearing or a consultation."""
    hidden = where_is_open(undecided(decision, parts_of(decision)))
    return [_stage(decision, row, hidden, everything=False) for row in STEPS]


def _stage(decision: Decision, row: StepRow, hidden: set[str], *, everything: bool) -> Stage:
    told = everything or row.is_early or decision.state in DECIDED
    records = [record for record in decision.records_of(row.code) if record.code not in hidden]
    left_out = next((record for record in records if record.is_left_out), None)
    document = decision.document if row.code is Code.ANNOUNCEMENT else None
    is_shown = document is not None and (everything or document.is_public)
    return Stage(
        row,
        [record for record in records if not record.is_left_out] if told else [],
        left_out,
        _consultations(decision, everything=everything) if row.code is Code.PARTICIPATION else (),
        _hearings(decision, everything=everything) if row.code is Code.HEARING else (),
        document if is_shown else None,
        marks([document.pk])[document.pk] if is_shown and document is not None else (),
        missing_of(decision, row),
    )


def _consultations(decision: Decision, *, everything: bool) -> list[Consultation]:
    rows = decision.consultations.all()
    return list(rows if everything else rows.filter(pk__in=Consultation.objects.public()))


def _hearings(decision: Decision, *, everything: bool) -> list[Hearing]:
    rows = decision.hearings.all()
    return list(rows if everything else rows.filter(state__in=SEEN))


def first_open(stages: Iterable[Stage]) -> Stage | None:
    return next((stage for stage in stages if not stage.is_done), None)
