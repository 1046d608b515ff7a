"""Questions about letters."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet

from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.accounts.states import OrganKind
from portal.deadlines.models import Deadline
from sentiment.mailbox.clocks import OF_THE_ANSWER, RED_LINE
from sentiment.mailbox.codes import Kind
from sentiment.mailbox.models import Message, MessageQuerySet
from sentiment.mailbox.states import OPEN, RESPONDED

NOT_ADDRESSED = frozenset({OrganKind.OUTSIDE, OrganKind.PUBLIC_ENTERPRISE, OrganKind.COORDINATING})


def addressable(on: date) -> dict[str, Organ]:
    """Every organ a letter can be addressed to, by code, in the order of the public list. One query."""
    return {organ.code: organ for organ in Organ.objects.listed(on).exclude(kind__in=NOT_ADDRESSED)}


def front_desk(on: date) -> Organ | None:
    """Where letters go whose writer does not know whom they concern: to 政务公开办, which passes them on."""
    return site_organ(on)


# --- what is public -----------------------------------------------------------------------------------


def public_messages(*, organ: str = "", kind: str = "", year: int | None = None, words: str = "") -> MessageQuerySet:
    """The public list, newest first; ``organ`` is a code, ``words`` stand in title or question."""
    rows = Message.objects.public().select_related("organ").order_by("-published_at", "-pk")
    rows = rows.defer("title", "text", "answer", "public_answer", "name", "phone", "email")
    if organ:
        rows = rows.filter(organ__code=organ)
    if kind:
        rows = rows.filter(kind=kind) if kind in Kind.values else rows.none()
    if year:
        rows = rows.filter(received_on__year=year)
    for word in words.split()[:5]:
        rows = rows.filter(Q(public_title__contains=word) | Q(public_question__contains=word))
    return rows


def organs_with_letters() -> "QuerySet[Organ]":
    shown = Message.objects.public().order_by().values("organ")
    return Organ.objects.filter(pk__in=shown).order_by("position", "pk")


# --- figures ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the 有效留言 received in a year (S0-7.2). ``score`` is the mean of those rated, one to five."""

    organ: Organ | None
    received: int
    answered: int
    late: int
    open: int
    overdue: int
    rated: int
    score: float | None

    @property
    def in_time(self) -> int | None:
        """Whole percent of the answers that came in time, rounded down; ``None`` without an answer."""
        return (self.answered - self.late) * 100 // self.answered if self.answered else None

    @property
    def mean_score(self) -> str:
        return f"{self.score:.1f}" if self.score is not None else "—"


def figures(year: int, *, at: datetime) -> Figures:
    """The whole city. One query."""
    return figures_of(Message.objects.counted().filter(received_on__year=year), at=at)


def figures_of(rows: MessageQuerySet, *, at: datetime) -> Figures:
    """Of any counted letters together. One query."""
    return Figures(None, **rows.order_by().aggregate(**_counts(at)))


def figures_by_organ(year: int, *, at: datetime) -> list[Figures]:
    """One row for each organ that received a letter. Two queries."""
    rows = Message.objects.counted().filter(received_on__year=year)
    names = tuple(_counts(at))
    lines = rows.order_by().values("organ").annotate(**_counts(at)).values_list("organ", *names)
    by_organ: dict[int, dict[str, Any]] = {pk: dict(zip(names, values, strict=True)) for pk, *values in lines}
    organs = Organ.objects.filter(pk__in=by_organ).order_by("position", "pk")
    return [Figures(organ, **by_organ[organ.pk]) for organ in organs]


def _counts(at: datetime) -> dict[str, Count | Avg]:
    counts: dict[str, Count | Avg] = {name: Count("pk", filter=held) for name, held in conditions(at).items()}
    return counts | {"score": Avg("score")}


def conditions(at: datetime) -> dict[str, Q]:
    """Which letters each figure counts."""
    responded = Q(state__in=RESPONDED)
    return {
        "received": Q(pk__isnull=False),
        "answered": responded,
        "late": responded & Q(is_late=True),
        "open": Q(state__in=OPEN),
        "overdue": overdue(at),
        "rated": Q(score__isnull=False),
    }


def overdue(at: datetime) -> Q:
    """Letters whose answer is due and has not come."""
    return _past(OF_THE_ANSWER, at)


def past_the_red_line(at: datetime) -> Q:
    """Letters nobody answered for three months: one of them fails the whole site (S0-7.3)."""
    return _past((RED_LINE,), at)


def _past(rules: tuple[str, ...], at: datetime) -> Q:
    clocks = Deadline.objects.overdue(at).filter(subject_label=Message._meta.label_lower, rule__in=rules)
    return Q(state__in=OPEN, pk__in=clocks.values("subject_id"))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the oversight office looks at first."""

    open: int
    overdue: int
    past_red_line: int


def waiting(rows: MessageQuerySet, *, at: datetime) -> Waiting:
    """One query over the rows somebody may see."""
    found = rows.order_by().aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        overdue=Count("pk", filter=overdue(at)),
        past_red_line=Count("pk", filter=past_the_red_line(at)),
    )
    return Waiting(**found)
