"""起草, 修改, 作废."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts import rules
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import NotAllowed, StaleState
from portal.field_table import checked
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.workflow import move, touch
from sentiment.responses import gates
from sentiment.responses.fields import ALWAYS, FIELDS
from sentiment.responses.models import Response
from sentiment.responses.states import DRAFTERS, ResponseState
from sentiment.tickets.fields import parts
from sentiment.tickets.models import Ticket
from sentiment.tickets.states import TicketState

_OPEN = (TicketState.MONITORING, TicketState.CONSULTING, TicketState.JUDGED, TicketState.RESPONDING)


def no_draft(ticket: Ticket, actor: Actor) -> str:
    """Why this actor may not begin an answer, in Chinese; empty when allowed. A text may be prepared early."""
    if ticket.state not in _OPEN:
        return "受理以后、办结以前才能起草回应。"
    return "" if rules.holds(actor, DRAFTERS, ticket.organ_id) else "起草回应要由第一责任主体的经办人或者信息员办理。"


def draft(ticket: Ticket, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Response:
    """Begin an answer. Raises ``NotAllowed`` or ``InvalidInput``, also for 密级标志."""
    if why := no_draft(ticket, actor):
        raise NotAllowed(why)
    clean = checked(FIELDS, ALWAYS | dict(values))
    refuse_marks(parts(clean, FIELDS), doing="起草舆情回应", actor=actor, at=at)
    return _draft(ticket, clean, actor=actor, at=at)


@transaction.atomic
def _draft(ticket: Ticket, clean: Mapping[str, Any], *, actor: Actor, at: datetime) -> Response:
    drafter = actor.id if actor.kind is ActorKind.USER else None
    response = Response(ticket=ticket, organ=ticket.organ.heir(), drafter_id=drafter, drafted_at=at, **clean)
    response.save(force_insert=True)
    record(act="draft", subject=response, actor=actor, at=at, after=_noted(clean) | {"ticket": ticket.number})
    screen(response, gates.texts(response), at=at)
    return response


def _noted(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the trail keeps them for ever: without the personal data somebody typed among the words."""
    return {name: redacted(value) if isinstance(value, str) else value for name, value in values.items()}


def no_pen(response: Response, actor: Actor) -> str:
    """Why this actor may not change the text, in Chinese; empty when allowed."""
    if response.state != ResponseState.DRAFT:
        return "起草的时候才能修改。"
    return "" if rules.holds(actor, DRAFTERS, response.organ_id) else "修改要由本单位经办人或者信息员办理。"


def change(response: Response, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Response:
    """Put a draft right; the word other organs gave about the former text lapses with it.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    if response.state != ResponseState.DRAFT:
        raise StaleState
    if why := no_pen(response, actor):
        raise NotAllowed(why)
    clean = checked(FIELDS, ALWAYS | dict(values))
    refuse_marks(parts(clean, FIELDS), doing="修改舆情回应", actor=actor, at=at)
    return _change(response, clean, actor=actor, at=at)


@transaction.atomic
def _change(response: Response, clean: Mapping[str, Any], *, actor: Actor, at: datetime) -> Response:
    changed = {name: value for name, value in clean.items() if getattr(response, name) != value}
    earlier = {name: getattr(response, name) for name in changed}
    touch(response, changed)
    record(act="change", subject=response, actor=actor, at=at, before=_noted(earlier), after=_noted(changed))
    screen(response, gates.texts(response), at=at)
    return response


def cancel(response: Response, *, reason: str, actor: Actor, at: datetime) -> Response:
    """Nothing of it was or will be public."""
    move(response, "cancel", actor=actor, at=at, reason=reason)
    return response
