"""救济登记: registered on arrival, answered in time, closed with its result; an order opens the case again."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close as close_clock
from portal.deadlines.services import open_deadline
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import Field, checked, choice, day, flag, line, paragraphs
from portal.subjects import ref
from portal.workflow import move
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant, tell_organ
from requests_app.cases.states import State
from requests_app.remedies.models import Remedy
from requests_app.remedies.moves import REGISTRARS
from requests_app.remedies.states import RemedyKind, RemedyState, Result
from requests_app.serving.selectors import was_answered

REBUTTAL = "REVIEW_REBUTTAL"
REDO_AT_MOST = 60
"""Working days; what decisions and judgments set lies well below."""

_FROM_OUTSIDE = [kind for kind in RemedyKind.values if kind != RemedyKind.OWN_ERROR]
_REGISTER = {
    "kind": Field("种类", choice(_FROM_OUTSIDE, required=True)),
    "authority": Field("办理机关", line(100, required=True)),
    "case_number": Field("案号", line(60)),
    "accepted_on": Field("受理日", day),
    "served_on": Field("收到副本的日子", day),
}
_RESULT = {
    "result": Field("结果", choice(Result.values, required=True)),
    "result_text": Field("结果的内容", paragraphs(2000, required=True)),
    "decided_on": Field("审结日", day),
    "decide_again": Field("责令重新答复", flag),
}


@transaction.atomic
def register(
    request: DisclosureRequest,
    *,
    kind: str,
    authority: str,
    accepted_on: date,
    actor: Actor,
    at: datetime,
    case_number: str = "",
    served_on: date | None = None,
) -> Remedy:
    """Somebody complained, asked for review or sued. A review starts the organ's five working days to answer it.

    Raises ``InvalidInput``.
    """
    require(actor, REGISTRARS, request.organ.heir(), doing="登记救济")
    clean = checked(
        _REGISTER,
        {
            "kind": kind,
            "authority": authority,
            "case_number": case_number,
            "accepted_on": accepted_on,
            "served_on": served_on,
        },
    )
    if faults := _faults(request, clean, local(at).date()):
        raise InvalidInput(faults)
    remedy = Remedy(request=request, round=request.round, registered_by=actor.name, registered_at=at, **clean)
    remedy.save(force_insert=True)
    record(act="register", subject=remedy, actor=actor, at=at, after=clean)
    if remedy.needs_rebuttal and remedy.served_on:
        organ = request.organ.heir()
        open_deadline(rule=REBUTTAL, subject=remedy, organ=organ, start=remedy.served_on, actor=actor, at=at)
    tell_organ(request, f"收到{remedy.get_kind_display()}", at=at)
    return remedy


def _faults(request: DisclosureRequest, clean: dict[str, object], today: date) -> dict[str, str]:
    accepted, served = clean["accepted_on"], clean["served_on"]
    found = {
        "accepted_on": _day_fault(accepted, today, request.received_on, required=True),
        "served_on": _day_fault(served, today, None, required=clean["kind"] == RemedyKind.REVIEW),
    }
    after_review = clean["kind"] == RemedyKind.LAWSUIT_AFTER_REVIEW
    if after_review and not request.remedies.filter(kind=RemedyKind.REVIEW, state=RemedyState.CLOSED).exists():
        found["kind"] = "还没有登记过审结的行政复议，请先登记复议和结果"
    return {name: fault for name, fault in found.items() if fault}


def _day_fault(day_: object, today: date, earliest: date | None, *, required: bool) -> str:
    if not isinstance(day_, date):
        return "请填写日期" if required else ""
    if day_ > today:
        return "这一天还没有到，请核对日期"
    return f"不能早于收到申请的{earliest}" if earliest and day_ < earliest else ""


@transaction.atomic
def answer(remedy: Remedy, *, answered_on: date, actor: Actor, at: datetime) -> Remedy:
    """The written answer and the evidence were handed in (《行政复议法》第五十四条)."""
    if fault := _day_fault(answered_on, local(at).date(), remedy.served_on, required=True):
        raise InvalidInput({"answered_on": fault})
    move(remedy, "answer", actor=actor, at=at, fields={"answered_on": answered_on})
    if clock := running_clock(ref(remedy), REBUTTAL):
        close_clock(clock, on=answered_on, actor=actor, at=at)
    return remedy


@transaction.atomic
def close(
    remedy: Remedy,
    *,
    result: str,
    result_text: str,
    decided_on: date,
    actor: Actor,
    at: datetime,
    decide_again: bool = False,
    redo_days: int | None = None,
) -> Remedy:
    """Enter the result; ``decide_again`` with ``redo_days`` working days when a new answer was ordered."""
    clean = checked(
        _RESULT,
        {"result": result, "result_text": result_text, "decided_on": decided_on, "decide_again": decide_again},
    )
    faults = {
        "decided_on": _day_fault(clean["decided_on"], local(at).date(), None, required=True),
        "redo_days": "" if _redo_fits(redo_days, ordered=decide_again) else f"请填写1至{REDO_AT_MOST}个工作日",
    }
    if clean["decided_on"] and clean["decided_on"] < remedy.accepted_on:
        faults["decided_on"] = f"审结日不能早于受理日{remedy.accepted_on}"
    if decide_again and clean["result"] != Result.CORRECTED:
        faults["result"] = "责令重新答复的，结果是“结果纠正”"
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    fields = clean | {"redo_days": redo_days if decide_again else None}
    move(remedy, "close", actor=actor, at=at, fields=fields)
    if clock := running_clock(ref(remedy), REBUTTAL):
        day = max(remedy.decided_on or clock.opened_on, clock.opened_on)
        close_clock(clock, on=day, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return remedy


def _redo_fits(days: int | None, *, ordered: bool) -> bool:
    return not ordered or (days is not None and 1 <= days <= REDO_AT_MOST)


@transaction.atomic
def admit_error(request: DisclosureRequest, *, reason: str, redo_days: int, actor: Actor, at: datetime) -> Remedy:
    """The organ itself found its answer wrong and will answer anew."""
    require(actor, (Role.DISCLOSURE_HEAD, Role.HEAD), request.organ.heir(), doing="自行纠正")
    if request.state not in (State.ANSWERED, State.ARCHIVED):
        raise DomainError("答复送达以前可以直接修改，不用自行纠正。")
    if not was_answered(request):
        raise DomainError("没有送达过答复，没有可以纠正的：申请已经撤回，或者没有办理过。")
    if request.remedies.ordering_a_new_decision().filter(round=request.round).exists():
        raise DomainError("已经决定重新答复，请办“重新处理”。")
    today = local(at).date()
    faults = {
        "reason": "" if reason.strip() else "请写明哪里错了",
        "redo_days": "" if _redo_fits(redo_days, ordered=True) else f"请填写1至{REDO_AT_MOST}个工作日",
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    remedy = Remedy.objects.create(
        request=request,
        round=request.round,
        kind=RemedyKind.OWN_ERROR,
        authority=request.organ.name,
        accepted_on=today,
        decided_on=today,
        state=RemedyState.CLOSED,
        result=Result.CORRECTED,
        result_text=reason.strip(),
        decide_again=True,
        redo_days=redo_days,
        registered_by=actor.name,
        registered_at=at,
    )
    record(act="admit_error", subject=remedy, actor=actor, at=at, reason=reason.strip())
    return remedy


@transaction.atomic
def reopen(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """Decide again in a new round; its clock is what the decision set, counted from the decision.

    What the annual report counted stays: table 4 shows the correction. Raises ``Blocked`` without an order.
    """
    order = request.remedies.ordering_a_new_decision().filter(round=request.round).order_by("-pk").first()
    fields = {"round": request.round + 1, "drafter_id": None, "reviewer_id": None}
    move(request, "reopen", actor=actor, at=at, reason=reason, fields=fields)
    if order is not None and order.decided_on is not None:
        words = f"{order.get_kind_display()}：{order.result_text}"[:300]
        clocks.start(
            request, clocks.REDO, on=order.decided_on, actor=actor, at=at, amount=order.redo_days, evidence=words
        )
    tell_applicant(request, "机关正在重新答复您的申请。", at=at, key=f"reopened-{request.round}")
    return request
