"""撤回, 信用修复, 公示期满: what is shown no longer, and what its page still says."""

import logging
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.credit.models import CreditRecord
from disclosure.credit.services import clocks
from disclosure.credit.states import WITHDRAWERS
from portal import typed_text
from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import Field, checked, line
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.privacy.services import plain_text
from portal.screening.masks import redacted
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

logger = logging.getLogger(__name__)

REASON_LENGTH = 1000
BATCH = 500
_REPAIR = {"repair_number": Field("修复（移出）文书号", line(100, required=True))}


@transaction.atomic
def report_overturned(
    record: CreditRecord, *, overturned_on: date, reason: str, actor: Actor, at: datetime
) -> CreditRecord:
    """The decision was changed, revoked, found unlawful or void: it has to come down in time, with public reasons.

    Law on Administrative Penalties art. 48, 85 (S3-2.5b). Raises ``InvalidInput`` for a day that cannot be.
    """
    require_move(record, "report_overturned", actor=actor)
    if not record.decided_on <= overturned_on <= local(at).date():
        raise InvalidInput({"overturned_on": "变更、撤销的日期不能早于决定日期，也不能晚于今天"})
    fields = {"overturned_on": overturned_on}
    move(record, "report_overturned", actor=actor, at=at, reason=reason, fields=fields, derived={"updated_at": at})
    clocks.start(record, clocks.WITHDRAW, on=overturned_on, actor=actor, at=at)
    tell(
        recipients_of(record.organ.heir(), *WITHDRAWERS, at=at),
        subject_line=f"有一项公示的决定被变更、撤销，要撤回并说明理由：{record.number}",
        body=f"请在工作台办理：/admin/disclosure/creditrecord/{record.pk}/change/",
        kind="credit_record",
        dedupe_key=f"credit|{record.pk}|overturned",
        at=at,
        about=ref(record),
    )
    return record


@transaction.atomic
def withdraw(record: CreditRecord, *, reason: str, actor: Actor, at: datetime) -> CreditRecord:
    """Take it down; the page keeps the reason (S3-2.5b)."""
    return _take_down(record, "withdraw", reason, {}, actor=actor, at=at)


@transaction.atomic
def repair(record: CreditRecord, *, repair_number: str, reason: str, actor: Actor, at: datetime) -> CreditRecord:
    """End the show early because the fault was mended or the party left the list; ``reason`` names the basis."""
    require_move(record, "repair", actor=actor)
    fields = checked(_REPAIR, {"repair_number": repair_number})
    return _take_down(record, "repair", reason, fields, actor=actor, at=at)


def _take_down(
    record: CreditRecord, act: str, reason: str, fields: dict[str, Any], *, actor: Actor, at: datetime
) -> CreditRecord:
    words = _public_words(record, reason)
    down = {"taken_down_at": at, "taken_down_reason": words, "updated_at": at}
    move(record, act, actor=actor, at=at, reason=words, fields=fields, derived=down)
    outcome = Outcome.DONE if act == "withdraw" else Outcome.CANCELLED
    clocks.stop(record, clocks.WITHDRAW, actor=actor, at=at, outcome=outcome)
    queue(record)
    return record


def _public_words(record: CreditRecord, reason: str) -> str:
    """The reason as the page will say it. Raises ``InvalidInput`` for a personal datum in it (law.md K)."""
    words = typed_text.paragraphs(reason)
    if name := plain_text(record, "person_name"):
        words = words.replace(name, record.party_name)
    if fault := typed_text.fault(words, label="理由", at_most=REASON_LENGTH):
        raise InvalidInput({"reason": fault})
    if redacted(words) != words:
        raise InvalidInput({"reason": "理由会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    return words


def end_what_is_over(*, at: datetime) -> int:
    """Every record whose period of publicity has passed goes off by itself; returns how many. Runs twice unharmed."""
    rows = CreditRecord.objects.over(at).select_related("organ").order_by("ends_on", "pk")
    return sum(_expire(record, at) for record in rows[:BATCH])


@transaction.atomic
def _expire(record: CreditRecord, at: datetime) -> bool:
    try:
        _take_down(record, "expire", f"公示期到{record.ends_on}届满。", {}, actor=SYSTEM, at=at)
    except DomainError:
        logger.info("credit record %s was changed meanwhile", record.pk)
        return False
    return True
