"""Chinese typography: where a title may break, and how a moment is told."""

import re
from datetime import date, datetime, timedelta

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal import clock

register = template.Library()

_WEEKDAYS = "一二三四五六日"
_BREAKS = re.compile(
    r"(?<=.)(?=关于)|(?<=关于印发)|(?<=关于公布)|(?<=关于转发)|(?<=关于修改)|(?<=.)(?=《)|(?<=》)"
    r"|(?=的(?:通知|意见|公告|通告|通报|决定|批复|函|报告|公示|命令)(?:$|（))"
)


@register.filter
def breakable(title: str) -> SafeString:
    """The escaped title with ``<wbr>`` where a line may end, so that a name never splits (titles are ``keep-all``)."""
    return mark_safe("<wbr>".join(escape(part) for part in _BREAKS.split(title) if part))  # noqa: S308  # every part is escaped


@register.filter
def long_day(day: date) -> str:
    """2026年5月21日 星期四"""
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


@register.filter
def when(moment: datetime | date | None, today: date) -> str:
    """今天 09:05, 昨天 16:40, 5月19日, 2025年5月19日: as near as the reader needs."""
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = clock.local(moment)
        if moment.date() == today:
            return f"今天 {moment:%H:%M}"
        if moment.date() == today - timedelta(days=1):
            return f"昨天 {moment:%H:%M}"
    year = "" if moment.year == today.year else f"{moment.year}年"
    return f"{year}{moment.month}月{moment.day}日"


@register.filter
def file_size(size: int) -> str:
    """412 KB, 1.3 MB"""
    return f"{max(size // 1024, 1)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


@register.filter
def extension(name: str) -> str:
    """The ending of a file name in capitals, for the badge in front of it."""
    return name.rpartition(".")[2].upper()[:5]
