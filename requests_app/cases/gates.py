"""What must be true before a request moves on, each in the words a clerk reads; empty means open.

Gates ask the request's own rows and import no model, so that the table of moves can stand below the models.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from portal.actors import Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, rule
from portal.subjects import ref
from requests_app.cases import checks
from requests_app.cases.checks import Point
from requests_app.cases.states import RECEIVED_AT_ONCE, UNSERVED, Channel, State
from requests_app.outcomes import BY_CODE, Group

NOTICE, CORRECTION, PAYMENT = "FOI_CORRECTION_NOTICE", "FOI_CORRECTION", "FEE_PAYMENT"
RETENTION = "UNREACHABLE_RETENTION"


# --- which rows concern a request --------------------------------------------------------------------


def needs_a_call(request: Any) -> bool:
    """Receipt waits for the applicant to be reached (Regulations art. 31 item 2)."""
    return request.channel not in RECEIVED_AT_ONCE


def came_today_in_person(request: Any) -> bool:
    """能当场答复的当场答复 (art. 33 para. 1): only who stands at the counter can be answered there."""
    return request.channel in (Channel.IN_PERSON, Channel.ORAL) and request.restarted_on is None


def is_unanswered(request: Any, _at: datetime) -> Sequence[str]:
    """Received, and neither answered nor ended another way: what belongs to the answer can still be done."""
    return [] if request.state in UNSERVED else ["申请已经办结，不能再办这一项"]


def belongs_to_unanswered(row: Any, at: datetime) -> Sequence[str]:
    """The same for what hangs on a request."""
    return is_unanswered(row.request, at)


# --- asking the applicant ----------------------------------------------------------------------------


def may_ask_for_correction(request: Any, at: datetime) -> Sequence[str]:
    """Once, and within the seven working days (Regulations art. 30)."""
    if request.corrections.filter(round=request.round).exists():
        return ["补正只能一次性告知：这件申请已经发过补正通知"]
    last = last_day_to_ask(request)
    if last is not None and local(at).date() > last:
        return [f"补正通知最晚{_words(last)}发出，已经过了：不能再要求补正，请按现有内容答复"]
    return []


def last_day_to_ask(request: Any) -> date | None:
    """The seventh working day after receipt; ``None`` before receipt. No duty, so that no clock runs for it."""
    if request.received_on is None:
        return None
    return calendar().nth_after(request.received_on, rule(NOTICE, on=request.received_on).amount)


def correction_is_overdue(request: Any, at: datetime) -> Sequence[str]:
    """Nobody is taken to have given up before the time granted is over (art. 30)."""
    return _not_over(request, CORRECTION, at, "补正期限")


def payment_is_overdue(request: Any, at: datetime) -> Sequence[str]:
    return _not_over(request, PAYMENT, at, "缴费期限")


def charges(request: Any) -> bool:
    """Whether the organ has ever taken up fees: without that there is no such step."""
    return bool(request.organ.fee_policies.exists())


def may_charge(request: Any, at: datetime) -> Sequence[str]:
    """信息处理费 is an option the organ has taken up beforehand; otherwise nothing is charged (art. 42)."""
    if request.fees.filter(round=request.round).exists():
        return ["这件申请已经发过收费通知"]
    if not request.organ.fee_policies.in_force(local(at).date()).exists():
        return ["本机关没有启用信息处理费，不收费"]
    return []


def _not_over(request: Any, code: str, at: datetime, label: str) -> Sequence[str]:
    clock = _running(request, code)
    if clock is None:
        return [f"{label}还没有开始：先登记申请人收到通知的日子"]
    return [] if at >= clock.due_at else [f"{label}到{_words(clock.due_on)}才满"]


# --- the answer --------------------------------------------------------------------------------------


def items_are_decided(request: Any, at: datetime) -> Sequence[str]:
    """Every item has one of the 21 outcomes with all that its way must say (law.md B2)."""
    return checks.faults(Point.DECIDED, request, at)


def refusals_were_separated(request: Any, _at: datetime) -> Sequence[str]:
    """能否区分处理 is answered before anything is refused (Regulations art. 37; S1-3.4b)."""
    return [
        f"第{row.item.position}项拟{row.outcome_row.title}，先回答能不能区分处理"
        for row in request.current_decisions()
        if BY_CODE[row.outcome].group is Group.REFUSED and not row.separability
    ]


def nothing_is_kept_back(request: Any, _at: datetime) -> Sequence[str]:
    """On the spot only what is public already or can simply be handed over."""
    if all(BY_CODE[row.outcome].group is Group.GRANTED for row in request.current_decisions()):
        return []
    return ["当场答复只用于已经公开或者可以直接提供的信息，其他要送审"]


def is_the_day_of_receipt(request: Any, at: datetime) -> Sequence[str]:
    """当场: while the applicant stands there, not days later."""
    same_day = request.received_on == local(at).date()
    return [] if same_day else ["当场答复只能在收到申请的当天办，现在请送审"]


def nobody_is_waited_for(request: Any, _at: datetime) -> Sequence[str]:
    """Who was asked has answered, or the time to answer has passed (arts. 32, 34)."""
    waiting = request.consultations.waiting()
    demands = request.demands.waiting()
    return [f"还在等{row.short_party}的意见" for row in waiting] + [
        "申请人说明了理由，先认定是否合理" if row.answer else "还在等申请人说明理由" for row in demands
    ]


def what_goes_out_is_screened(request: Any, at: datetime) -> Sequence[str]:
    """Letters and files are free of secrecy marks and of other people's personal data (S2-2.8)."""
    return checks.faults(Point.SCREENED, request, at)


