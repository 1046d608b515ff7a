"""How dates and periods read in Chinese. Pure Python."""

from datetime import date, datetime

from portal.deadlines.arithmetic import Computation
from portal.deadlines.explanation import DayPart
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.workdays import DAY, WEEKDAY_NAMES, CalendarRow, DayKind, WorkCalendar, is_weekend

_LONG_WEEKDAYS = tuple(name.replace("周", "星期") for name in WEEKDAY_NAMES)
_KINDS = {DayKind.HOLIDAY: "放假", DayKind.WORKDAY: "上班"}
PROVISIONAL = "日期暂定，以国务院办公厅通知为准。"


def month_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def full_date(day: date) -> str:
    return f"{day.year}年{month_day(day)}"


def weekday(day: date) -> str:
    """星期四"""
    return _LONG_WEEKDAYS[day.weekday()]


def clock_time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def sentences(answer: Computation, calendar: WorkCalendar) -> list[str]:
    """Why the end is where it is, in words a citizen reads."""
    rule = answer.rule
    match rule.unit:
        case Unit.HOUR:
            return ["从这一刻起连续计算，夜间和休息日也算。"]
        case Unit.FIXED_DATE:
            return ["每年固定的日子，遇到休息日也不顺延。"]
        case _ if rule.backward:
            return [f"从{month_day(answer.start)}往回数{rule.amount}日，{rule.mark}当天不算。"]
        case _ if answer.start == answer.due and not rule.amount:
            return ["当天办理，不跨日。"]
    return [_begin(answer, calendar), *_counting(answer), *_changes(answer)]


def makeup_days(answer: Computation) -> list[str]:
    """Weekend days that count because they are worked."""
    return [month_day(day.date) for day in answer.days if day.is_makeup and day.counted and _by_workday(answer.rule)]


def holidays(answer: Computation) -> list[str]:
    """Names of the holidays inside the period, once each."""
    names = [
        day.holiday.removesuffix("补假").removesuffix("节") or day.holiday
        for day in answer.days
        if day.holiday and day.part in (DayPart.REST, DayPart.ROLLED)
    ]
    return list(dict.fromkeys(names))


def _by_workday(rule: LegalRule) -> bool:
    return rule.unit is Unit.WORKDAY


def _begin(answer: Computation, calendar: WorkCalendar) -> str:
    first = answer.start + DAY
    nature = "，" + calendar.day_label(first) if is_weekend(first) or not calendar.is_workday(first) else ""
    return f"{month_day(answer.start)}{answer.rule.mark}，第二天（{month_day(first)}{nature}）起算。"


def _counting(answer: Computation) -> list[str]:
    if not _by_workday(answer.rule):
        rolled = "最后一天是休息日，顺延到下一个工作日。" if any(d.part is DayPart.ROLLED for d in answer.days) else ""
        return ["周末和假期也算。" + rolled]
    named = "、".join(holidays(answer))
    return [f"{named}假期和周末不算。" if named else "周末不算。"]


def _changes(answer: Computation) -> list[str]:
    found = []
    if answer.stopped:
        found.append(f"中间暂停{answer.stopped}个工作日，不算。")
    if answer.extended_by:
        found.append(f"延期{answer.extended_by}个工作日。")
    return found


def arrangement(row: CalendarRow | None) -> str:
    """How a day is arranged: 放假（元旦）; ``None`` is a day like any other of the week."""
    if row is None:
        return "按周一至周五"
    return f"{_KINDS[row.kind]}（{row.name}{'' if row.confirmed else '，暂定'}）"
