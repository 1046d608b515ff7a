"""``{% work_calendar answer today %}``: the table "怎么算出来的", for public and staff pages alike."""

from datetime import date

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.deadlines.arithmetic import Computation
from portal.deadlines.calculator_page import Chapters, Choice
from portal.deadlines.calendar_table import CalendarTable, calendar_table

register = template.Library()


@register.inclusion_tag("components/calendar.html")
def work_calendar(answer: Computation, today: date | None = None) -> dict[str, CalendarTable]:
    """Every day of ``answer`` with its label; ``today`` is framed when it lies inside."""
    return {"table": calendar_table(answer, today=today)}


@register.simple_tag
def rule_options(chapters: Chapters, selected: str) -> SafeString:
    """The list of limits in its groups. Seventy options a page: written here, ten times quicker than by a template."""
    groups = (
        (name, format_html_join("\n", _OPTION, (_option(row, selected) for row in rows))) for name, rows in chapters
    )
    return format_html_join("\n", '<optgroup label="{}">{}</optgroup>', groups)


_OPTION = '<option value="{}" data-anchor="{}"{}{}>{}</option>'


def _option(row: Choice, selected: str) -> tuple[str, str, SafeString, SafeString, str]:
    by_hour = SafeString(" data-time" if row.by_hour else "")
    return row.code, row.anchor, by_hour, SafeString(" selected" if row.code == selected else ""), row.words
