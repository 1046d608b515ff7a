"""送审, 保密审查, 签发并发布, 撤回."""

from datetime import datetime

from django.db import transaction

from portal.actors import Actor, ActorKind
from portal.search.services import queue
from portal.workflow import move
from sentiment.responses.codes import Form
from sentiment.responses.models import Response
from sentiment.tickets import services as tickets


def submit(response: Response, *, actor: Actor, at: datetime) -> Response:
    """Hand it to review. Raises ``Blocked`` while something is missing."""
    derived = {} if response.drafter_id or actor.kind is not ActorKind.USER else {"drafter_id": actor.id}
    move(response, "submit", actor=actor, at=at, derived=derived)
    return response


def clear(response: Response, *, actor: Actor, at: datetime) -> Response:
    """Secrecy review before publication. Raises ``Blocked``."""
    move(response, "clear", actor=actor, at=at, derived={"clearer_id": actor.id})
    return response


def send_back(response: Response, *, reason: str, actor: Actor, at: datetime) -> Response:
    """To be put right; the clocks of the ticket run on."""
    move(response, "send_back", actor=actor, at=at, reason=reason, derived={"clearer_id": None})
    return response


@transaction.atomic
def publish(response: Response, *, actor: Actor, at: datetime) -> Response:
    """Show it; the clock whose duty it fulfils ends at this moment, that of a press conference when it was held.

    Raises ``Blocked``.
    """
    move(response, "publish", actor=actor, at=at, fields={"published_at": at})
    held_at = response.held_at if response.form == Form.CONFERENCE else None
    tickets.note_answer(response.ticket, published_at=at, held_at=held_at, actor=actor, at=at)
    queue(response)
    return response


@transaction.atomic
def withdraw(response: Response, *, reason: str, actor: Actor, at: datetime) -> Response:
    """Take it down; the page says when and why."""
    fields = {"withdrawn_at": at, "withdrawn_reason": reason.strip()}
    move(response, "withdraw", actor=actor, at=at, reason=reason, fields=fields)
    queue(response)
    return response
