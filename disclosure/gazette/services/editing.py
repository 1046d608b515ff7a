"""编辑: begin an issue, put documents and texts into it, put them in order."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from disclosure.documents.models import Document
from disclosure.gazette import fields, parts
from disclosure.gazette.codes import RULE_KINDS
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from disclosure.gazette.selectors import gazette_office
from disclosure.gazette.states import EDITORS, IssueState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening.services import refuse_marks, screen
from portal.workflow import touch

_MOST = 200
"""Pieces of one issue."""


@transaction.atomic
def open_issue(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> GazetteIssue:
    """Begin an issue; ``values`` are fields of ``fields.ISSUE``. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, EDITORS, organ, doing="编政府公报")
    office = gazette_office()
    if office is not None and office.pk != organ.pk:
        raise NotAllowed(f"政府公报由{office.name}编。")
    required: dict[str, Any] = {"year": None, "number": None, "dated": None}
    return made(organ, checked(fields.ISSUE, required | dict(values)), is_historic=False, actor=actor, at=at)


def made(
    organ: Organ, clean: Mapping[str, Any], *, is_historic: bool, actor: Actor, at: datetime, act: str = "open_issue"
) -> GazetteIssue:
    """The row of an issue, whichever way it began. Raises ``InvalidInput``."""
    if clean["dated"] is None:
        raise InvalidInput({"dated": "请填写出版日期"})
    editor = actor.id if actor.kind is ActorKind.USER else None
    issue = GazetteIssue(organ=organ, is_historic=is_historic, editor_id=editor, **clean)
    try:
        with transaction.atomic():
            issue.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput({"number": f"{issue.label}或者这个总期号已经有了"}) from None
    after = {"number": issue.label, "total_number": issue.total_number, "dated": issue.dated}
    record(act=act, subject=issue, actor=actor, at=at, after=after)
    return issue


def no_editor(issue: GazetteIssue, actor: Actor) -> str:
    """Why this actor may not change the contents, in Chinese; empty when it is allowed."""
    if issue.state != IssueState.DRAFT:
        return "编辑的时候才能改目录。"
    return "" if rules.holds(actor, EDITORS, issue.acting_organ_id) else "目录由公报室经办人、信息员编。"


def no_pieces(issue: GazetteIssue, actor: Actor) -> str:
    return no_editor(issue, actor) or ("" if issue.entries.exists() else "这一期还没有内容。")


def _require_editor(issue: GazetteIssue, actor: Actor) -> None:
    if issue.state != IssueState.DRAFT:
        raise StaleState
    if why := no_editor(issue, actor):
        raise NotAllowed(why)


@transaction.atomic
def add_document(issue: GazetteIssue, *, document: Document, section: str, actor: Actor, at: datetime) -> GazetteEntry:
    """Print a public document of this site. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    _require_editor(issue, actor)
    clean = checked({"section": fields.ENTRY["section"]}, {"section": section})
    if not document.is_public:
        raise InvalidInput({"document": "文件还没有公开，不能编入公报"})
    if issue.entries.filter(document=document).exists():
        raise InvalidInput({"document": "这一期已经有这份文件"})
    standard = document.is_normative or document.kind in RULE_KINDS
    values = clean | as_printed(document) | {"is_standard": standard}
    return added(issue, values | {"document": document}, actor=actor, at=at)


def as_printed(document: Document) -> dict[str, Any]:
    """The document as it stands: what the issue keeps of it."""
    return {"title": document.title, "doc_number": document.doc_number, "text": document.body}


def add_text(issue: GazetteIssue, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> GazetteEntry:
    """Print what is no document of this site: 人事任免, 大事记, a historic text. ``values`` are of ``fields.ENTRY``.

    Raises as ``add_document``; a text with 密级标志 is refused unstored.
    """
    _require_editor(issue, actor)
    clean = checked(fields.ENTRY, {"section": "", "title": ""} | dict(values))
    fields.require_order(clean)
    refuse_marks(parts.typed(clean["title"], clean.get("text", "")), doing="编政府公报", actor=actor, at=at)
    with transaction.atomic():
        return added(issue, clean, actor=actor, at=at)


def added(issue: GazetteIssue, values: Mapping[str, Any], *, actor: Actor, at: datetime) -> GazetteEntry:
    """One more piece at the end. Raises ``InvalidInput`` past the limit, ``StaleState`` for the second of two."""
    last = issue.entries.aggregate(last=Max("position"))["last"] or 0
    if last >= _MOST:
        raise InvalidInput({"title": f"一期最多{_MOST}篇"})
    touch(issue)
    entry = GazetteEntry.objects.create(issue=issue, position=last + 1, **values)
    record(act="add_entry", subject=issue, actor=actor, at=at, after={"position": entry.position})
    if found := parts.of_entry(entry):
        screen(issue, found, at=at)
    return entry


@transaction.atomic
def edit_entry(
    issue: GazetteIssue,
    *,
    entry: GazetteEntry,
    position: int,
    section: str,
    page_from: int | None,
    page_to: int | None,
    actor: Actor,
    at: datetime,
) -> GazetteEntry:
    """Section, place and pages of a piece; other words are another piece. Raises as ``add_document``."""
    _require_editor(issue, actor)
    given = {"section": section, "page_from": page_from, "page_to": page_to}
    clean = checked({name: fields.ENTRY[name] for name in given}, given)
    fields.require_order(clean)
    touch(issue)
    for name, value in clean.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(clean))
    _put_at(issue, entry, position)
    record(act="edit_entry", subject=issue, actor=actor, at=at, after=clean | {"position": entry.position})
    return entry


@transaction.atomic
def remove_entry(issue: GazetteIssue, *, entry: GazetteEntry, actor: Actor, at: datetime) -> GazetteIssue:
    """Take a piece out again. Raises ``NotAllowed`` or ``StaleState``."""
    _require_editor(issue, actor)
    touch(issue)
    if gone := parts.of_entry(entry):
        screen(issue, [type(part)(part.code, part.where, "") for part in gone], at=at)
    position = entry.position
    entry.delete()
    _close_gap(issue, position)
    record(act="remove_entry", subject=issue, actor=actor, at=at, before={"position": position})
    return issue


def _put_at(issue: GazetteIssue, entry: GazetteEntry, position: int) -> None:
    rows = list(issue.entries.exclude(pk=entry.pk).order_by("position"))
    place = min(max(position, 1), len(rows) + 1)
    if place == entry.position:
        return
    rows.insert(place - 1, entry)
    _renumber(issue, rows)
    entry.position = place


def _renumber(issue: GazetteIssue, rows: list[GazetteEntry]) -> None:
    """Twice, because no two rows may ever have the same place."""
    issue.entries.update(position=F("position") + _MOST * 2)
    for place, row in enumerate(rows, 1):
        issue.entries.filter(pk=row.pk).update(position=place)


def _close_gap(issue: GazetteIssue, position: int) -> None:
    for row in issue.entries.filter(position__gt=position).order_by("position"):
        issue.entries.filter(pk=row.pk).update(position=row.position - 1)
