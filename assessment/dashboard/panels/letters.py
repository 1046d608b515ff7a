"""群众留言: what was received in the period and what became of it, by the conditions the mailbox itself counts by."""

from assessment.dashboard.panels.shapes import Line, Listing, Panel, days, entries, number, said, within
from assessment.measures.scope import Scope
from sentiment.mailbox.models import Message, MessageQuerySet
from sentiment.mailbox.selectors import Figures, conditions, figures_of

_NAMES = {
    "received": "收到的有效留言",
    "answered": "已经答复或者告知去处",
    "late": "其中超期答复",
    "open": "还在办理",
    "overdue": "其中已经超期",
    "rated": "留言人评价过的",
}


def _rows(scope: Scope) -> MessageQuerySet:
    return within(Message.objects.counted().filter(**days(scope, "received_on")), scope)


def figures(scope: Scope) -> Figures:
    """One query."""
    return figures_of(_rows(scope), at=scope.at)


def _lines(scope: Scope) -> list[Line]:
    found = figures(scope)
    if not found.received:
        return []
    lines = [Line(name, (number(getattr(found, key), key),)) for key, name in _NAMES.items()]
    in_time = "—" if found.in_time is None else f"{found.in_time}%"
    return [*lines, Line("答复按时率", (said(in_time),)), Line("平均满意度（1—5）", (said(found.mean_score),))]


def _behind(scope: Scope, key: str) -> Listing | None:
    if key not in _NAMES:
        return None
    rows = _rows(scope).filter(conditions(scope.at)[key]).select_related("organ").order_by("-received_on", "-pk")
    rows = rows.defer("title", "text", "answer", "name", "phone", "email")
    return Listing(
        _NAMES[key],
        ("留言", "机关", "收到", "状态"),
        rows,
        lambda page: entries(
            page, lambda row: row.organ.short_name, lambda row: row.received_on, lambda row: row.get_state_display()
        ),
    )


LETTERS = Panel(
    code="letters",
    version=1,
    title="群众留言",
    definition="统计时段里收到的有效留言，按现在的状态分。无效的、撤回的不计。",
    article="本市政民互动工作制度",
    headings=("", "件"),
    lines=_lines,
    behind=_behind,
)
