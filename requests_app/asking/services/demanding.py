"""说明理由 and 延迟答复: very many requests in a short time (Regulations art. 35). The clock goes on meanwhile; only a
date lawfully fixed and told takes its place."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import calendar
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import edit, move
from requests_app.asking.fields import DELAY, DEMAND, EXPLANATION, REASONS
from requests_app.asking.models import Demand
from requests_app.asking.states import DemandState
from requests_app.cases import clocks
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import DRAFTERS, State
from requests_app.serving import services as serving
from requests_app.serving.states import Purpose


@transaction.atomic
def demand_reasons(
    request: DisclosureRequest, *, facts: str, answer_by: date, means: str, actor: Actor, at: datetime
) -> Demand:
    """Ask for reasons, with the figures the demand rests on. Raises ``InvalidInput`` or ``StaleState``."""
    require(actor, DRAFTERS, request.organ.heir(), doing="要求说明理由")
    if request.state != State.HANDLING or request.demands.exists():
        raise StaleState("这件申请现在不能要求说明理由：不在办理中，或者已经要求过。")
    clean = checked(DEMAND, {"facts": facts, "answer_by": answer_by})
    today = local(at).date()
    if clean["answer_by"] is None or clean["answer_by"] <= today:
        raise InvalidInput({"answer_by": "说明期限要在今天以后"})
    letter = issue_letter(
        template="T-05",
        subject=ref(request),
        organ=request.organ,
        context=base_context(request, at=at) | clean,
        actor=actor,
        at=at,
    )
    demand = Demand(request=request, letter=letter, sent_on=today, **clean)
    demand.save(force_insert=True)
    after = {"letter": letter.number, "answer_by": clean["answer_by"]}
    record(act="demand_reasons", subject=demand, actor=actor, at=at, after=after)
    serving.send(request, letter=letter, purpose=Purpose.REASONS, means=means, on=today, actor=actor, at=at)
    return demand


@transaction.atomic
def explain(demand: Demand, *, answer: str, actor: Actor, at: datetime) -> Demand:
    """The applicant gives the reasons online; they wait for the organ's finding. They count after the time given too,
    while nobody has noted that nothing came. Raises ``InvalidInput`` (``answer``), ``Blocked`` or ``StaleState``."""
    clean = checked(EXPLANATION, {"answer": answer})
    move(demand, "explain", actor=actor, at=at, fields=clean | {"explained_at": at})
    tell_organ(demand.request, "申请人说明了理由", at=at)
    return demand


@transaction.atomic
def answer_demand(
    demand: Demand, *, is_reasonable: bool, finding: str, actor: Actor, at: datetime, answer: str = ""
) -> Demand:
    """Whether the organ finds the reasons good and why. ``answer`` is what the applicant said on paper or by mouth;
    what the applicant wrote online stays as it is."""
    if demand.state == DemandState.EXPLAINED:
        answer = demand.answer
    clean = checked(REASONS, {"answer": answer, "finding": finding})
    act = "accept" if is_reasonable else "reject"
    move(demand, act, actor=actor, at=at, reason=clean["finding"], fields=clean)
    return demand


@transaction.atomic
def note_silence(demand: Demand, *, actor: Actor, at: datetime) -> Demand:
    """The time is over and nothing came."""
    if local(at).date() <= demand.answer_by:
        raise DomainError(f"说明期限到{demand.answer_by}才满。")
    move(demand, "note_silence", actor=actor, at=at)
    return demand


@transaction.atomic
def delay_answer(demand: Demand, *, delayed_to: date, reason: str, means: str, actor: Actor, at: datetime) -> Demand:
    """The reasons are good, but the answer takes longer: fix a reasonable date and tell it (art. 35).

    The date replaces that of the twenty working days; it must lie after it. Raises ``InvalidInput`` or ``DomainError``.
    """
    request = demand.request
    require(actor, DRAFTERS, request.organ.heir(), doing="延迟答复")
    if demand.state != DemandState.REASONABLE or demand.delayed_to is not None:
        raise DomainError("理由合理、还没有确定过延迟日期的，才能延迟答复。")
    clock = clocks.of_the_answer(request)
    if clock is None or clock.waiting_since is not None:
        raise DomainError("答复期限没有在计算，现在不能延迟。")
    clean = checked(DELAY, {"reason": reason})
    if delayed_to <= clock.due_on or not calendar().is_workday(delayed_to):
        raise InvalidInput({"delayed_to": f"延迟的日期要是{clock.due_on}以后的一个工作日"})
    today = local(at).date()
    letter = issue_letter(
        template="R-7",
        subject=ref(request),
        organ=request.organ,
        context=base_context(request, at=at) | {"reason": clean["reason"], "delayed_to": delayed_to},
        actor=actor,
        at=at,
    )
    changes = {"delayed_to": delayed_to, "delay_letter": letter}
    edit(demand, changes, act="delay_answer", actor=actor, at=at, reason=clean["reason"])
    clocks.stop(request, clocks.REPLY, on=today, actor=actor, at=at, outcome=Outcome.SUPERSEDED)
    days = calendar().count(today, delayed_to)
    clocks.start(request, clocks.DELAYED, on=today, actor=actor, at=at, amount=days, evidence=letter.number)
    serving.send(request, letter=letter, purpose=Purpose.DELAY, means=means, on=today, actor=actor, at=at)
    return demand
