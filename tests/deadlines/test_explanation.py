from datetime import date, datetime

from portal.clock import SHANGHAI
from portal.deadlines.arithmetic import compute
from portal.deadlines.calendar_table import calendar_table
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


def while_asked(calendar, today):
    """A reply that was stopped on 2026-03-06 and is looked at on ``today``."""
    opened = [Fact(EventKind.OPENED, date(2026, 3, 2)), Fact(EventKind.PAUSED, date(2026, 3, 6), key="CORRECTION")]
    return compute(rule("FOI_REPLY", on=date(2026, 3, 2)), opened, calendar, on=today)


def test_while_a_stop_is_open_no_day_after_today_is_counted(calendar) -> None:
    days = {day.date: day.label for day in while_asked(calendar, date(2026, 3, 11)).days}
    assert max(days) == date(2026, 3, 11)
    assert days[date(2026, 3, 6)] == "第4个工作日"
    assert days[date(2026, 3, 9)] == days[date(2026, 3, 11)] == "暂停，不计"
    assert max(day.date for day in while_asked(calendar, date(2026, 3, 6)).days) == date(2026, 3, 6)


def test_the_table_of_a_stopped_period_has_no_last_day(calendar) -> None:
    table = calendar_table(while_asked(calendar, date(2026, 3, 11)), today=date(2026, 3, 11))
    cells = {cell.iso: cell for week in table.weeks for cell in week}
    assert (table.is_waiting, table.provisional, table.has_stopped) == (True, False, True)
    assert (cells["2026-03-11"].css, cells["2026-03-12"].css) == ("p now", "out")
    assert [cell.iso for cell in cells.values() if "end" in cell.css.split()] == []
