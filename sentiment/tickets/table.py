"""舆情台账 as a workbook: one row a ticket (S1-5.5a)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.spreadsheets import Sheet
from sentiment.tickets.models import Ticket

HEADINGS = (
    "编号",
    "标题",
    "来源",
    "类别",
    "领域",
    "级别",
    "知悉时间",
    "第一责任主体",
    "第一责任人",
    "组织协调",
    "判定规则",
    "是否回应",
    "处置方式",
    "首次回应",
    "新闻发布会",
    "期限和办理",
    "状态",
    "专项",
    "问题情形",
    "建议措施",
)
_WIDTHS = (14, 40, 12, 22, 16, 10, 18, 24, 30, 30, 10, 10, 28, 18, 18, 50, 14, 12, 20, 12)
_BATCH = 500


def sheet(found: Any) -> Sheet:
    return Sheet("舆情台账", HEADINGS, _rows(found), _WIDTHS)


def _rows(found: Any) -> Iterator[tuple[str, ...]]:
    """Two queries a batch."""
    batch: list[Ticket] = []
    for ticket in found.select_related("organ").iterator(chunk_size=_BATCH):
        batch.append(ticket)
        if len(batch) == _BATCH:
            yield from _lines(batch)
            batch = []
    yield from _lines(batch)


def _lines(batch: list[Ticket]) -> Iterator[tuple[str, ...]]:
    clocks: dict[int, list[Deadline]] = {}
    of_these = Deadline.objects.filter(
        subject_label=Ticket._meta.label_lower, subject_id__in=[ticket.pk for ticket in batch]
    )
    for clock in of_these.order_by("pk"):
        clocks.setdefault(clock.subject_id, []).append(clock)
    for ticket in batch:
        yield _line(ticket, clocks.get(ticket.pk, []))


def _line(ticket: Ticket, clocks: list[Deadline]) -> tuple[str, ...]:
    kept = [_clock(clock) for clock in clocks if clock.outcome not in {Outcome.SUPERSEDED, Outcome.CANCELLED}]
    answered = {True: "回应", False: "不回应", None: ""}[ticket.will_respond]
    return (
        ticket.number,
        ticket.title,
        ticket.get_source_display(),
        ticket.get_kind_display(),
        ticket.get_domain_display(),
        ticket.get_level_display(),
        _moment(ticket.known_at),
        ticket.organ.short_name,
        ticket.responder,
        ticket.coordinators,
        ticket.rule,
        answered,
        ticket.get_disposition_display(),
        _moment(ticket.responded_at),
        _moment(ticket.conference_at),
        "；".join(kept),
        ticket.get_state_display(),
        ticket.get_campaign_display(),
        ticket.failure_words,
        ticket.get_measure_display(),
    )


def _clock(clock: Deadline) -> str:
    due = _moment(clock.due_at)
    if clock.closed_at is None:
        return f"{clock.title} {due}前，在办"
    return f"{clock.title} {due}前，{'超期' if clock.was_late else '按时'}"


def _moment(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""
