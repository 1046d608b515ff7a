"""登记: within one transaction the ticket has an organ, a first responder, and its clocks run."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.screening.services import refuse_marks
from sentiment.tickets import clocks, fields
from sentiment.tickets.models import Ticket
from sentiment.tickets.services.finding import columns, facts_of, found
from sentiment.tickets.services.telling import tell_responsible
from sentiment.tickets.states import REGISTRARS


def register(
    *,
    organ: Organ,
    values: Mapping[str, Any],
    concerned: Sequence[Organ] = (),
    lead: Organ | None = None,
    policy: Document | None = None,
    actor: Actor,
    at: datetime,
) -> Ticket:
    """Enter what became known; ``organ`` is whose people register it. The clocks run from ``values["known_at"]``.

    Raises ``NotAllowed`` or ``InvalidInput``, also for 密级标志 and while no rule names who answers.
    """
    require(actor, REGISTRARS, organ, doing="登记舆情")
    clean = fields.read(values, at=at)
    refuse_marks(fields.parts(clean, fields.REGISTER), doing="登记舆情", actor=actor, at=at)
    return store(organ, clean, concerned=concerned, lead=lead, policy=policy, act="register", actor=actor, at=at)


@transaction.atomic
def store(
    reporter: Organ,
    clean: Mapping[str, Any],
    *,
    concerned: Sequence[Organ],
    lead: Organ | None,
    policy: Document | None,
    act: str,
    actor: Actor,
    at: datetime,
) -> Ticket:
    """The same for values that were checked before."""
    if policy is not None and not policy.is_public:
        raise InvalidInput({"policy": "请选已经公开的政策文件"})
    finding = found(facts_of(clean, concerned=concerned, lead=lead, policy=policy))
    ticket = Ticket(
        reporter=reporter,
        registrar_name=actor.name,
        registered_at=at,
        policy=policy,
        **columns(finding, at=at),
        **clean,
    )
    ticket.save(force_insert=True)
    ticket.concerned.set(concerned)
    after = {name: value for name, value in clean.items() if value not in ("", None, False)}
    after |= {"organ": finding.organ.name, "rule": finding.rule.code}
    after |= {"concerned": [row.name for row in concerned]} if concerned else {}
    record(act=act, subject=ticket, actor=actor, at=at, after=after)
    clocks.reset(ticket, why="登记", actor=actor, at=at)
    tell_responsible(ticket, f"新登记{ticket.get_level_display()}舆情", at=at)
    return ticket
