"""保密审查, 批准, 退回, 认定不适用."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.consultations import clocks
from disclosure.consultations.codes import SecretKind
from disclosure.consultations.fields import EXEMPTION, SECRECY
from disclosure.consultations.models import Consultation
from disclosure.consultations.services.telling import tell_organ
from disclosure.consultations.states import APPROVERS, DRAFTERS, PUBLISHERS
from portal.actors import Actor
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.workflow import move, require_move


def review_secrecy(
    consultation: Consultation, *, found: Iterable[str], opinion: str, actor: Actor, at: datetime
) -> Consultation:
    """S0-4.8: ``found`` are the kinds of ``SecretKind`` the reviewer ticked. One of them sends it back, forbidden as it
    is; without any it goes on to be approved. Raises ``InvalidInput`` or ``NotAllowed``."""
    ticked = [code for code in SecretKind.values if code in set(found)]
    if len(ticked) != len(set(found)):
        raise InvalidInput({"found": "请从七种情形里勾选"})
    clean = checked(SECRECY, {"opinion": opinion})
    require_move(consultation, "forbid" if ticked else "clear", actor=actor)
    fields = {"secrecy_kinds": ",".join(ticked), "secrecy_opinion": clean["opinion"], "reviewed_at": at}
    with transaction.atomic():
        if ticked:
            move(consultation, "forbid", actor=actor, at=at, reason=clean["opinion"], fields=fields)
            tell_organ(consultation, "保密审查不允许预公开", *DRAFTERS, at=at)
        else:
            move(consultation, "clear", actor=actor, at=at, fields=fields)
            tell_organ(consultation, "有一件征求意见等批准", *APPROVERS, at=at)
    return consultation


@transaction.atomic
def approve(consultation: Consultation, *, actor: Actor, at: datetime) -> Consultation:
    """Whoever approves a shorter period is on record for it. Raises ``NotAllowed`` for whoever drafted it."""
    fields = {"shortener_id": actor.id} if consultation.is_shortened else {}
    move(consultation, "approve", actor=actor, at=at, fields=fields)
    tell_organ(consultation, "有一件征求意见等发布", *PUBLISHERS, at=at)
    return consultation


@transaction.atomic
def send_back(consultation: Consultation, *, reason: str, actor: Actor, at: datetime) -> Consultation:
    move(consultation, "send_back", actor=actor, at=at, reason=reason)
    tell_organ(consultation, "征求意见被退回修改", *DRAFTERS, at=at)
    return consultation


def exempt(
    consultation: Consultation, *, exclusion: str, exclusion_basis: str, actor: Actor, at: datetime
) -> Consultation:
    """One of the three kinds the procedure does not apply to, with its basis (law.md C17). Raises ``InvalidInput``."""
    require_move(consultation, "exempt", actor=actor)
    clean = checked(EXEMPTION, {"exclusion": exclusion, "exclusion_basis": exclusion_basis})
    with transaction.atomic():
        move(consultation, "exempt", actor=actor, at=at, fields=clean)
        clocks.stop(consultation, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return consultation
