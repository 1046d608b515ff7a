"""需经批准的信息: proposed by the rules, confirmed by a person, registered when it was given (S2-1.14b, S2-7.6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination import gates
from disclosure.coordination.fields import APPROVAL, NEED, RULE
from disclosure.coordination.models import Approval, ApprovalRule
from disclosure.coordination.services.naming import require_before_release
from disclosure.coordination.services.telling import tell_proposed
from disclosure.coordination.states import ApprovalState
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.workflow import move, require_move

PROPOSED = ApprovalState.PROPOSED
_TEXT_CHANGED = "稿子改动了实质内容，要重新确认"


def propose_approvals(document: Any, *, at: datetime) -> list[Approval]:
    """What the rules say about a document that is handed over for checking; rules that spoke before say nothing new."""
    known = set(document.approvals_needed.values_list("category", flat=True))
    fitting = [
        rule
        for rule in ApprovalRule.objects.filter(is_active=True).exclude(category__in=known)
        if rule.fits(kind=document.kind, title=document.title)
    ]
    return [_propose(document, rule.category, rule.authority, rule.basis, actor=SYSTEM, at=at) for rule in fitting]


def _propose(
    document: Any, category: str, authority: str, basis: str, *, actor: Actor, at: datetime, state: str = PROPOSED
) -> Approval:
    approval = Approval(
        state=state,
        document=document,
        organ=document.responsible_organ,
        category=category,
        authority=authority,
        basis=basis,
        proposed_at=at,
    )
    approval.save(force_insert=True)
    after = {"category": category, "authority": authority}
    record(act="propose_approval", subject=approval, actor=actor, at=at, after=after)
    if state == PROPOSED:
        tell_proposed(approval, at=at)
    return approval


@transaction.atomic
def require_approval(document: Any, *, category: str, authority: str, actor: Actor, at: datetime) -> Approval:
    """A person sees the need where no rule does; it counts as confirmed. Raises ``InvalidInput``."""
    require_before_release(document, actor, doing="登记需要批准")
    clean = checked(NEED, {"category": category, "authority": authority})
    if document.approvals_needed.filter(category=clean["category"]).exists():
        raise InvalidInput({"category": "这一类已经登记过了"})
    needed = ApprovalState.NEEDED
    return _propose(document, clean["category"], clean["authority"], "", actor=actor, at=at, state=needed)


@transaction.atomic
def confirm(approval: Approval, *, actor: Actor, at: datetime) -> Approval:
    """The document does need the approval."""
    move(approval, "confirm", actor=actor, at=at)
    return approval


@transaction.atomic
def waive(approval: Approval, *, reason: str, actor: Actor, at: datetime) -> Approval:
    """The rule's words do not fit this document: no approval is needed, for the reason given."""
    derived = {"essence": gates.essence_of(approval.document)}
    move(approval, "waive", actor=actor, at=at, reason=reason, fields={"note": reason.strip()}, derived=derived)
    return approval


@transaction.atomic
def approve(approval: Approval, *, actor: Actor, at: datetime, **values: Any) -> Approval:
    """Register who approved, under which number, on which day. Raises ``InvalidInput``."""
    require_move(approval, "approve", actor=actor)
    clean = checked(APPROVAL, {"approved_by": "", "approval_number": "", "approved_on": None} | values)
    if clean["approved_on"] is None:
        raise InvalidInput({"approved_on": "请填写批准日期"})
    if clean["approved_on"] > local(at).date():
        raise InvalidInput({"approved_on": "批准日期不能晚于今天"})
    derived = {"essence": gates.essence_of(approval.document)}
    move(approval, "approve", actor=actor, at=at, fields=clean, derived=derived)
    return approval


@transaction.atomic
def refuse(approval: Approval, *, reason: str, actor: Actor, at: datetime) -> Approval:
    """The approval was asked for and not given: the document cannot be released."""
    move(approval, "refuse", actor=actor, at=at, reason=reason, fields={"note": reason.strip()})
    return approval


def reopen_approvals(document: Any, essence: str, *, at: datetime) -> None:
    """What was approved, or thought to need no approval, was another text."""
    settled = (ApprovalState.APPROVED, ApprovalState.NOT_NEEDED)
    for approval in document.approvals_needed.filter(state__in=settled).exclude(essence=essence):
        move(approval, "reopen", actor=SYSTEM, at=at, reason=_TEXT_CHANGED)
        tell_proposed(approval, at=at)


# --- the rules -------------------------------------------------------------------------------------------


@transaction.atomic
def set_rule(*, values: Mapping[str, Any], actor: Actor, at: datetime) -> ApprovalRule:
    """A new category that needs approval. Raises ``NotAllowed`` or ``InvalidInput``."""
    clean = _rule_values(values, actor)
    if ApprovalRule.objects.filter(category=clean["category"]).exists():
        raise InvalidInput({"category": "这一类已经有了"})
    row = ApprovalRule(**clean)
    row.save(force_insert=True)
    record(act="set_rule", subject=row, actor=actor, at=at, after=clean)
    return row


@transaction.atomic
def edit_rule(row: ApprovalRule, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> ApprovalRule:
    """Change a category; documents already proposed keep what they were proposed under."""
    clean = _rule_values(values, actor)
    if ApprovalRule.objects.filter(category=clean["category"]).exclude(pk=row.pk).exists():
        raise InvalidInput({"category": "这一类已经有了"})
    before = {name: getattr(row, name) for name in clean}
    for name, value in clean.items():
        setattr(row, name, value)
    row.save(update_fields=list(clean))
    record(act="edit_rule", subject=row, actor=actor, at=at, before=before, after=clean)
    return row


def _rule_values(values: Mapping[str, Any], actor: Actor) -> dict[str, Any]:
    require(actor, (Role.OVERSIGHT,), None, doing="管理需经批准的类别")
    clean = checked(RULE, {"category": "", "authority": ""} | dict(values))
    if not (clean.get("kinds") or clean.get("keywords")):
        raise InvalidInput({"keywords": "标题里的词、公文种类至少填一样"})
    return clean
