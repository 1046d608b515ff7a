"""送审, 审核出版, 退回, 更正."""

from datetime import datetime

from django.db import transaction

from disclosure.gazette import composing, fields
from disclosure.gazette.models import GazetteCorrection, GazetteEntry, GazetteIssue
from disclosure.gazette.services.delivering import placed
from disclosure.gazette.services.editing import as_printed
from disclosure.gazette.states import EDITORS, PUBLISHERS
from portal import typed_text
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.letters.errors import FontMissing
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.masks import redacted
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

NOTE_LENGTH = 500


@transaction.atomic
def submit(issue: GazetteIssue, *, actor: Actor, at: datetime) -> GazetteIssue:
    """Hand it to review: texts are brought up to date, the pages of a new issue counted. Raises ``Blocked``."""
    require_move(issue, "submit", actor=actor)
    _bring_up_to_date(issue)
    if not issue.is_historic:
        _count_pages(issue)
    derived = {} if actor.kind is not ActorKind.USER else {"editor_id": actor.id}
    move(issue, "submit", actor=actor, at=at, derived=derived)
    _tell(issue, "有一期政府公报待审核", *PUBLISHERS, at=at)
    return issue


def _bring_up_to_date(issue: GazetteIssue) -> None:
    for entry in issue.entries.exclude(document=None).select_related("document"):
        printed = as_printed(entry.document) if entry.document and entry.document.is_public else {}
        for name, value in printed.items():
            setattr(entry, name, value)
        if printed:
            entry.save(update_fields=list(printed))


def _count_pages(issue: GazetteIssue) -> None:
    """As the composed issue has them. Where no PDF can be made the pages are those that were typed."""
    try:
        numbers = composing.page_numbers(issue)
    except FontMissing:
        return
    for entry, (first, last) in zip(issue.entries.order_by("position"), numbers, strict=True):
        entry.page_from, entry.page_to = first, last
        entry.save(update_fields=["page_from", "page_to"])


@transaction.atomic
def publish(issue: GazetteIssue, *, actor: Actor, at: datetime) -> GazetteIssue:
    """Put it online; the documents it prints are no longer owed. Raises ``Blocked``."""
    move(issue, "publish", actor=actor, at=at, fields={"published_at": at})
    placed(issue, at=at)
    queue(issue)
    for entry in issue.entries.defer("text"):
        queue(entry)
    return issue


@transaction.atomic
def send_back(issue: GazetteIssue, *, reason: str, actor: Actor, at: datetime) -> GazetteIssue:
    move(issue, "send_back", actor=actor, at=at, reason=reason)
    _tell(issue, "有一期政府公报被退回，要改好再送审", *EDITORS, at=at)
    return issue


@transaction.atomic
def correct(
    issue: GazetteIssue,
    *,
    entry: GazetteEntry,
    reason: str,
    actor: Actor,
    at: datetime,
    page_from: int | None = None,
    page_to: int | None = None,
    title: str = "",
) -> GazetteIssue:
    """Put right an issue that is out, with a note everybody reads (更正). The text of a document is corrected where it
    is published. Raises ``NotAllowed``, ``StaleState``, ``InvalidInput`` or, without a note, ``DomainError``."""
    if entry.issue_id != issue.pk:
        raise InvalidInput({"entry": "请选这一期的内容"})
    words = _note(reason)
    pages = checked(fields.PAGES, {"page_from": page_from, "page_to": page_to})
    changes = {name: value for name, value in pages.items() if value is not None}
    if title and entry.document_id is None:
        changes |= checked({"title": fields.ENTRY["title"]}, {"title": title})
        if redacted(title) != title:
            raise InvalidInput({"title": "标题会公开，里面不能有个人信息"})
    fields.require_order({"page_from": entry.page_from, "page_to": entry.page_to} | changes)
    move(issue, "correct", actor=actor, at=at, reason=words)
    for name, value in changes.items():
        setattr(entry, name, value)
    if changes:
        entry.save(update_fields=list(changes))
    GazetteCorrection.objects.create(issue=issue, at=at, title=entry.title, note=words)
    queue(entry)
    return issue


def _note(reason: str) -> str:
    words = typed_text.line(reason)
    if fault := typed_text.fault(words, label="更正说明", at_most=NOTE_LENGTH, required=True):
        raise DomainError(fault, field="reason")
    if redacted(words) != words:
        raise DomainError("更正说明会公开，里面不能有证件号码、手机号、住址这些个人信息", field="reason")
    return words


@transaction.atomic
def cancel(issue: GazetteIssue, *, reason: str, actor: Actor, at: datetime) -> GazetteIssue:
    """The number is free again."""
    move(issue, "cancel", actor=actor, at=at, reason=reason)
    return issue


def _tell(issue: GazetteIssue, subject_line: str, *roles: Role, at: datetime) -> None:
    tell(
        recipients_of(issue.organ.heir(), *roles, at=at),
        subject_line=subject_line,
        body=f"{issue}\n请在工作台办理：/admin/disclosure/gazetteissue/{issue.pk}/change/",
        kind="gazette_turn",
        dedupe_key=f"gazette|{issue.pk}|{issue.version}",
        at=at,
        about=ref(issue),
    )
