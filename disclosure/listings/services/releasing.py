"""送审, 保密审查, 审核公开, 撤回."""

from datetime import datetime

from django.db import transaction

from disclosure.listings.models import ListRow
from disclosure.listings.services import clocks
from disclosure.listings.states import REGISTRARS
from portal import typed_text
from portal.actors import Actor, ActorKind
from portal.errors import InvalidInput
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.masks import redacted
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

REASON_LENGTH = 1000


@transaction.atomic
def submit(row: ListRow, *, actor: Actor, at: datetime) -> ListRow:
    """Hand it to review. Raises ``Blocked`` while something is missing."""
    derived = {} if row.registrar_id or actor.kind is not ActorKind.USER else {"registrar_id": actor.id}
    move(row, "submit", actor=actor, at=at, derived=derived)
    return row


@transaction.atomic
def clear(row: ListRow, *, actor: Actor, at: datetime) -> ListRow:
    """Secrecy review before publication (S3-2.6f). Raises ``Blocked``."""
    move(row, "clear", actor=actor, at=at, derived={"clearer_id": actor.id})
    return row


@transaction.atomic
def send_back(row: ListRow, *, reason: str, actor: Actor, at: datetime) -> ListRow:
    """To be put right; the clock runs on."""
    move(row, "send_back", actor=actor, at=at, reason=reason, derived={"clearer_id": None})
    tell(
        recipients_of(row.organ.heir(), *REGISTRARS, at=at),
        subject_line=f"{row.shape.title}里有一条被退回，要改好再送审",
        body=f"退回原因：{reason.strip()}\n请在工作台办理：/admin/disclosure/listrow/{row.pk}/change/",
        kind="list_row",
        dedupe_key=f"list|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )
    return row


@transaction.atomic
def publish(row: ListRow, *, actor: Actor, at: datetime) -> ListRow:
    """Show it in its list, in place of what was shown of the same thing before. Raises ``Blocked``."""
    require_move(row, "publish", actor=actor)
    for standing in ListRow.objects.public().filter(organ=row.organ, template=row.template, key=row.key):
        move(standing, "replace", actor=actor, at=at, derived={"taken_down_at": at})
        queue(standing)
    clock = clocks.running(row)
    fields = {"published_at": at, "is_late": bool(clock and at >= clock.due_at)}
    move(row, "publish", actor=actor, at=at, fields=fields)
    clocks.stop(row, actor=actor, at=at)
    queue(row)
    return row


@transaction.atomic
def withdraw(row: ListRow, *, reason: str, actor: Actor, at: datetime) -> ListRow:
    """Take it down; the page keeps the reason."""
    words = typed_text.paragraphs(reason)
    if fault := typed_text.fault(words, label="理由", at_most=REASON_LENGTH):
        raise InvalidInput({"reason": fault})
    if redacted(words) != words:
        raise InvalidInput({"reason": "理由会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    derived = {"taken_down_at": at, "taken_down_reason": words}
    move(row, "withdraw", actor=actor, at=at, reason=words, derived=derived)
    queue(row)
    return row
