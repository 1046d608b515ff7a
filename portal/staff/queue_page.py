"""The page 我的待办: lines of the queue with their words, the tabs, what nobody can carry on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse

from portal import clock
from portal.accounts.states import Role
from portal.actors import Actor
from portal.deadlines import selectors
from portal.deadlines.legal_rules.terms import Unit
from portal.deadlines.models import Deadline
from portal.deadlines.states import Colour
from portal.staff import clocks, queue, survey, visitor
from portal.staff.clocks import Bar
from portal.staff.permissions import sees_cases
from portal.staff.queue import QueueSource
from portal.staff.survey import Place

PER_PAGE = 20
SOON_WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``tone`` colours the edge, ``tag`` says it in words."""

    kind: str
    headline: str
    url: str
    situation: str
    next_step: str
    handler: str
    tone: str
    tag: str
    due: str
    bar: Bar | None


class _Lines:
    """What Django's paginator slices: it knows the count from the tabs and asks for one page only."""

    def __init__(self, actor: Actor, tab: survey.Tab, groups: list[queue.Group], moment: queue.Moment) -> None:
        self._actor, self._tab, self._groups, self._moment = actor, tab, groups, moment
        self._count = survey.counts(groups, [tab])[tab.name]

    def count(self) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, window: slice) -> list[Line]:
        start, stop = window.start, window.stop
        found = survey.places(self._actor, self._tab, self._groups, start=start, stop=stop, moment=self._moment)
        return lines(found, at=self._moment.at)


def render(site: Any, request: HttpRequest, extra: dict[str, Any]) -> TemplateResponse:
    """The page for whoever looks at it."""
    actor, at = visitor.actor(request), visitor.moment(request)
    context = {
        **site.each_context(request),
        "title": site.index_title,
        "nav_here": "queue",
        "sees_cases": sees_cases(actor),
    }
    if context["sees_cases"]:
        context |= _queue_context(request, actor, at)
    return TemplateResponse(request, "admin/index.html", {**context, **extra})


def _queue_context(request: HttpRequest, actor: Actor, at: datetime) -> dict[str, Any]:
    moment = queue.Moment(at, clock.end_of_day(clocks.end_of_soon(at, SOON_WORKDAYS)))
    shown, groups = survey.tabs(SOON_WORKDAYS), survey.survey(actor, moment)
    counts = survey.counts(groups, shown)
    current = next((tab for tab in shown if tab.name == request.GET.get("tab")), shown[0])
    page: Page[Any] = Paginator(
        _Lines(actor, current, groups, moment),  # type: ignore[arg-type]  # a slice and a length are enough
        PER_PAGE,
    ).get_page(request.GET.get("page"))
    beat = selectors.heartbeat()
    return {
        "at": at,
        "tabs": [(tab, counts[tab.name], tab is current) for tab in shown],
        "page": page,
        "lines": list(page),
        "swept": _swept_words(beat.finished_at if beat else None, at),
        "gaps": [(gap, _gap_url(gap)) for gap in survey.gaps(groups, at=at)],
    }


def _swept_words(finished: datetime | None, at: datetime) -> str:
    """How fresh the clocks are; empty when they never were checked."""
    if finished is None:
        return ""
    minutes = int((at - finished).total_seconds()) // 60
    return f"期限检查{minutes}分钟前完成" if minutes else "期限检查刚刚完成"


def lines(places: list[Place], *, at: datetime) -> list[Line]:
    """The words for these places. Queries: one per subject for rows, one for clocks, one for the calendar."""
    wanted: dict[str, list[int]] = {}
    for place in places:
        wanted.setdefault(place.label, []).append(place.pk)
    rows = {label: _rows(queue.source(label), pks) for label, pks in wanted.items()}
    due = clocks.most_urgent(wanted)
    days = selectors.calendar()
    return [
        _line(place, rows[place.label][place.pk], due.get((place.label, place.pk)), at, days)
        for place in places
        if place.pk in rows[place.label]
    ]


def _rows(source: QueueSource, pks: list[int]) -> dict[int, Any]:
    rows = source.model._default_manager.select_related(*source.related).prefetch_related(*source.prefetched)
    found: dict[int, Any] = rows.in_bulk(pks)
    return found


def _line(place: Place, row: Any, deadline: Deadline | None, at: datetime, days: Any) -> Line:
    source = queue.source(place.label)
    step = source.step(place.step)
    light = selectors.light_of(deadline, at, days) if deadline else None
    pressing = light is not None and light.colour in {Colour.BAD, Colour.WARN}
    waits = not place.mine and not pressing
    return Line(
        kind=source.name,
        headline=source.headline(row),
        url=reverse(f"admin:{place.label.replace('.', '_')}_change", args=[place.pk]),
        situation=source.situation(row),
        next_step=step.task,
        handler="我" if place.mine else Role(source.roles(step)[0]).label,
        tone="wait" if waits else (light.colour.value if light else "plain"),
        tag=step.waiting if waits else (light.words if light else "待办"),
        due=_due_words(deadline, light, at) if deadline and light else "",
        bar=clocks.bar(deadline, at, days) if deadline else None,
    )


def _due_words(deadline: Deadline, light: selectors.Light, at: datetime) -> str:
    if light.colour is Colour.WAIT:
        return "暂停中"
    due = deadline.due_on
    today = clock.local(at).date()
    year = "" if due.year == today.year else f"{due.year}年"
    hour = clock.local(deadline.due_at).strftime(" %H:%M") if deadline.legal_rule.unit is Unit.HOUR else ""
    return f"{year}{due.month}月{due.day}日{hour}到期{'（暂定）' if deadline.provisional else ''}"


def _gap_url(gap: survey.Gap) -> str:
    model = gap.source.model._meta
    listing = reverse(f"admin:{model.app_label}_{model.model_name}_changelist")
    return f"{listing}?{urlencode({'organ__id__exact': gap.organ.pk})}"
