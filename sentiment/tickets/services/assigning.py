"""Who answers: the map of the 26 fields, and a finding of the rules set aside with a reason."""

from datetime import datetime

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.domains import Domain
from portal.errors import InvalidInput, StaleState
from portal.workflow import edit
from sentiment.tickets import clocks, rules, selectors
from sentiment.tickets.models import DomainDuty, Ticket
from sentiment.tickets.services.telling import tell_responsible


@transaction.atomic
def assign_domain(*, domain: str, organ: Organ, actor: Actor, at: datetime) -> DomainDuty:
    """Say which department answers for a field (S0-3.6a). Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, [Role.OVERSIGHT], None, doing="确定领域责任单位")
    if domain not in Domain.values:
        raise InvalidInput({"domain": "请选领域"})
    before = DomainDuty.objects.filter(domain=domain).select_related("organ").first()
    duty, _ = DomainDuty.objects.update_or_create(domain=domain, defaults={"organ": organ})
    told = {"domain": Domain(domain).label, "organ": organ.name}
    earlier = {"organ": before.organ.name} if before else {}
    record(act="assign_domain", subject=duty, actor=actor, at=at, before=earlier, after=told)
    return duty


@transaction.atomic
def override(ticket: Ticket, *, organ: Organ, reason: str, actor: Actor, at: datetime) -> Ticket:
    """政务公开办 names another organ than the rules did; its clocks run from the same moment.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    require(actor, [Role.OVERSIGHT], ticket.organ, doing="指定责任单位")
    if not ticket.is_running:
        raise StaleState
    if not reason.strip():
        raise InvalidInput({"reason": "请写明为什么不按规则判定"})
    if organ.pk == ticket.organ_id:
        raise InvalidInput({"organ": "现在就是这个单位"})
    changes = {
        "organ": organ,
        "rule": rules.OVERRIDDEN,
        "why": f"政务公开办指定：{reason.strip()}"[:500],
        "responder": selectors.responder_of(organ, (Role.HEAD,), at=at),
    }
    edit(ticket, changes, act="override", actor=actor, at=at, reason=reason.strip())
    clocks.reset(ticket, why="责任单位改变", actor=actor, at=at)
    tell_responsible(ticket, "舆情转由本单位负责", at=at)
    return ticket
