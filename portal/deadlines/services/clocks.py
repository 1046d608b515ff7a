"""Open, pause, resume, restart, extend, close."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.course import EventKind, Fact, ImpossibleClock
from portal.deadlines.legal_rules.terms import Ends, LegalRule, Unit
from portal.deadlines.models import Deadline, legal_day
from portal.deadlines.services.ledger import (
    Entry,
    add_event,
    append,
    derived,
    not_in_future,
    subject_ref,
)
from portal.deadlines.states import Outcome
from portal.errors import DomainError
from portal.subjects import SubjectRef


class AlreadyRunning(DomainError):
    """The case has this clock running already."""


class TooLate(DomainError):
    """The period had ended before."""


@transaction.atomic
def open_deadline(
    *,
    rule: str,
    subject: models.Model | SubjectRef,
    organ: Organ,
    start: date | datetime,
    actor: Actor,
    at: datetime,
    key: str = "",
    amount: int | None = None,
    evidence: str = "",
    act_id: UUID | None = None,
) -> Deadline:
    """Start a clock. ``start`` is the legal day (for limits in hours: the moment), which itself is not counted.

    ``key`` tells clocks of one limit apart (one third party from another). ``amount`` is the length set for this case
    alone, where the law lets the organ do so; ``evidence`` gives the reason. Raises ``UnknownRule``,
    ``RuleNotInForce``, ``ImpossibleClock``, ``FutureDay``, ``AlreadyRunning``.
    """
    started_on = legal_day(start)
    terms = selectors.rule(rule, on=started_on)
    if amount is not None:
        terms = terms.with_local(amount=_individual_amount(terms, amount, evidence))
    if not terms.backward:
        not_in_future(started_on, at, field="start")
    case = subject_ref(subject)
    fact = Fact(EventKind.OPENED, started_on, local(start) if isinstance(start, datetime) else None)
    deadline = Deadline(
        subject_label=case.label,
        subject_id=case.pk,
        subject_title=case.title,
        organ=organ,
        rule=terms.code,
        key=key,
        title=terms.title,
        terms=terms.as_terms(),
        is_minimum=terms.minimum,
        opened_on=started_on,
        **derived(terms, [fact], selectors.calendar(), at),
    )
    try:
        with transaction.atomic():
            deadline.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyRunning(f"“{terms.title}”已经在计时，不能再开始一次。") from error
    event = add_event(deadline, Entry(fact, actor, at, key=key, evidence=evidence, act_id=act_id))
    record(
        act="deadline_opened",
        subject=case,
        actor=actor,
        at=at,
        after={"deadline": deadline.pk, "rule": terms.code, "title": terms.title, "due_on": deadline.due_on},
        reason=evidence,
        act_id=event.act_id,
    )
    return deadline


def _individual_amount(terms: LegalRule, amount: int, reason: str) -> int:
    if not terms.individual:
        raise ImpossibleClock(f"“{terms.title}”的长度不能一事一定。", field="amount")
    if amount < 1:
        raise ImpossibleClock("期限的长度请写大于0的整数。", field="amount")
    if terms.minimum and amount < terms.amount and not reason.strip():
        raise ImpossibleClock(f"“{terms.title}”一般{terms.length}，缩短要写明理由并在公布时说明。", field="evidence")
    return amount


@transaction.atomic
def pause(
    deadline: Deadline,
    *,
    stop: str,
    on: date,
    actor: Actor,
    at: datetime,
    key: str = "",
    evidence: str = "",
    act_id: UUID | None = None,
) -> Deadline:
    """The clock stands still from the end of ``on`` for a reason the law knows.

    ``stop`` is a code of the rule's stops; ``key`` tells two of the same kind apart. Raises ``ImpossibleClock``,
    ``FutureDay``, ``TooLate`` (begun after the last day) or ``StaleState``.
    """
    _known_stop(deadline, stop, tuple(Ends))
    not_in_future(on, at, field="pause")
    if deadline.waiting_since is None and on > deadline.due_on:
        raise TooLate(f"期限到{deadline.due_on}已满，之后的征求意见不能再暂停它。", field="pause")
    fact = Fact(EventKind.PAUSED, on, key=f"{stop}|{key}")
    append(deadline, Entry(fact, actor, at, stop, key, evidence, act_id))
    return deadline


@transaction.atomic
def resume(
    deadline: Deadline,
    *,
    stop: str,
    on: date,
    actor: Actor,
    at: datetime,
    key: str = "",
    evidence: str = "",
    act_id: UUID | None = None,
) -> Deadline:
    """The answer came in (or its time ran out) on ``on``; the clock goes on the next day.

    Raises ``ImpossibleClock`` when no such stop is open or the stop ends in a restart, ``FutureDay`` or ``StaleState``.
    """
    _known_stop(deadline, stop, (Ends.RESUME,))
    not_in_future(on, at, field="pause")
    fact = Fact(EventKind.RESUMED, on, key=f"{stop}|{key}")
    append(deadline, Entry(fact, actor, at, stop, key, evidence, act_id))
    return deadline


@transaction.atomic
def restart(
    deadline: Deadline,
    *,
    stop: str,
    on: date | datetime,
    actor: Actor,
    at: datetime,
    evidence: str = "",
    act_id: UUID | None = None,
) -> Deadline:
    """The full period begins anew after ``on``: the correction came in, the fee was paid.

    Earlier stops and extensions no longer matter. Raises ``ImpossibleClock``, ``FutureDay`` or ``StaleState``.
    """
    _known_stop(deadline, stop, (Ends.RESTART,))
    day = legal_day(on)
    not_in_future(day, at, field="restart")
    fact = Fact(EventKind.RESTARTED, day, local(on) if isinstance(on, datetime) else None)
    append(deadline, Entry(fact, actor, at, stop, "", evidence, act_id))
    return deadline


@transaction.atomic
def extend(
    deadline: Deadline,
    *,
    amount: int,
    on: date,
    actor: Actor,
    at: datetime,
    evidence: str,
    act_id: UUID | None = None,
) -> Deadline:
    """Move the end by ``amount`` units. ``on`` is the day the approval reached the applicant; ``actor`` approved it.

    Raises ``NotAllowed`` unless the actor holds the role the law names, ``TooLate`` when the period was over by then,
    ``DomainError`` without a reason, ``ImpossibleClock`` beyond the cap, ``FutureDay`` or ``StaleState``.
    """
    extension = deadline.legal_rule.extension
    if extension is None:
        raise ImpossibleClock(f"“{deadline.title}”的期限不能延长。", field="extend")
    require(actor, [extension.role], deadline.organ, doing="延长期限")
    if not evidence.strip():
        raise DomainError("延长期限要写明理由。", field="evidence")
    not_in_future(on, at, field="extend")
    if deadline.waiting_since is None and on > deadline.due_on:
        raise TooLate(
            f"原期限到{deadline.due_on}已满。延期要在期满前批准并告知申请人，现在不能再延长。", field="extend"
        )
    append(deadline, Entry(Fact(EventKind.EXTENDED, on, amount=amount), actor, at, evidence=evidence, act_id=act_id))
    return deadline


@transaction.atomic
def close(
    deadline: Deadline,
    *,
    on: date | datetime,
    actor: Actor,
    at: datetime,
    outcome: str = Outcome.DONE,
    evidence: str = "",
    act_id: UUID | None = None,
) -> Deadline:
    """The duty was fulfilled on ``on``, or the clock has lost its reason (see ``Outcome``).

    A minimum cannot be done before it has run out. Raises ``ImpossibleClock``, ``FutureDay`` or ``StaleState``.
    """
    day = legal_day(on)
    rule = deadline.legal_rule
    if rule.unit is Unit.HOUR and not isinstance(on, datetime):
        raise ImpossibleClock(f"“{rule.title}”按小时计算，办结要写时刻。", field="on")
    not_in_future(day, at, field="on")
    if not rule.backward and day < deadline.opened_on:
        raise ImpossibleClock(f"办结日不能早于开始日{deadline.opened_on}。", field="on")
    if rule.minimum and outcome == Outcome.DONE and day < deadline.due_on:
        raise ImpossibleClock(f"“{rule.title}”{rule.length}，{deadline.due_on}以前不能结束。", field="on")
    moment = local(on) if isinstance(on, datetime) else at
    append(
        deadline,
        Entry(Fact(EventKind.CLOSED, day, moment), actor, at, evidence=evidence, act_id=act_id),
        extra={
            "closed_on": day,
            "closed_at": moment,
            "outcome": Outcome(outcome).value,
            "next_attention_at": None,
            "waiting_since": None,
        },
    )
    return deadline


def _known_stop(deadline: Deadline, code: str, ends: tuple[Ends, ...]) -> None:
    found = deadline.legal_rule.stop(code)
    if found is None:
        raise ImpossibleClock(f"“{deadline.title}”的期限不能因为这个事由暂停。", field="pause")
    if found.ends not in ends:
        how = "重新计算" if found.ends is Ends.RESTART else "继续计算"
        raise ImpossibleClock(f"“{found.label}”结束以后，期限是{how}。", field="pause")
