"""填报: the rows nobody but people know, rows counted anew, and a counted row typed over with a mark."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.website_reports.codes import BY_CODE
from assessment.website_reports.counting import counted
from assessment.website_reports.fields import FILLED, NOTED
from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.selectors import site_of
from assessment.website_reports.states import WRITERS, ReportState
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.workflow import edit


def _require_draft(report: WebsiteReport, actor: Actor, doing: str) -> None:
    require(actor, WRITERS, report.organ.heir(), doing=doing)
    if report.state != ReportState.DRAFT:
        raise StaleState


@transaction.atomic
def count(report: WebsiteReport, *, actor: Actor, at: datetime) -> WebsiteReport:
    """Count anew. Rows with a mark keep what was filled in. Raises ``DomainError`` when the site's record is gone."""
    _require_draft(report, actor, "统计网站年度报表")
    site = site_of(report)
    if site is None:
        raise DomainError("网站档案里已经没有这个网站，不能重新统计。")
    _store(report, "count", counted(site, report.year, at=at), report.marks, actor, at, changes={"counted_at": at})
    return report


@transaction.atomic
def fill(report: WebsiteReport, *, values: Mapping[str, str], note: str, actor: Actor, at: datetime) -> WebsiteReport:
    """Rows the system does not know, as typed (yes and no as ``yes``, ``no``); empty takes a row out again.

    ``note`` says where the numbers come from and stands at each row that is new or changed. Raises ``InvalidInput``.
    """
    _require_draft(report, actor, "填报网站年度报表")
    if known := sorted(set(values) & set(report.counted)):
        raise InvalidInput(dict.fromkeys(known, "这一项由系统统计，要改请用“改一项”"))
    _type(report, "fill", checked(FILLED, values), note, actor, at)
    return report


@transaction.atomic
def correct_row(report: WebsiteReport, *, row: str, value: str, note: str, actor: Actor, at: datetime) -> WebsiteReport:
    """One row otherwise than it was counted, with a note why. Typing what was counted takes the mark away."""
    _require_draft(report, actor, "填报网站年度报表")
    if row not in report.counted:
        raise DomainError("这一项不是系统统计的", field="row")
    typed = checked({"value": FILLED[row]}, {"value": value})["value"]
    if typed is None:
        raise InvalidInput({"value": f"请填{BY_CODE[row].name}"})
    _type(report, "correct_row", {row: typed}, note, actor, at)
    return report


def _type(report: WebsiteReport, act: str, typed: Mapping[str, Any], note: str, actor: Actor, at: datetime) -> None:
    words = checked(NOTED, {"note": note})["note"]
    marks = dict(report.marks)
    for code, value in typed.items():
        if value is None:
            marks.pop(code, None)
        elif marks.get(code, {}).get("value") != value:
            marks[code] = {"value": value, "note": words, "by": actor.name}
    _store(report, act, report.counted, marks, actor, at, note=words)


def _store(
    report: WebsiteReport,
    act: str,
    known: Mapping[str, Any],
    marks: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    *,
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> None:
    """What was counted with the marked rows on top; a mark that says what was counted anyway is gone."""
    kept = {code: _beside(mark, code, known) for code, mark in marks.items() if known.get(code) != mark["value"]}
    values = {**known, **{code: mark["value"] for code, mark in kept.items()}}
    written = {"marks": kept, "counted": dict(known), **(changes or {})}
    derived = {"values": values, "writer_id": actor.id}
    edit(report, written, act=act, actor=actor, at=at, reason=note, derived=derived)


def _beside(mark: Mapping[str, Any], code: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """The mark with what was counted, if anything was."""
    own = {name: value for name, value in mark.items() if name != "counted"}
    return own | ({"counted": known[code]} if code in known else {})
