"""What the public pages show before and beside a request."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from disclosure.catalogue.models import Guide
from portal.accounts.models import Organ
from portal.audit.models import Event
from portal.deadlines.selectors import running_clock
from portal.search import selectors as search
from portal.search.engine import IndexUnavailable
from portal.search.query import TEXT_LENGTH, Query
from portal.search.results import Hit
from portal.subjects import ref
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.receiving import NOT_ADDRESSED
from requests_app.cases.states import Channel, State
from requests_app.citizens.models import Solved

SHOWN = 3


def addressable(on: date) -> dict[str, Organ]:
    """Every organ a request can be addressed to, by code, in the order of the public list. One query."""
    rows = Organ.objects.listed(on).exclude(kind__in=NOT_ADDRESSED)
    return {organ.code: organ for organ in rows}


def guide_of(organ: Organ, *, on: date) -> Guide | None:
    """The guide in force: where the organ's disclosure office is and how to reach it."""
    return Guide.objects.current(on).filter(organ=organ).first()


def already_public(text: str) -> Sequence[Hit] | None:
    """The three best public items on what somebody is about to ask for; ``None`` when the search cannot tell."""
    words = " ".join(text.split())[:TEXT_LENGTH]
    if not words:
        return ()
    try:
        return search.search(Query(q=words)).result.hits[:SHOWN]
    except IndexUnavailable:
        return None


@dataclass(frozen=True, slots=True)
class SolvedShare:
    """How many found what they wanted before they asked, and how many asked online all the same."""

    solved: int
    filed: int

    @property
    def percent(self) -> float | None:
        """With one decimal; ``None`` while nobody came."""
        both = self.solved + self.filed
        return round(self.solved * 100 / both, 1) if both else None


def solved_in(first: date, last: date, organ_ids: Collection[int] | None = None) -> "QuerySet[Solved]":
    """What was found before anybody asked, on those days; of some organs or the whole city."""
    rows = Solved.objects.filter(on__range=(first, last))
    return rows if organ_ids is None else rows.filter(organ__in=organ_ids)


def filed_in(first: date, last: date, organ_ids: Collection[int] | None = None) -> "QuerySet[DisclosureRequest]":
    """What was asked online all the same, on those days."""
    rows = DisclosureRequest.objects.filter(channel=Channel.ONLINE, arrived_on__range=(first, last))
    return rows if organ_ids is None else rows.filter(organ__in=organ_ids)


def solved_share(first: date, last: date, organ: Organ | None = None) -> SolvedShare:
    """For the days ``first`` to ``last``, both included; for one organ or the whole city. Two queries."""
    own = None if organ is None else [organ.pk]
    return SolvedShare(solved_in(first, last, own).count(), filed_in(first, last, own).count())


def filed(number: str) -> DisclosureRequest | None:
    return DisclosureRequest.objects.select_related("organ").filter(number=number).first()


def end_of(request: DisclosureRequest) -> State:
    """Where a case stands; of an archived one, how it had ended: answered or not. A query for an archived one alone."""
    if request.state != State.ARCHIVED:
        return State(request.state)
    rows = Event.objects.filter(subject_label=request._meta.label_lower, subject_id=request.pk, act="archive")
    return State(rows.latest("seq").before["state"])


def confirmed_by(request: DisclosureRequest) -> date | None:
    """The day until which the organ has to confirm; ``None`` once it has."""
    clock = running_clock(ref(request), clocks.CONFIRM)
    return clock.due_on if clock else None
