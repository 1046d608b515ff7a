"""信息处理费: off by default, computed and never typed, once a round, by one method (Regulations art. 42; law.md D)."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines import selectors as limits
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, pause, restart
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import Field, checked, choice, day, line
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import edit, move, require_move
from requests_app.cases import clocks
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant
from requests_app.charging import selectors, tariff
from requests_app.charging.models import Fee, FeePolicy
from requests_app.charging.states import FeeState, Method
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Purpose

STOP = "FEE"
PAYMENT = "FEE_PAYMENT"
PAGES_AT_MOST = 100_000

_POLICY = {
    "method": Field("计费方式", choice(Method.values, required=True)),
    "basis": Field("依据", line(200, required=True)),
    "payment": Field("缴纳方式", line(300, required=True)),
    "starts_on": Field("起用日", day),
}


@transaction.atomic
def take_up(
    *, organ: Organ, method: str, basis: str, payment: str, starts_on: date, actor: Actor, at: datetime
) -> FeePolicy:
    """The organ decides to charge, by one method, from a day to come."""
    require(actor, (Role.HEAD,), organ, doing="启用信息处理费")
    given = {"method": method, "basis": basis, "payment": payment, "starts_on": starts_on}
    clean = checked(_POLICY, given)
    if clean["starts_on"] is None or clean["starts_on"] < local(at).date():
        raise InvalidInput({"starts_on": "起用日不能早于今天：不能对已经提出的申请收费"})
    if organ.fee_policies.filter(ends_on=None).exists():
        raise InvalidInput({"method": "已经启用了一种计费方式，先停用才能换"})
    policy = FeePolicy.objects.create(organ=organ, **clean)
    record(act="take_up_fees", subject=policy, actor=actor, at=at, after=clean)
    return policy


@transaction.atomic
def give_up(policy: FeePolicy, *, actor: Actor, at: datetime) -> FeePolicy:
    """No more charges for requests from tomorrow."""
    require(actor, (Role.HEAD,), policy.organ, doing="停用信息处理费")
    today = local(at).date()
    last = max(today, policy.starts_on)
    if FeePolicy.objects.filter(pk=policy.pk, ends_on=None).update(ends_on=last) != 1:
        raise DomainError("已经停用。")
    policy.ends_on = last
    record(act="give_up_fees", subject=policy, actor=actor, at=at, after={"ends_on": last})
    return policy


@transaction.atomic
def notify_fee(request: DisclosureRequest, *, means: str, actor: Actor, at: datetime, pages: int = 0) -> Fee:
    """Issue and send the notice; the clock of the answer stands still until it is paid, then begins anew.

    ``pages`` are A4 sides to be handed out, for charging by page. Raises ``Blocked`` where nothing may be charged,
    ``InvalidInput`` where the amount would be nought.
    """
    require_move(request, "notify_fee", actor=actor)
    today = local(at).date()
    policy = selectors.policy_of(request, today)
    method = policy.method if policy else ""
    if method == Method.PAGE and not 1 <= pages <= PAGES_AT_MOST:
        raise InvalidInput({"pages": f"请填写页数，1至{PAGES_AT_MOST}"})
    lines = selectors.lines_of(request, method, pages)
    move(request, "notify_fee", actor=actor, at=at)
    if policy is None or tariff.amount(lines) == 0:
        raise InvalidInput({"pages": "没有超过不收费的数量，不用收费"})
    unit = "页" if method == Method.PAGE else "件"
    table = [(f"{row.units}{unit}", f"每{unit}{row.price}元", f"{row.amount}元") for row in lines]
    context = base_context(request, at=at) | {
        "basis": policy.basis,
        "calculation": table,
        "amount": tariff.amount(lines),
        "payment": policy.payment,
        "days": limits.rule(PAYMENT, on=today).amount,
    }
    letter = issue_letter(
        template="T-12", subject=ref(request), organ=request.organ, context=context, actor=actor, at=at
    )
    fee = Fee(
        request=request,
        round=request.round,
        method=method,
        units=pages if method == Method.PAGE else request.items.count(),
        amount=tariff.amount(lines),
        calculation=[[row.units, row.price] for row in lines],
        letter=letter,
        sent_on=today,
    )
    fee.save(force_insert=True)
    if clock := running_clock(ref(request), clocks.REPLY):
        pause(clock, stop=STOP, on=today, actor=actor, at=at, evidence=letter.number)
    serving.send(request, letter=letter, purpose=Purpose.FEE, means=means, on=today, actor=actor, at=at)
    tell_applicant(request, "机关发出了收费通知书，请查看。", at=at, key=f"fee-{fee.pk}")
    return fee


@transaction.atomic
def notice_reached(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """The notice reached the applicant: the twenty working days to pay begin the next day."""
    serving.register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    fee = Fee.objects.select_related("request__organ").get(letter=service.letter_id)
    edit(fee, {"served_on": on}, act="note_served", actor=actor, at=at)
    if fee.state == FeeState.NOTIFIED:
        clocks.start(fee.request, PAYMENT, on=on, actor=actor, at=at, evidence=service.letter.number)


@transaction.atomic
def record_payment(
    request: DisclosureRequest, *, paid_on: date, receipt_number: str, actor: Actor, at: datetime
) -> Fee:
    """Paid on ``paid_on``: the full period of the answer begins anew the next day (law.md D5)."""
    fee = _open_fee(request)
    if not fee.sent_on <= paid_on <= local(at).date():
        raise InvalidInput({"paid_on": "缴费日要在发出通知和今天之间"})
    clean = checked({"receipt_number": Field("票据号", line(60, required=True))}, {"receipt_number": receipt_number})
    move(fee, "pay", actor=actor, at=at, fields={"paid_on": paid_on, **clean})
    _go_on(request, "record_payment", on=paid_on, evidence=f"缴费 {clean['receipt_number']}", actor=actor, at=at)
    return fee


@transaction.atomic
def waive_fee(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> Fee:
    """Let off with a reason; counts as paid today."""
    fee = _open_fee(request)
    move(fee, "waive", actor=actor, at=at, reason=reason)
    _go_on(request, "waive_fee", on=local(at).date(), evidence="免收费用", actor=actor, at=at, reason=reason)
    return fee


def _go_on(
    request: DisclosureRequest, act: str, *, on: date, evidence: str, actor: Actor, at: datetime, reason: str = ""
) -> None:
    move(request, act, actor=actor, at=at, reason=reason, fields={"restarted_on": on})
    clocks.stop(request, PAYMENT, on=on, actor=actor, at=at)
    if clock := running_clock(ref(request), clocks.REPLY):
        restart(clock, stop=STOP, on=on, actor=actor, at=at, evidence=evidence)


@transaction.atomic
def take_as_unpaid(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """A person confirms that the time to pay is over; the answer R-6.2 goes its way. Raises ``Blocked`` before."""
    fee = _open_fee(request)
    move(request, "take_as_unpaid", actor=actor, at=at, reason=reason)
    move(fee, "note_unpaid", actor=actor, at=at)
    today = local(at).date()
    clocks.stop(request, PAYMENT, on=today, actor=actor, at=at, outcome=Outcome.ABANDONED)
    if clock := running_clock(ref(request), clocks.REPLY):
        close(clock, on=today, actor=actor, at=at, outcome=Outcome.ABANDONED, evidence="逾期不缴费")
    return request


def _open_fee(request: DisclosureRequest) -> Fee:
    fee: Fee | None = request.fees.filter(round=request.round).first()
    if fee is None:
        raise DomainError("这件申请没有发过收费通知。")
    fee.request = request
    return fee
