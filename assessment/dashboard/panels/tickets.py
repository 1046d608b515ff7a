"""舆情: how many by level, and whether the five, twenty-four and forty-eight hours were kept."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from assessment.dashboard.panels.shapes import Entry, Line, Listing, Panel, entries, moment, moments, number, within
from assessment.measures import ledger
from assessment.measures.scope import Scope
from portal.deadlines.models import Deadline
from sentiment.tickets.codes import Level
from sentiment.tickets.models import Ticket
from sentiment.tickets.periods import CLOCKS
from sentiment.tickets.states import TicketState

_HOURS = {"OPINION_STATEMENT": "5小时", "OPINION_PRESS": "24小时", "OPINION_REPLY": "48小时"}
_RULES = tuple(row.rule for row in CLOCKS)


def _tickets(scope: Scope) -> "QuerySet[Any]":
    rows = Ticket.objects.exclude(state=TicketState.MERGED).filter(**moments(scope, "known_at"))
    return within(rows, scope)


def _open(scope: Scope) -> "QuerySet[Any]":
    return within(Ticket.objects.running(), scope)


def _clocks(scope: Scope, *, late: bool = False) -> "QuerySet[Any]":
    """Each with the level of its ticket."""
    level = Ticket.objects.filter(pk=OuterRef("subject_id")).values("level")[:1]
    rows = ledger.late(scope) if late else ledger.due(scope)
    label = Ticket._meta.label_lower
    found: QuerySet[Any] = rows.filter(rule__in=_RULES, subject_label=label).annotate(level=Subquery(level))
    return found


def counts(scope: Scope) -> dict[str, int]:
    """Of all levels together. Three queries."""
    return {
        "known": _tickets(scope).count(),
        "open": _open(scope).count(),
        "late": _clocks(scope, late=True).count(),
    }


def _lines(scope: Scope) -> list[Line]:
    """A line a level with anything in it, the gravest first. Four queries."""
    known, running = _by(_tickets(scope), "level"), _by(_open(scope), "level")
    due, late = _by(_clocks(scope), "level", "rule"), _by(_clocks(scope, late=True), "level", "rule")
    lines = []
    for level in Level:
        cells = [number(known.get((level,), 0), f"known.{level}"), number(running.get((level,), 0), f"open.{level}")]
        for rule in _RULES:
            cells += [
                number(due.get((level, rule), 0), f"due.{level}.{rule}"),
                number(late.get((level, rule), 0), f"late.{level}.{rule}"),
            ]
        if any(cell.count for cell in cells):
            lines.append(Line(str(level.label), cells))
    return lines


def _by(rows: "QuerySet[Any]", *names: str) -> dict[tuple[str, ...], int]:
    found = rows.order_by().values_list(*names).annotate(n=Count("pk"))
    return {tuple(values): count for *values, count in found}


def _behind(scope: Scope, key: str) -> Listing | None:
    what, _, rest = key.partition(".")
    level, _, rule = rest.partition(".")
    if level not in Level.values:
        return None
    name = Level(level).label
    if what in {"known", "open"} and not rule:
        rows = (_tickets if what == "known" else _open)(scope).filter(level=level)
        title = f"{name}舆情，{'时段里知悉的' if what == 'known' else '在办的'}"
        return Listing(title, _HEADS, rows.select_related("organ").order_by("-known_at"), _shown)
    if what in {"due", "late"} and rule in _RULES:
        clocks = _clocks(scope, late=what == "late").filter(level=level, rule=rule).select_related("organ")
        title = f"{name}舆情，{_HOURS[rule]}{'没有做到的' if what == 'late' else '到期的'}"
        return Listing(title, ("舆情", "机关", "截止", "办结"), clocks, _shown_clocks)
    return None


_HEADS = ("舆情", "第一责任主体", "知悉", "状态")


def _shown(page: Sequence[Any]) -> list[Entry]:
    return entries(
        page,
        lambda row: row.organ.short_name,
        lambda row: row.known_at,
        lambda row: row.get_state_display(),
    )


def _shown_clocks(page: Sequence[Deadline]) -> list[Entry]:
    tickets = Ticket.objects.in_bulk([row.subject_id for row in page])
    by_ticket = entries([tickets[row.subject_id] for row in page])
    return [
        Entry(
            ticket.title,
            ticket.href,
            (row.organ.short_name, moment(row.due_at), moment(row.closed_at) if row.closed_at else "—"),
        )
        for ticket, row in zip(by_ticket, page, strict=True)
    ]


_OF_LEVELS = [heading for hours in _HOURS.values() for heading in (f"{hours}到期", "没有做到")]

TICKETS = Panel(
    code="tickets",
    version=1,
    title="舆情",
    definition="知悉的按统计时段，在办的不论时段，并入别件的不计。时限从知悉起按自然小时算，重大和特别重大的5小时发布权威信息、"
    "24小时开发布会，较大和一般的48小时回应；到期、没有做到和看板同一口径。",
    article="国办发〔2016〕80号；本市政务公开回应关切制度第十一条",
    headings=("级别", "知悉", "在办", *_OF_LEVELS),
    lines=_lines,
    behind=_behind,
)
