"""征求意见: a written inquiry to every organ concerned, about the text as it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from disclosure.coordination import gates
from disclosure.coordination.fields import LETTER
from disclosure.coordination.models import Concern, Coordination, Enclosure, Inquiry
from disclosure.coordination.services.approving import reopen_approvals
from disclosure.coordination.services.naming import require_before_release
from disclosure.coordination.services.telling import tell_asked, tell_asker, tell_withdrawn
from disclosure.coordination.states import STANDING, CoordinationState, InquiryState
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.errors import DomainError
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening.services import require_unmarked
from portal.subjects import ref
from portal.workflow import move

REPLY = "COORDINATION_REPLY"
REPLY_URGENT = "COORDINATION_URGENT"

_TEXT_CHANGED = "稿子改动了实质内容，这一轮征求意见作废"


def ask(
    document: Any,
    *,
    letter: str,
    actor: Actor,
    at: datetime,
    is_urgent: bool = False,
    enclosures: Sequence[tuple[str, files.Upload]] = (),
) -> Coordination:
    """Ask every organ named that was not asked yet in this round (S0-1.6a, S0-1.7a); each gets its own clock.

    ``letter`` is the written question and goes to all of them, with ``enclosures``: name and content; ``is_urgent``
    gives them the same day (S0-1.7c). Raises ``InvalidInput`` or ``DomainError`` when nobody is left to ask. Not to be
    called inside a transaction when there are enclosures: the trace of one that is refused has to survive it.
    """
    require_before_release(document, actor, doing="征求意见")
    clean = checked(LETTER, {"letter": letter, "is_urgent": is_urgent})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in enclosures]
    return _asked(document, clean, stored, actor=actor, at=at)


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def _asked(
    document: Any, clean: dict[str, Any], stored: Sequence[StoredFile], *, actor: Actor, at: datetime
) -> Coordination:
    standing = Coordination.objects.standing().filter(document=document).first()
    open_round = standing if standing and standing.state == CoordinationState.OPEN else None
    known = standing.inquiries.values("organ") if standing else Inquiry.objects.none().values("organ")
    wanted = list(document.concerns.exclude(organ__in=known).select_related("organ"))
    if not wanted:
        raise DomainError("涉及的机关都征求过了" if standing else "还没有登记涉及的机关，请先登记")
    if standing is not None and open_round is None:
        # What was settled among some is open again: everybody is asked about the same text.
        withdraw(standing, reason="又有机关要征求意见，重新征求全部机关的意见", actor=SYSTEM, at=at)
        wanted = list(document.concerns.select_related("organ"))
    coordination = open_round or _begin(document, clean, actor=actor, at=at)
    for file in stored:
        Enclosure.objects.create(coordination=coordination, file=file)
        after = {"name": file.name, "sha256": file.sha256}
        record(act="enclose", subject=coordination, actor=actor, at=at, after=after)
    for concern in wanted:
        _send(coordination, concern, actor=actor, at=at)
    return coordination


def _begin(document: Any, clean: dict[str, Any], *, actor: Actor, at: datetime) -> Coordination:
    last = Coordination.objects.filter(document=document).aggregate(last=Max("round"))["last"] or 0
    coordination = Coordination(
        document=document,
        organ=document.responsible_organ,
        round=last + 1,
        title=document.title,
        text_html=document.body_html,
        essence=gates.essence_of(document),
        asked_by=actor.name,
        asked_at=at,
        **clean,
    )
    coordination.save(force_insert=True)
    record(act="ask", subject=coordination, actor=actor, at=at, after=clean | {"round": coordination.round})
    return coordination


def _send(coordination: Coordination, concern: Concern, *, actor: Actor, at: datetime) -> None:
    inquiry = Inquiry(coordination=coordination, organ=concern.organ, part=concern.part, note=concern.note)
    inquiry.save(force_insert=True)
    record(act="ask", subject=inquiry, actor=actor, at=at, after={"name": str(concern)})
    open_deadline(
        rule=REPLY_URGENT if coordination.is_urgent else REPLY,
        subject=inquiry,
        organ=concern.organ,
        start=local(at).date(),
        actor=actor,
        at=at,
    )
    tell_asked(inquiry, at=at)


@transaction.atomic
def withdraw(coordination: Coordination, *, reason: str, actor: Actor, at: datetime) -> Coordination:
    """Take the whole round back: what was answered holds no more, what was not answered need not be."""
    move(coordination, "withdraw", actor=actor, at=at, reason=reason)
    for inquiry in coordination.inquiries.select_related("organ", "coordination"):
        _take_back(inquiry, at=at)
    return coordination


def _take_back(inquiry: Inquiry, *, at: datetime) -> None:
    waited = inquiry.state == InquiryState.ASKED
    move(inquiry, "withdraw", actor=SYSTEM, at=at)
    if clock := running_clock(ref(inquiry), _rule_of(inquiry)):
        close(clock, on=local(at).date(), actor=SYSTEM, at=at, outcome=Outcome.CANCELLED)
    if waited:
        tell_withdrawn(inquiry, at=at)


def stop_clock(inquiry: Inquiry, *, actor: Actor, at: datetime) -> None:
    """The organ has answered."""
    if clock := running_clock(ref(inquiry), _rule_of(inquiry)):
        close(clock, on=local(at).date(), actor=actor, at=at)


def _rule_of(inquiry: Inquiry) -> str:
    return REPLY_URGENT if inquiry.coordination.is_urgent else REPLY


def text_changed(document: Any, *, at: datetime) -> None:
    """To be called after every change of a draft's text or files: what was agreed or approved was another text.

    A round that waits for just this change stays. Changes of layout and punctuation are none.
    """
    now = gates.essence_of(document)
    standing = Coordination.objects.filter(document=document, state__in=_VOID_AFTER_CHANGE).first()
    if standing is not None and now != (standing.settled_essence or standing.essence):
        withdraw(standing, reason=_TEXT_CHANGED, actor=SYSTEM, at=at)
        tell_asker(standing, at=at)
    reopen_approvals(document, now, at=at)


_VOID_AFTER_CHANGE: Sequence[str] = sorted(STANDING - {CoordinationState.TO_CHANGE})
