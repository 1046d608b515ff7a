from datetime import date, datetime

from portal.clock import SHANGHAI
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.legal_rules import rule


def labels(calendar, code, start, *facts, moment=None) -> dict[date, str]:
    opened = Fact(EventKind.OPENED, start, moment)
    result = compute(rule(code, on=start), [opened, *facts], calendar, on=start)
    return {day.date: day.label for day in result.days}


def test_every_day_of_a_reply_has_its_reason(calendar) -> None:
    days = labels(calendar, "FOI_REPLY", date(2026, 9, 18))
    assert len(days) == 35
    assert days[date(2026, 9, 18)] == "收到当日，不计"
    assert days[date(2026, 9, 19)] == "周六，不计"
    assert days[date(2026, 9, 20)] == "调休上班，第1个工作日"
    assert days[date(2026, 9, 25)] == "中秋节，不计"
    assert days[date(2026, 10, 1)] == "国庆节，不计"
    assert days[date(2026, 10, 10)] == "调休上班，第11个工作日"
    assert days[date(2026, 10, 22)] == "第20个工作日"


def test_stopped_and_extended_days_say_so(calendar) -> None:
    days = labels(
        calendar,
        "FOI_REPLY",
        date(2026, 3, 2),
        Fact(EventKind.PAUSED, date(2026, 3, 6), key="a"),
        Fact(EventKind.RESUMED, date(2026, 3, 25), key="a"),
        Fact(EventKind.EXTENDED, date(2026, 3, 26), amount=1),
    )
    assert days[date(2026, 3, 6)] == "第4个工作日"
    assert days[date(2026, 3, 9)] == "暂停，不计"
    assert days[date(2026, 3, 25)] == "暂停，不计"
    assert days[date(2026, 3, 26)] == "第5个工作日"
    assert days[date(2026, 4, 20)] == "第21个工作日（延期）"


def test_rolled_days_say_why_the_end_moved(calendar) -> None:
    days = labels(calendar, "ACCOUNTABILITY_REVIEW", date(2026, 9, 5))
    assert days[date(2026, 10, 5)] == "第30日"
    assert days[date(2026, 10, 6)] == "国庆节，顺延"
    assert days[date(2026, 10, 8)] == "顺延到这一天"


def test_hours_are_explained_as_running_through(calendar) -> None:
    known = datetime(2026, 9, 30, 21, 30, tzinfo=SHANGHAI)
    assert labels(calendar, "OPINION_STATEMENT", date(2026, 9, 30), moment=known) == {
        date(2026, 9, 30): "连续计算，含夜间和休息日",
        date(2026, 10, 1): "连续计算，含夜间和休息日",
    }
