from datetime import date

import pytest

from portal.deadlines.course import EventKind, Fact, ImpossibleClock, fold
from portal.deadlines.legal_rules import rule

RECEIVED = date(2026, 3, 2)
REPLY = rule("FOI_REPLY", on=RECEIVED)
OPENED = Fact(EventKind.OPENED, RECEIVED)


def fact(kind, day, **values) -> Fact:
    return Fact(kind, date(2026, 3, day), **values)


def test_two_different_stops_may_run_at_the_same_time() -> None:
    course = fold([OPENED, fact(EventKind.PAUSED, 5, key="a"), fact(EventKind.PAUSED, 6, key="b")], REPLY)
    assert course.open_stops == (("a", date(2026, 3, 5)), ("b", date(2026, 3, 6)))
    assert course.waiting_since == date(2026, 3, 5)


def test_the_same_stop_cannot_begin_twice() -> None:
    with pytest.raises(ImpossibleClock, match="还没有结束"):
        fold([OPENED, fact(EventKind.PAUSED, 5, key="a"), fact(EventKind.PAUSED, 6, key="a")], REPLY)


def test_a_stop_may_begin_again_once_it_has_ended() -> None:
    facts = [
        OPENED,
        fact(EventKind.PAUSED, 5, key="a"),
        fact(EventKind.RESUMED, 6, key="a"),
        fact(EventKind.PAUSED, 6, key="a"),
        fact(EventKind.RESUMED, 9, key="a"),
    ]
    assert len(fold(facts, REPLY).stops) == 2


def test_nothing_resumes_that_was_not_stopped() -> None:
    with pytest.raises(ImpossibleClock, match="没有正在进行的暂停"):
        fold([OPENED, fact(EventKind.RESUMED, 5, key="a")], REPLY)


def test_a_stop_cannot_end_before_it_began() -> None:
    with pytest.raises(ImpossibleClock, match="不能早于2026年3月9日"):
        fold([OPENED, fact(EventKind.PAUSED, 9, key="a"), fact(EventKind.RESUMED, 6, key="a")], REPLY)


def test_nothing_happens_before_the_period_begins() -> None:
    with pytest.raises(ImpossibleClock, match="不能早于2026年3月2日"):
        fold([OPENED, fact(EventKind.PAUSED, 1, key="a")], REPLY)
    with pytest.raises(ImpossibleClock, match="不能早于2026年3月2日"):
        fold([OPENED, fact(EventKind.RESTARTED, 1)], REPLY)


@pytest.mark.parametrize("kind", [EventKind.PAUSED, EventKind.RESUMED, EventKind.RESTARTED, EventKind.EXTENDED])
def test_a_closed_clock_accepts_nothing_more(kind) -> None:
    facts = [OPENED, fact(EventKind.PAUSED, 5, key="a"), fact(EventKind.CLOSED, 9), fact(kind, 10, key="a", amount=1)]
    with pytest.raises(ImpossibleClock, match="已经办结"):
        fold(facts, REPLY)


def test_a_clock_begins_once_and_begins_first() -> None:
    with pytest.raises(ImpossibleClock, match="不能开始两次"):
        fold([OPENED, OPENED], REPLY)
    with pytest.raises(ImpossibleClock, match="还没有开始"):
        fold([fact(EventKind.EXTENDED, 5, amount=1)], REPLY)
    with pytest.raises(ImpossibleClock, match="还没有开始"):
        fold([], REPLY)
