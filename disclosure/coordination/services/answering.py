"""书面答复: agree, agree with changes, disagree. Silence is none of them."""

from datetime import datetime

from django.db import transaction

from disclosure.coordination.fields import REPLY
from disclosure.coordination.models import Coordination, Inquiry
from disclosure.coordination.services.asking import stop_clock
from disclosure.coordination.services.telling import tell_answered, tell_asker
from disclosure.coordination.states import IN_DISPUTE, Answer, InquiryState
from portal.actors import SYSTEM, Actor
from portal.field_table import checked
from portal.workflow import move, require_move


@transaction.atomic
def answer(inquiry: Inquiry, *, answer: str, reply: str, actor: Actor, at: datetime, reply_number: str = "") -> Inquiry:
    """The organ's answer in writing (S0-1.7b); a late one still counts, and stays late in the ledger.

    When it was the last one, the round is settled or waits for the changes. Raises ``InvalidInput``.
    """
    clean = checked(REPLY, {"answer": answer, "reply": reply, "reply_number": reply_number})
    act = Answer(clean.pop("answer"))
    require_move(inquiry, act, actor=actor)
    fields = clean | {"replied_by": actor.name, "replied_at": at}
    move(inquiry, act, actor=actor, at=at, reason=clean["reply"], fields=fields)
    stop_clock(inquiry, actor=actor, at=at)
    tell_answered(inquiry, at=at)
    _settle(inquiry.coordination, at=at)
    return inquiry


def _settle(coordination: Coordination, *, at: datetime) -> None:
    """All have agreed: the text may go out, or it may once it is changed as they wish."""
    coordination.refresh_from_db()
    states = set(coordination.inquiries.values_list("state", flat=True))
    if coordination.state not in IN_DISPUTE or states & {InquiryState.ASKED, InquiryState.DISAGREED}:
        return
    if InquiryState.AGREED_WITH_CHANGES in states:
        move(coordination, "await_changes", actor=SYSTEM, at=at)
    else:
        move(coordination, "agree", actor=SYSTEM, at=at, derived={"settled_essence": coordination.essence})
    tell_asker(coordination, at=at)
