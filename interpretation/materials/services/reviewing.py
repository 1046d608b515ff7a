"""主要负责人审定, 合法性审查, 退回, 延迟."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.documents.states import State
from interpretation.judging.rules import explaining_organ
from interpretation.materials import gates
from interpretation.materials.codes import ReturnReason
from interpretation.materials.fields import LEGALITY, SIGN_OFF
from interpretation.materials.models import Material, Plan
from interpretation.materials.services.rechecking import CLEARED, UNDONE, essence_now
from interpretation.materials.services.writing import tell_material
from interpretation.materials.states import EXAMINERS, SIGNERS_OFF, WRITERS
from portal import typed_text
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.workflow import move, require_move

NOTE_LENGTH = 1000
DELAY_LENGTH = 300


@transaction.atomic
def approve(material: Material, *, actor: Actor, at: datetime) -> Material:
    """审定 by the head of the organ: the explanation and, with it, the plan (S0-2.7.2).

    The explanation of an important normative document goes on to the examination of legality (S0-2.7.3c).
    """
    act = "approve_major" if gates.is_major(material) else "approve"
    fields = {"approved_at": at, "return_reason": "", "return_note": "", "recheck_at": None}
    derived = {"approver_id": actor.id, "essence": essence_now(material)}
    move(material, act, actor=actor, at=at, fields=fields, derived=derived)
    Plan.objects.filter(document=material.document, approved_at=None).update(approved_by=actor.name, approved_at=at)
    if act == "approve_major":
        tell_material(material, "有一份政策解读待合法性审查", *EXAMINERS, at=at)
    else:
        _lay_before_leader(material, at)
    return material


def _lay_before_leader(material: Material, at: datetime) -> None:
    """市政府办将文件、方案、材料呈市政府负责同志审签."""
    if gates.needs_sign_off(material):
        tell_material(material, "有一份政策解读待市政府负责同志审签", *SIGNERS_OFF, at=at)


@transaction.atomic
def pass_legality(
    material: Material, *, legality_organ: str, legality_opinion: str, actor: Actor, at: datetime
) -> Material:
    """Enter what the office for legal affairs found. An opinion against it goes with ``send_back``.

    Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.
    """
    require_move(material, "pass_legality", actor=actor)
    clean = checked(LEGALITY, {"legality_organ": legality_organ, "legality_opinion": legality_opinion})
    move(material, "pass_legality", actor=actor, at=at, fields=clean | {"legality_at": at})
    _lay_before_leader(material, at)
    return material


@transaction.atomic
def sign_off(material: Material, *, signed_off_by: str, actor: Actor, at: datetime) -> Material:
    """审签: a leader of the city saw plan and explanation together with the document (S0-2.7.3a).

    ``signed_off_by`` is who that was, by office and name. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.
    """
    require_move(material, "sign_off", actor=actor)
    clean = checked(SIGN_OFF, {"signed_off_by": signed_off_by})
    move(material, "sign_off", actor=actor, at=at, fields=clean | {"signed_off_at": at})
    return material


@transaction.atomic
def send_back(material: Material, *, reason_code: str, note: str, actor: Actor, at: datetime) -> Material:
    """Back to the writer with a reason of the list (S3-3.3.1c); the plan can be changed again."""
    if reason_code not in ReturnReason.values:
        raise InvalidInput({"reason_code": "请选退回的原因"})
    words = typed_text.paragraphs(note)
    if fault := typed_text.fault(words, label="说明", at_most=NOTE_LENGTH, required=reason_code == ReturnReason.OTHER):
        raise InvalidInput({"note": fault})
    label = ReturnReason(reason_code).label
    move(
        material,
        "send_back",
        actor=actor,
        at=at,
        reason=f"{label}：{words}" if words else label,
        fields={"return_reason": reason_code, "return_note": words, **UNDONE},
        derived=CLEARED,
    )
    Plan.objects.filter(document=material.document).update(approved_by="", approved_at=None)
    tell_material(material, "有一份政策解读被退回，要改好再送审定", *WRITERS, at=at)
    return material


def no_delayer(document: Document, actor: Actor) -> str:
    """Why this actor may not settle a delay, in Chinese; empty when it is allowed."""
    plan = getattr(document, "interpretation_plan", None)
    if plan is None:
        return "先编解读方案。"
    if plan.delay_reason:
        return "已经同意延迟。"
    if document.published_at is not None or document.state in {State.WITHDRAWN, State.CANCELLED, State.FILED}:
        return "文件公布以前才能同意延迟。"
    organ = explaining_organ(document)
    may = rules.holds(actor, (Role.HEAD,), organ.pk)
    return "" if may else f"解读能不能延迟，由{organ.short_name}主要负责人决定。"


@transaction.atomic
def delay(document: Document, *, reason: str, actor: Actor, at: datetime) -> Plan:
    """特殊情况需完善的 (S0-2.7.4b): the document may go out first, the explanation follows within three working days.

    The explanation has to be begun already. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    plan = Plan.objects.select_for_update().filter(document=document).first()
    if plan is None:
        raise StaleState
    plan.document = document  # what is held of it may be older
    if why := no_delayer(document, actor):
        raise NotAllowed(why)
    words = typed_text.line(reason)
    if fault := typed_text.fault(words, label="延迟的理由", at_most=DELAY_LENGTH, required=True):
        raise InvalidInput({"reason": fault})
    if not Material.objects.living().filter(document=document).exists():
        raise InvalidInput({"reason": "解读材料还没有起草：同步起草以后，才能同意延迟发布"})
    plan.delay_reason, plan.delayed_by, plan.delayed_at = words, actor.name, at
    plan.save(update_fields=["delay_reason", "delayed_by", "delayed_at"])
    record(act="delay", subject=document, actor=actor, at=at, reason=words)
    return plan
