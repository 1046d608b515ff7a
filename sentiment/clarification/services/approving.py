"""报批, 审批: whoever the table of rules asks for (S2-8.6)."""

from datetime import datetime

from django.db import transaction

from portal.accounts.states import Role
from portal.actors import Actor
from portal.field_table import checked
from portal.workflow import move, require_move
from sentiment.clarification.fields import CITY
from sentiment.clarification.gates import needs_city, needs_head
from sentiment.clarification.models import Clarification
from sentiment.clarification.services.drafting import UNAPPROVED
from sentiment.clarification.services.telling import tell_people
from sentiment.clarification.states import DRAFTERS, PUBLISHERS


@transaction.atomic
def submit(row: Clarification, *, actor: Actor, at: datetime) -> Clarification:
    """Hand it to those who must approve. Raises ``Blocked`` while another organ has not agreed."""
    move(row, "submit", actor=actor, at=at)
    _tell_next(row, at=at)
    return row


@transaction.atomic
def approve_head(row: Clarification, *, actor: Actor, at: datetime) -> Clarification:
    """The head of the organ answers for it (S2-8.6.2a)."""
    fields = {"head_approved_by": actor.name, "head_approved_at": at}
    move(row, "approve_head", actor=actor, at=at, fields=fields, derived={"head_approver_id": actor.id})
    _tell_next(row, at=at)
    return row


@transaction.atomic
def approve_city(row: Clarification, *, city_approval: str, actor: Actor, at: datetime) -> Clarification:
    """The city government approved (S2-8.6.1, S2-8.6.2c); ``city_approval`` is the paper or the word it stands on."""
    require_move(row, "approve_city", actor=actor)
    fields = checked(CITY, {"city_approval": city_approval}) | {"city_approved_by": actor.name, "city_approved_at": at}
    move(row, "approve_city", actor=actor, at=at, fields=fields)
    _tell_next(row, at=at)
    return row


@transaction.atomic
def send_back(row: Clarification, *, reason: str, actor: Actor, at: datetime) -> Clarification:
    """To be written anew: what was approved before no longer counts."""
    move(row, "send_back", actor=actor, at=at, reason=reason, fields=UNAPPROVED, derived={"head_approver_id": None})
    tell_people(row, row.organ, "澄清被退回修改", *DRAFTERS, at=at)
    return row


def _tell_next(row: Clarification, *, at: datetime) -> None:
    if needs_head(row):
        tell_people(row, row.organ, "澄清等您审批", Role.HEAD, at=at)
    elif needs_city(row):
        tell_people(row, None, "澄清等市政府批准", Role.OFFICE_APPROVER, at=at)
    else:
        tell_people(row, row.organ, "澄清已经批准，请马上发布", *PUBLISHERS, at=at)
