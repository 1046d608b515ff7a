"""From the events of a limit to its course: when it began, what stopped it, how far it was extended. Pure Python.

* A stop covers ``(sent, returned]``: the day of sending still counts, the day of return does not.
* A restart begins the full period anew and wipes out earlier stops and extensions (law.md A5.7).
* Extensions together never pass the cap of the rule.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from portal.deadlines.legal_rules.terms import UNIT_WORDS, LegalRule
from portal.errors import DomainError


class EventKind(StrEnum):
    OPENED = "opened"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    EXTENDED = "extended"
    CLOSED = "closed"
    REDATED = "redated"


class ImpossibleClock(DomainError):
    """The events contradict the law or each other."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One event as the arithmetic sees it.

    ``on`` is the legal day (sent, received, approved), not the day somebody typed it. ``moment`` is needed by limits
    in hours. ``amount`` belongs to EXTENDED; ``key`` tells one stop from another that runs at the same time.
    """

    kind: EventKind
    on: date
    moment: datetime | None = None
    amount: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stop: the days in ``(after, until]`` do not count."""

    after: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.after < day <= self.until


@dataclass(frozen=True, slots=True)
class Course:
    """What the events amount to since the last (re)start."""

    start: date
    moment: datetime | None = None
    stops: tuple[Span, ...] = ()
    open_stops: tuple[tuple[str, date], ...] = ()
    extended_by: int = 0
    closed_on: date | None = None

    @property
    def is_waiting(self) -> bool:
        """A stop is open and the case is not."""
        return bool(self.open_stops) and self.closed_on is None

    @property
    def waiting_since(self) -> date | None:
        """The day the oldest open stop began."""
        return min((since for _, since in self.open_stops), default=None)


def fold(facts: Iterable[Fact], rule: LegalRule) -> Course:
    """Replay the events. Raises ``ImpossibleClock`` for an order of events the law does not know."""
    course: Course | None = None
    for fact in facts:
        if course is None:
            if fact.kind is not EventKind.OPENED:
                raise ImpossibleClock("期限还没有开始。")
            course = Course(start=fact.on, moment=fact.moment)
        elif course.closed_on is not None and fact.kind is not EventKind.REDATED:
            raise ImpossibleClock("这个期限已经办结，不能再暂停、恢复、重新计算或者延期。")
        else:
            course = _apply(course, fact, rule)
    if course is None:
        raise ImpossibleClock("期限还没有开始。")
    return course


def _apply(course: Course, fact: Fact, rule: LegalRule) -> Course:
    match fact.kind:
        case EventKind.PAUSED:
            return _pause(course, fact)
        case EventKind.RESUMED:
            return _resume(course, fact)
        case EventKind.RESTARTED:
            _not_before(fact.on, course.start, "restart")
            return Course(start=fact.on, moment=fact.moment)
        case EventKind.EXTENDED:
            return replace(course, extended_by=checked_extension(rule, course.extended_by, fact.amount))
        case EventKind.CLOSED:
            return replace(course, closed_on=fact.on)
        case EventKind.REDATED:
            return course
        case EventKind.OPENED:
            raise ImpossibleClock("同一个期限不能开始两次。")


def _pause(course: Course, fact: Fact) -> Course:
    if fact.key in dict(course.open_stops):
        raise ImpossibleClock("这一项暂停还没有结束，不能再开始一次。", field="pause")
    _not_before(fact.on, course.start, "pause")
    return replace(course, open_stops=(*course.open_stops, (fact.key, fact.on)))


def _resume(course: Course, fact: Fact) -> Course:
    since = dict(course.open_stops).get(fact.key)
    if since is None:
        raise ImpossibleClock("没有正在进行的暂停，不用恢复。", field="pause")
    _not_before(fact.on, since, "pause")
    still_open = tuple(stop for stop in course.open_stops if stop[0] != fact.key)
    return replace(course, open_stops=still_open, stops=(*course.stops, Span(since, fact.on)))


def _not_before(day: date, earliest: date, field: str) -> None:
    if day < earliest:
        raise ImpossibleClock(f"这一天不能早于{earliest.year}年{earliest.month}月{earliest.day}日。", field=field)


def checked_extension(rule: LegalRule, already: int, more: int) -> int:
    """All extensions together. Raises ``ImpossibleClock`` without a lawful extension or beyond its cap."""
    if rule.extension is None:
        raise ImpossibleClock(f"“{rule.title}”的期限不能延长。", field="extend")
    if more < 1:
        raise ImpossibleClock("延长的天数请写大于0的整数。", field="extend")
    if already + more > rule.extension.amount:
        unit, left = UNIT_WORDS[rule.unit], rule.extension.amount - already
        rest = f"现在最多还能延长{left}{unit}。" if left else "已经用完。"
        raise ImpossibleClock(f"延长合计不能超过{rule.extension.amount}{unit}，{rest}", field="extend")
    return already + more
