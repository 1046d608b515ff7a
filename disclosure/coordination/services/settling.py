"""报请协调 and 裁决: what organs cannot agree on is decided by 政务公开办, with the reasons of both before it."""

import logging
from datetime import datetime

from django.db import transaction

from disclosure.coordination.fields import POSITION, RULING
from disclosure.coordination.models import Coordination, Inquiry
from disclosure.coordination.services.telling import tell_asker, tell_oversight, tell_result
from disclosure.coordination.states import CoordinationState, InquiryState, Ruling
from portal.actors import SYSTEM, Actor
from portal.deadlines.models import Deadline
from portal.errors import DomainError
from portal.field_table import checked
from portal.workflow import move, require_move

logger = logging.getLogger(__name__)

BATCH = 200


@transaction.atomic
def escalate(coordination: Coordination, *, position: str, actor: Actor, at: datetime) -> Coordination:
    """Hand a disagreement to 政务公开办 (S0-1.6b, S2-7.10); ``position`` is the publishing organ's own reason."""
    clean = checked(POSITION, {"position": position})
    move(coordination, "escalate", actor=actor, at=at, reason=clean["position"], fields=clean)
    tell_oversight(coordination, at=at)
    return coordination


def escalate_silent(*, at: datetime) -> int:
    """Rounds in which an organ let its time pass go up by themselves (law.md C9b); returns how many."""
    label = Inquiry._meta.label_lower
    overdue = Deadline.objects.due_by(at).filter(subject_label=label)
    silent = Inquiry.objects.filter(state=InquiryState.ASKED, pk__in=overdue.values("subject_id"))
    rounds = Coordination.objects.filter(state=CoordinationState.OPEN, inquiries__in=silent).distinct()
    return sum(_escalate_one(coordination, at) for coordination in rounds.order_by("pk")[:BATCH])


@transaction.atomic
def _escalate_one(coordination: Coordination, at: datetime) -> bool:
    waiting = coordination.inquiries.filter(state=InquiryState.ASKED).select_related("organ")
    names = "、".join(row.organ.short_name for row in waiting)
    try:
        move(coordination, "escalate", actor=SYSTEM, at=at, reason=f"{names}逾期没有书面答复，不视为同意")
    except DomainError:
        logger.info("coordination %s was settled meanwhile", coordination.pk)
        return False
    tell_oversight(coordination, at=at)
    tell_asker(coordination, at=at)
    return True


@transaction.atomic
def rule(coordination: Coordination, *, ruling: str, ruling_text: str, actor: Actor, at: datetime) -> Coordination:
    """The ruling of 政务公开办: release, release with changes, or stop. It binds every organ that was asked."""
    clean = checked(RULING, {"ruling": ruling, "ruling_text": ruling_text})
    act = Ruling(clean["ruling"])
    require_move(coordination, act, actor=actor)
    settled = coordination.essence if act is Ruling.RELEASE else ""
    fields = clean | {"ruled_by": actor.name, "ruled_at": at}
    move(
        coordination,
        act,
        actor=actor,
        at=at,
        reason=clean["ruling_text"],
        fields=fields,
        derived={"settled_essence": settled},
    )
    tell_result(coordination, at=at)
    return coordination


@transaction.atomic
def adopt(coordination: Coordination, *, reason: str, actor: Actor, at: datetime) -> Coordination:
    """The draft was changed as the others, or the ruling, wanted; ``reason`` says how. Everybody asked is told."""
    derived = {"settled_essence": coordination.current_essence()}
    move(coordination, "adopt", actor=actor, at=at, reason=reason, derived=derived)
    tell_result(coordination, at=at)
    return coordination