def separation_is_confirmed(request: Any, at: datetime) -> Sequence[str]:
    """What is kept back as a state secret was separated with the word of the 保密部门 (S2-6.10b)."""
    return checks.faults(Point.SEPARATED, request, at)


def letters_are_complete(request: Any, at: datetime) -> Sequence[str]:
    """A letter without its reason, article or remedy cannot be issued (law.md B2)."""
    return checks.faults(Point.LETTERS, request, at)


def nothing_was_served(request: Any, _at: datetime) -> Sequence[str]:
    """Everything can be taken back before service, nothing after."""
    served = request.services.answers().filter(round=request.round).exclude(served_on=None)
    return ["答复已经送达，不能撤回"] if served.exists() else []


def answers_are_served(request: Any, _at: datetime) -> Sequence[str]:
    """Each answer letter of the round has its service on record."""
    return [
        f"{row.letter.title}（{row.letter.number}）还没有登记送达"
        for row in request.services.answers().filter(round=request.round, served_on=None).select_related("letter")
    ]


def third_parties_were_told(request: Any, _at: datetime) -> Sequence[str]:
    """Against a third party's objection nothing is handed out before that party was told why (art. 32)."""
    return [f"先把告知第三方书送达{row.short_party}" for row in request.consultations.overruled() if not row.was_told()]


def was_ordered_to_decide_again(request: Any, _at: datetime) -> Sequence[str]:
    """After service only a review, a court or the organ's own correction of an error opens a case again."""
    if request.merged_into_id is not None or request.received_on is None:
        return ["没有答复过，不能重新处理"]
    if request.remedies.ordering_a_new_decision().filter(round=request.round).exists():
        return []
    return ["要先在救济登记里登记责令重新答复的决定，或者自行纠正的理由"]


def stages_are_provable(request: Any, at: datetime) -> Sequence[str]:
    """登记、审核、办理、答复、归档: each left its trace (Regulations art. 45). Who was never reached is kept a year."""
    if request.state == State.UNREACHABLE:
        return _not_over(request, RETENTION, at, "留存期限")
    if request.state != State.ANSWERED:
        return []
    traces = (
        (request.received_on, "没有登记收到日"),
        (request.current_decisions(), "没有办理结果"),
        (request.reviewer_id or request.was_answered_on_the_spot, "没有审核记录"),
        (request.services.answers().filter(round=request.round).exists(), "没有答复送达记录"),
    )
    return [fault for trace, fault in traces if not trace]


# --- persons -----------------------------------------------------------------------------------------


def is_not_drafter(request: Any, actor: Actor) -> str:
    return "自己起草的答复，不能由自己审核。" if actor.id in request.drafter_ids() else ""


def is_a_third_person(request: Any, actor: Actor) -> str:
    """Drafter, reviewer and signer are three people."""
    if actor.id in request.drafter_ids():
        return "自己起草的答复，不能由自己签发。"
    return "自己审核过的答复，不能由自己签发。" if actor.id == request.reviewer_id else ""


# --- pieces ------------------------------------------------------------------------------------------


def _running(request: Any, code: str) -> Deadline | None:
    return Deadline.objects.of(ref(request)).running().filter(rule=code).first()


def _words(day: date) -> str:
    return f"{day.month}月{day.day}日"
