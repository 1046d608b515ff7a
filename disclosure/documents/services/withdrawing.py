"""Off the page again: the text goes at once, the page stays and says what happened."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from disclosure.documents import companions
from disclosure.documents.codes import RelationKind
from disclosure.documents.models import Document, DocumentRelation
from disclosure.documents.rules import day_of
from disclosure.documents.services import clocks
from disclosure.documents.services.correcting import abandon_open_correction
from disclosure.documents.services.showing import show_anew
from disclosure.documents.services.telling import tell_next
from portal.actors import Actor
from portal.errors import InvalidInput
from portal.workflow import move, require_move

REASON_LENGTH = 1000


@transaction.atomic
def recall(document: Document, *, reason: str, actor: Actor, at: datetime, hides_title: bool = False) -> Document:
    """召回 soon after publication, to be reworked and published again; a new clock runs from that day.

    ``hides_title``: the title itself must not be seen until then.
    """
    _take_down(document, "recall", reason, {"hides_title": hides_title}, actor=actor, at=at)
    clocks.start_publication(document, start=day_of(at), actor=actor, at=at)
    return document


@transaction.atomic
def rework(document: Document, *, actor: Actor, at: datetime) -> Document:
    """Give a recalled document back to its drafter; the public page keeps saying that it was recalled."""
    move(document, "rework", actor=actor, at=at)
    tell_next(document, at=at)
    return document


@transaction.atomic
def withdraw(
    document: Document,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
    successor: Document | None = None,
    hides_title: bool = False,
) -> Document:
    """撤回 with its public reason and, if there is one, the document that takes its place.

    ``hides_title``: the title itself must not be seen any more. Raises ``InvalidInput`` for a successor that is not
    public.
    """
    require_move(document, "withdraw", actor=actor)
    if successor is not None and (successor.pk == document.pk or not successor.is_public):
        raise InvalidInput({"successor": "替代文件要先发布，才能写在撤回说明里"})
    fields = {"hides_title": hides_title, "successor": successor}
    _take_down(document, "withdraw", reason, fields, actor=actor, at=at)
    if successor is not None:
        DocumentRelation.objects.get_or_create(source=successor, target=document, kind=RelationKind.REPLACES)
        show_anew(successor, at=at)
    clocks.stop_clocks(document, clocks.PENALTY_WITHDRAW, actor=actor, at=at)
    clocks.give_up_publication(document, actor=actor, at=at)
    return document


def _take_down(
    document: Document, act: str, reason: str, fields: Mapping[str, object], *, actor: Actor, at: datetime
) -> None:
    if len(reason) > REASON_LENGTH:
        raise InvalidInput({"reason": f"理由最多{REASON_LENGTH}个字"})
    down = {"taken_down_at": at, "taken_down_reason": reason.strip(), "correction_state": ""}
    move(document, act, actor=actor, at=at, reason=reason, fields=down | dict(fields))
    abandon_open_correction(document, actor=actor, at=at)
    show_anew(document, at=at)
    companions.follow(document, act, actor=actor, at=at)


@transaction.atomic
def report_overturned(document: Document, *, overturned_on: date, reason: str, actor: Actor, at: datetime) -> Document:
    """The licence or penalty was changed, revoked or found unlawful: its page must come down in time (S3-2.5b)."""
    require_move(document, "report_overturned", actor=actor)
    if overturned_on > day_of(at):
        raise InvalidInput({"overturned_on": "变更、撤销的日期不能晚于今天"})
    move(document, "report_overturned", actor=actor, at=at, reason=reason)
    clocks.start_clock(document, clocks.PENALTY_WITHDRAW, start=overturned_on, actor=actor, at=at)
    return document
