"""起草: the texts, the tables counted anew, cells typed over with a mark, warnings left standing with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.annual_reports.cells import Tables, by_code, cells, pasted, replaced
from assessment.annual_reports.fields import NOTED, TEXTS
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.selectors import counted, fees_yuan, repeated
from assessment.annual_reports.states import WRITERS, ReportState
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import DomainError, StaleState
from portal.field_table import checked
from portal.workflow import edit


def _require_draft(report: AnnualReport, actor: Actor, doing: str) -> None:
    require(actor, WRITERS, report.organ.heir(), doing=doing)
    if report.state != ReportState.DRAFT:
        raise StaleState


@transaction.atomic
def write(report: AnnualReport, *, values: Mapping[str, str], actor: Actor, at: datetime) -> AnnualReport:
    """``values``: texts by the codes of ``codes.WRITTEN``. What the text repeats is looked for at once."""
    _require_draft(report, actor, "起草年度报告")
    texts = report.sections | checked(TEXTS, values)
    report.sections, before = texts, report.sections
    similar = repeated(report)
    report.sections = before
    derived = {"similar": similar, "writer_id": actor.id}
    edit(report, {"sections": texts}, act="write", actor=actor, at=at, derived=derived)
    return report


@transaction.atomic
def count(report: AnnualReport, *, actor: Actor, at: datetime) -> AnnualReport:
    """Count the tables anew, the city's from the cleared reports of its organs. Marked cells keep what was typed."""
    _require_draft(report, actor, "统计年度报告")
    fresh = counted(report.organ, report.year)
    own = fresh if report.is_of_city else {}
    report.own, before = own, report.own
    tables = report.sum() if report.is_of_city else fresh
    report.own = before
    changes = {"own": own, "fees_yuan": fees_yuan(report.organ, report.year), "counted_at": at}
    _store(report, "count", tables, report.marks, actor, at, changes=changes)
    return report


@transaction.atomic
def type_cell(report: AnnualReport, *, cell: str, value: str, note: str, actor: Actor, at: datetime) -> AnnualReport:
    """One cell otherwise than it was counted, with a note why. Typing what was counted takes the mark away."""
    _require_draft(report, actor, "填写表格")
    known = by_code(report.year).get(cell)
    if known is None:
        raise DomainError("这一年的表里没有这一格", field="cell")
    _type(report, "type_cell", {cell: known.read(value)}, note, actor, at)
    return report


@transaction.atomic
def paste_table(report: AnnualReport, *, table: str, text: str, note: str, actor: Actor, at: datetime) -> AnnualReport:
    """A whole table from a spreadsheet; each cell that differs from what was counted is marked with the note."""
    _require_draft(report, actor, "填写表格")
    if table not in ("2", "3", "4"):
        raise DomainError("请选择哪一张表", field="table")
    _type(report, "paste_table", pasted(report.year, table, text), note, actor, at)
    return report


def _type(report: AnnualReport, act: str, typed: Mapping[str, Any], note: str, actor: Actor, at: datetime) -> None:
    words = checked(NOTED, {"note": note})["note"]
    marks, known = dict(report.marks), by_code(report.year)
    for code, value in typed.items():
        was = known[code].of(report.counted)
        if value == was:
            marks.pop(code, None)
        elif marks.get(code, {}).get("value") != value:
            marks[code] = {"counted": was, "value": value, "note": words, "by": actor.name}
    _store(report, act, report.counted, marks, actor, at, note=words)


def _store(
    report: AnnualReport,
    act: str,
    tables: Tables,
    marks: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    *,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """The counted tables with the marked cells on top; marks that say what was counted anyway are gone."""
    known = {cell.code: cell.of(tables) for cell in cells(report.year)}
    kept = {code: {**mark, "counted": known[code]} for code, mark in marks.items() if mark["value"] != known[code]}
    values = replaced(report.year, tables, {code: mark["value"] for code, mark in kept.items()})
    written = {"marks": kept, "counted": tables, **(changes or {})}
    derived = {"values": values, "writer_id": actor.id}
    edit(report, written, act=act, actor=actor, at=at, reason=note, derived=derived)


@transaction.atomic
def confirm(report: AnnualReport, *, warning: str, reason: str, actor: Actor, at: datetime) -> AnnualReport:
    """Leave one warning standing and say why. A warning that changes its numbers is another one."""
    _require_draft(report, actor, "确认提示")
    if warning not in {finding.text for finding in report.open_warnings()}:
        raise DomainError("这条提示已经没有了，或者已经确认过", field="warning")
    words = checked({"reason": NOTED["note"]}, {"reason": reason})["reason"]
    edit(report, {"confirmed": report.confirmed | {warning: words}}, act="confirm", actor=actor, at=at, reason=words)
    return report
