"""送审, 保密审查, 审核公示."""

from datetime import datetime

from django.db import transaction

from disclosure.credit.models import CreditRecord
from disclosure.credit.periods import last_day
from disclosure.credit.services import clocks
from disclosure.credit.states import REGISTRARS
from portal.actors import Actor, ActorKind
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move


@transaction.atomic
def submit(record: CreditRecord, *, actor: Actor, at: datetime) -> CreditRecord:
    """Hand it to review. Raises ``Blocked`` while something is missing."""
    derived = {} if record.registrar_id or actor.kind is not ActorKind.USER else {"registrar_id": actor.id}
    move(record, "submit", actor=actor, at=at, derived=derived)
    return record


@transaction.atomic
def clear(record: CreditRecord, *, actor: Actor, at: datetime) -> CreditRecord:
    """Secrecy review before publication (S3-2.6f). Raises ``Blocked``."""
    move(record, "clear", actor=actor, at=at, derived={"clearer_id": actor.id})
    return record


@transaction.atomic
def send_back(record: CreditRecord, *, reason: str, actor: Actor, at: datetime) -> CreditRecord:
    """To be put right; the clock runs on."""
    move(record, "send_back", actor=actor, at=at, reason=reason, derived={"clearer_id": None})
    tell(
        recipients_of(record.organ.heir(), *REGISTRARS, at=at),
        subject_line="有一条信用信息被退回，要改好再送审",
        body=f"退回原因：{reason.strip()}\n请在工作台办理：/admin/disclosure/creditrecord/{record.pk}/change/",
        kind="credit_record",
        dedupe_key=f"credit|{record.pk}|{record.version}",
        at=at,
        about=ref(record),
    )
    return record


@transaction.atomic
def publish(record: CreditRecord, *, actor: Actor, at: datetime) -> CreditRecord:
    """Show it; when, how late and until when follow from the clock and the table of limits. Raises ``Blocked``."""
    require_move(record, "publish", actor=actor)
    clock = clocks.publication(record)
    fields = {
        "published_at": at,
        "is_late": bool(clock and at >= clock.due_at),
        "ends_on": last_day(record),
    }
    move(record, "publish", actor=actor, at=at, fields=fields, derived={"updated_at": at})
    clocks.stop_publication(record, actor=actor, at=at)
    queue(record)
    return record
