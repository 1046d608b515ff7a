"""Who handles a case and who may know of it: claim, assign, stand in, identity, restrict."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.rules import require
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.workflow import edit
from requests_app.cases.models import DisclosureRequest, StandIn
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import CLOSED, DRAFTERS, RECEIVERS, ShownPaper

_MANAGERS = (Role.DISCLOSURE_HEAD,)


@transaction.atomic
def claim(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """Take a case nobody handles. Raises ``DomainError`` when somebody does."""
    require(actor, DRAFTERS, request.organ.heir(), doing="认领申请")
    if request.state in CLOSED:
        raise DomainError("已经办结，不用再认领。")
    if request.handler_id is not None:
        raise DomainError(f"这件申请由{request.handler}经办。要接手请让公开工作机构负责人移交。")
    edit(request, {"handler": User.objects.get(pk=actor.id or 0)}, act="claim", actor=actor, at=at)
    return request


@transaction.atomic
def assign(request: DisclosureRequest, *, handler: User, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """Give the case to somebody, or hand it over: by whoever handles it, or by the head of the disclosure office."""
    organ = request.organ.heir()
    if actor.id != request.handler_id:
        require(actor, _MANAGERS, organ, doing="指定、移交经办人")
    if request.state in CLOSED:
        raise DomainError("已经办结，不用再移交。")
    if not any(actor_of(handler, at=at).holds(role, organ.pk) for role in DRAFTERS):
        raise InvalidInput({"handler": f"{handler}在{organ.short_name}没有经办的任命"})
    edit(request, {"handler": handler}, act="assign", actor=actor, at=at, reason=reason)
    tell_organ(request, "有一件申请交给您办理", at=at, people=[handler])
    return request


def note_opened(request: DisclosureRequest, *, actor: Actor, at: datetime) -> None:
    """The first time somebody of the organ looks at the case; what nobody opened is an alarm of its own."""
    if request.first_opened_at is not None or not any(actor.holds(role, request.acting_organ_id) for role in RECEIVERS):
        return
    with transaction.atomic():
        first = DisclosureRequest.objects.filter(pk=request.pk, first_opened_at=None).update(first_opened_at=at)
        if first:
            record(act="open_case", subject=request, actor=actor, at=at)
    request.first_opened_at = at


@transaction.atomic
def check_identity(
    request: DisclosureRequest, *, shown: str, checked_on: date, matches: bool, actor: Actor, at: datetime
) -> DisclosureRequest:
    """核实身份 at the counter, where that is necessary: which paper was shown, on what day, and whether it agrees with
    the request. A record only; nothing of the paper is written down. Raises ``InvalidInput``."""
    require(actor, RECEIVERS, request.organ.heir(), doing="登记核实身份")
    if shown not in ShownPaper.values:
        raise InvalidInput({"shown": "请选择出示的证件"})
    if checked_on > local(at).date() or checked_on < local(request.submitted_at).date():
        raise InvalidInput({"checked_on": "请填写提交申请以后、今天以前（含今天）的日子"})
    found = "和申请一致" if matches else "和申请不一致"
    said = f"{checked_on}核对{ShownPaper(shown).label}，{found}"
    record(act="check_identity", subject=request, actor=actor, at=at, reason=said)
    return request


@transaction.atomic
def restrict(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """限制知悉: from now on only the handler and those who answer for the case see it."""
    return _set_restriction(request, reason, is_restricted=True, actor=actor, at=at)


@transaction.atomic
def unrestrict(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    return _set_restriction(request, reason, is_restricted=False, actor=actor, at=at)


def _set_restriction(
    request: DisclosureRequest, reason: str, *, is_restricted: bool, actor: Actor, at: datetime
) -> DisclosureRequest:
    require(actor, _MANAGERS, request.organ.heir(), doing="限制知悉范围")
    if not reason.strip():
        raise InvalidInput({"reason": "请写明理由"})
    changes = {"is_restricted": is_restricted, "restriction_reason": reason.strip() if is_restricted else ""}
    act = "restrict" if is_restricted else "unrestrict"
    edit(request, changes, act=act, actor=actor, at=at, reason=reason.strip())
    return request


@transaction.atomic
def set_stand_in(*, absent: User, deputy: User, starts_on: date, ends_on: date, actor: Actor, at: datetime) -> StandIn:
    """Whose tasks go to whom while somebody is away: set by the person, or by the head of the disclosure office."""
    organs = actor_of(absent, at=at).organ_ids()
    if actor.id != absent.pk and not any(actor.holds(Role.DISCLOSURE_HEAD, organ) for organ in organs):
        raise NotAllowed("请假代办由本人或者公开工作机构负责人登记。")
    faults = {
        "ends_on": "结束日期不能早于开始日期" if ends_on < starts_on else "",
        "deputy": _deputy_fault(absent, deputy, organs, at),
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    row = StandIn.objects.create(absent=absent, deputy=deputy, starts_on=starts_on, ends_on=ends_on)
    after = {"absent": str(absent), "deputy": str(deputy), "starts_on": starts_on, "ends_on": ends_on}
    record(act="set_stand_in", subject=row, actor=actor, at=at, after=after)
    return row


def _deputy_fault(absent: User, deputy: User, organs: frozenset[int], at: datetime) -> str:
    if absent.pk == deputy.pk:
        return "代办人不能是本人"
    held = actor_of(deputy, at=at)
    return "" if any(held.holds(role, organ) for role in DRAFTERS for organ in organs) else "代办人没有经办的任命"
