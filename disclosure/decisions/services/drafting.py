"""建议: the matter, what it stands on, the document it will come out as."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.consultations.models import Consultation
from disclosure.consultations.states import State as ConsultationState
from disclosure.decisions.fields import DECISION
from disclosure.decisions.models import CatalogueItem, Decision
from disclosure.decisions.parts import parts_of, typed
from disclosure.decisions.services.telling import tell_organ
from disclosure.decisions.states import APPROVERS, BEFORE, DRAFTERS, State
from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import STATUTORY_KINDS
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.models import Finding
from portal.workflow import edit, touch


def create(
    *,
    organ: Organ,
    decider: Organ,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    item: CatalogueItem | None = None,
) -> Decision:
    """Propose a matter: ``organ`` carries it out, ``decider`` decides, one of the six kinds the rule binds (S0-4.2);
    ``values`` has keys of ``DECISION``.

    Raises ``NotAllowed`` or ``InvalidInput``, also for 密级标志.
    """
    require(actor, DRAFTERS, organ, doing="提出决策建议")
    if actor.id is None:
        raise NotAllowed("决策建议要由人提出。")
    if decider.kind not in STATUTORY_KINDS:
        raise InvalidInput({"decider": "只有行政机关和授权组织能作决策"})
    clean = checked(DECISION, {"title": "", "category": ""} | dict(values))
    screening.refuse_marks(typed(clean), doing="提出决策建议", actor=actor, at=at)
    with transaction.atomic():
        row = Decision(organ=organ, decider=decider, item=item, drafter_id=actor.id, **clean)
        row.save(force_insert=True)
        after = {"title": row.title, "organ": organ.name, "decider": decider.name, "category": row.category}
        record(act="create", subject=row, actor=actor, at=at, after=after)
        screening.screen(row, parts_of(row), at=at)
        tell_organ(row, "有一件重大行政决策建议等决定启动", *APPROVERS, at=at)
    return row


def no_pen(decision: Decision, actor: Actor) -> str:
    """Why this actor may not write the proposal, in Chinese; empty when it is allowed."""
    if decision.state != State.PROPOSED:
        return "启动以前才能修改。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员起草。"


def change(decision: Decision, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Decision:
    """Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if why := no_pen(decision, actor):
        raise NotAllowed(why)
    clean = checked(DECISION, values)
    screening.refuse_marks(typed(clean), doing="提出决策建议", actor=actor, at=at)
    with transaction.atomic():
        edit(decision, clean, act="change", actor=actor, at=at, derived={"drafter_id": actor.id})
        screening.screen(decision, parts_of(decision), at=at)
    return decision


def not_to_link(decision: Decision, actor: Actor) -> str:
    """Why this actor may not say what belongs to the decision, in Chinese; empty when it is allowed."""
    if decision.state not in BEFORE:
        return "启动以后、公布以前才能关联。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员关联。"


@transaction.atomic
def link_consultation(decision: Decision, *, consultation: Consultation, actor: Actor, at: datetime) -> Decision:
    """This consultation asked the public about the decision. Raises ``InvalidInput`` for a cancelled one and for one of
    an organ that neither carries out nor decides."""
    if why := not_to_link(decision, actor):
        raise NotAllowed(why)
    if consultation.organ_id not in (decision.organ_id, decision.decider_id):
        raise InvalidInput({"consultation": "只能关联承办单位、决策机关的征求意见"})
    if consultation.state == ConsultationState.CANCELLED:
        raise InvalidInput({"consultation": "这次征求意见已经取消"})
    touch(decision)
    decision.consultations.add(consultation)
    after = {"consultation": consultation.title}
    record(act="link_consultation", subject=decision, actor=actor, at=at, after=after)
    return decision


def link_document(decision: Decision, *, document: Document, actor: Actor, at: datetime) -> Decision:
    """The decision comes out as this document, which is not signed before the meeting agreed. Raises
    ``InvalidInput``."""
    if why := not_to_link(decision, actor):
        raise NotAllowed(why)
    if document.organ_id not in (decision.organ_id, decision.decider_id):
        raise InvalidInput({"document": "只能选承办单位、决策机关的文件"})
    if Decision.objects.filter(document=document).exclude(pk=decision.pk).exists():
        raise InvalidInput({"document": "这份文件已经是另一件决策的文件"})
    edit(decision, {"document": document}, act="link_document", actor=actor, at=at)
    return decision


@transaction.atomic
def settle_findings(
    subject: Decision, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str
) -> Decision:
    """Decide about what the screening found; what is to go out is written anew. Raises as ``keep`` of the screening."""
    organ = subject.organ.heir()
    screening.keep(subject, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return subject
