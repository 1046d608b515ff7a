"""How many working days a case stood in each stage, read from its audited moves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Model, Q, QuerySet
from django.db.models.fields.json import KT

from assessment.dashboard.panels.shapes import moments, within
from assessment.measures.scope import Scope
from disclosure.documents import states as documents
from disclosure.documents.models import Document
from portal import clock
from portal.audit.models import Event
from portal.deadlines.course import EventKind
from portal.deadlines.legal_rules.requests import OTHER_ORGAN, THIRD_PARTY
from portal.deadlines.models import ClockEvent
from portal.deadlines.selectors import calendar
from portal.deadlines.workdays import WorkCalendar
from requests_app.cases import states as requests
from requests_app.cases.models import DisclosureRequest
from sentiment.tickets import states as tickets
from sentiment.tickets.models import Ticket

Stays = Mapping[str, Mapping[int, int]]
"""Stage → case → working days in it, all its stays together."""

_AN_HOUR = 3600
STOPS = {stop.code: stop.label for stop in (THIRD_PARTY, OTHER_ORGAN)}
"""While handled, a request may lawfully wait for these; its other stops are stages of their own."""


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of case. ``stages`` have names; in those of ``waits`` the clock stands still by law. ``ended`` is the
    condition that a case was finished in the period."""

    code: str
    label: str
    model: type[Model]
    stages: Mapping[str, str]
    waits: frozenset[str]
    ended: Callable[[Scope], Q]

    def cases(self, scope: Scope) -> "QuerySet[Any]":
        """Finished within the period, or in one of the stages now."""
        rows = self.model._default_manager.filter(self.ended(scope) | Q(state__in=self.stages))
        return within(rows, scope).order_by()


def _named(states: Any, codes: Iterable[str]) -> dict[str, str]:
    return {str(code): str(states(code).label) for code in codes}


COURSES = (
    Course(
        "requests",
        "依申请公开",
        DisclosureRequest,
        _named(requests.State, (requests.State.SUBMITTED, *sorted(requests.UNSERVED))),
        frozenset({requests.State.CORRECTING, requests.State.PAYING}),
        lambda scope: Q(closed_on__gte=scope.first, closed_on__lte=scope.last),
    ),
    Course(
        "documents",
        "文件公开",
        Document,
        _named(documents.State, (*sorted(documents.EDITABLE_STATES), *documents.STAGE_ROLES)),
        frozenset({documents.State.REFERRED}),
        lambda scope: Q(**moments(scope, "published_at")),
    ),
    Course(
        "tickets",
        "舆情",
        Ticket,
        _named(tickets.TicketState, tickets.RUNNING),
        frozenset(),
        lambda scope: Q(**moments(scope, "finished_at")),
    ),
)


def stays(course: Course, scope: Scope) -> Stays:
    """Read from the moves once an hour: table and lists of that hour agree, and neither has to read them again."""
    return _kept("stays", course, scope, _stays)


def stops(course: Course, scope: Scope) -> Stays:
    """Lawful stops within a stage, by the code of the stop, from the events of the clocks; kept likewise."""
    return _kept("stops", course, scope, _stops)


def _kept(name: str, course: Course, scope: Scope, read: Callable[[Course, Scope], Stays]) -> Stays:
    organs = sorted(scope.organ_ids) if scope.organ_ids is not None else "city"
    asked = f"{course.code}|{clock.local(scope.at).date()}|{scope.first}|{scope.last}|{organs}"
    key = f"dashboard:{name}:{sha256(asked.encode()).hexdigest()}"
    found: Stays = cache.get_or_set(key, lambda: read(course, scope), _AN_HOUR) or {}
    return found


def _stays(course: Course, scope: Scope) -> Stays:
    """One query and the calendar's."""
    days, today = calendar(), clock.local(scope.at).date()
    rows = Event.objects.filter(
        subject_label=course.model._meta.label_lower, subject_id__in=course.cases(scope).values("pk")
    )
    rows = rows.filter(Q(seq=1) | Q(after__has_key="state")).order_by("subject_id", "seq")
    found = _Found(days)
    for pk, at, out, into in rows.values_list("subject_id", "at", KT("before__state"), KT("after__state")).iterator():
        found.moved(pk, clock.local(at).date(), out, into)
    return {stage: cases for stage, cases in found.closed(today).items() if stage in course.stages}


class _Found:
    """Folds the moves of one case after the other."""

    def __init__(self, days: WorkCalendar) -> None:
        self.days, self.pk, self.stage, self.since = days, 0, "", date.min
        self.by_stage: dict[str, dict[int, int]] = {}
        self.standing: list[tuple[int, str, date]] = []

    def moved(self, pk: int, on: date, out: str | None, into: str | None) -> None:
        if pk != self.pk:
            self._stands()
            self.pk, self.stage, self.since = pk, into or "", on
            return
        if into and out != into:
            self._add(pk, out or self.stage, self.since, on)
            self.stage, self.since = into, on
        elif into:
            self.stage = into

    def _stands(self) -> None:
        if self.pk and self.stage:
            self.standing.append((self.pk, self.stage, self.since))

    def _add(self, pk: int, stage: str, since: date, until: date) -> None:
        cases = self.by_stage.setdefault(stage, {})
        cases[pk] = cases.get(pk, 0) + self.days.count(since, until)

    def closed(self, today: date) -> dict[str, dict[int, int]]:
        """With the stage each case stands in now."""
        self._stands()
        for pk, stage, since in self.standing:
            self._add(pk, stage, since, today)
        return self.by_stage


def _stops(course: Course, scope: Scope) -> Stays:
    """One query and the calendar's."""
    days, today = calendar(), clock.local(scope.at).date()
    rows = ClockEvent.objects.filter(
        deadline__subject_label=course.model._meta.label_lower,
        deadline__subject_id__in=course.cases(scope).values("pk"),
        stop__in=STOPS,
        kind__in=(EventKind.PAUSED, EventKind.RESUMED),
    ).order_by("pk")
    begun: dict[tuple[int, str, str], date] = {}
    over: dict[tuple[int, str, str], date] = {}
    for pk, stop, key, kind, on in rows.values_list("deadline__subject_id", "stop", "key", "kind", "on"):
        place = pk, stop, key
        if kind == EventKind.PAUSED:
            begun.setdefault(place, on)
        else:
            over[place] = on
    found: dict[str, dict[int, int]] = {}
    for place, since in begun.items():
        pk, stop, _ = place
        cases = found.setdefault(stop, {})
        cases[pk] = cases.get(pk, 0) + days.count(since, over.get(place, today))
    return found
