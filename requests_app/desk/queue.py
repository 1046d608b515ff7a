"""What is due for a request and what belongs to it, as 我的待办 lists it."""

from datetime import datetime
from functools import partial

from django.db.models import Q

from portal.actors import Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.staff.queue import QueueSource, Step, register
from requests_app.asking.models import Demand
from requests_app.asking.states import DemandState
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest, StandIn
from requests_app.cases.states import RECEIVED_AT_ONCE, UNSERVED, Channel, State
from requests_app.extending.models import Extension
from requests_app.extending.states import ExtensionState
from requests_app.proposing.models import PublicationProposal, PublishedAnswer
from requests_app.proposing.states import AnswerState, ProposalState
from requests_app.rectifying.models import RecordCorrection
from requests_app.rectifying.states import Ending, RecordState
from requests_app.remedies.models import Remedy
from requests_app.remedies.states import RemedyState


def _over(rule: str, at: datetime) -> Q:
    """Requests whose clock of that limit is over."""
    over = Deadline.objects.due_by(at).filter(rule=rule, subject_label=DisclosureRequest._meta.label_lower)
    return Q(pk__in=over.order_by().values("subject_id"))


def _to_archive(at: datetime) -> Q:
    """What has ended, and who could not be reached for as long as the papers are kept."""
    return ~Q(state=State.UNREACHABLE) | _over(clocks.RETENTION, at)


def _silent(at: datetime) -> Q:
    return Q(answer_by__lt=local(at).date(), request__state__in=UNSERVED)


def _others_case(actor: Actor, at: datetime) -> Q:
    """Handled by somebody else whom this person does not stand in for today."""
    away = StandIn.objects.on(local(at).date()).filter(deputy=actor.id).order_by()
    return Q(handler__isnull=False) & ~Q(handler=actor.id) & ~Q(handler__in=away.values("absent"))


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter_id=actor.id)


def _drafted_or_reviewed(actor: Actor, _at: datetime) -> Q:
    return Q(drafter_id=actor.id) | Q(reviewer_id=actor.id)


def _proposed(actor: Actor, _at: datetime) -> Q:
    return Q(proposer_id=actor.id)


def _wrote(actor: Actor, _at: datetime) -> Q:
    return Q(pk__in=PublishedAnswer.authors.through.objects.filter(user=actor.id).values("publishedanswer"))


_TO_CONFIRM = ~Q(channel__in=sorted(RECEIVED_AT_ONCE))
_ENDED = (State.ANSWERED, State.WITHDRAWN, State.UNREACHABLE)

register(
    QueueSource(
        model=DisclosureRequest,
        name="依申请公开",
        visible=lambda actor: DisclosureRequest.objects.visible_to(actor),
        steps=(
            Step("confirm", {State.SUBMITTED}, "和申请人确认，登记收到", "等确认接收", when=_TO_CONFIRM),
            Step(
                "take_as_abandoned",
                {State.CORRECTING},
                "逾期没有补正，确认以后结案",
                "等确认逾期",
                when=partial(_over, clocks.CORRECTION),
                not_for=_others_case,
            ),
            Step(
                "take_as_unpaid",
                {State.PAYING},
                "逾期没有缴费，确认以后结案",
                "等确认逾期",
                when=partial(_over, "FEE_PAYMENT"),
                not_for=_others_case,
            ),
            Step("submit", {State.HANDLING}, "逐项定结果，起草答复", "等起草", not_for=_others_case),
            Step("pass_review", {State.REVIEW}, "法制审核", "等审核", not_for=_drafted),
            Step("pass_secrecy", {State.SECRECY}, "保密审查", "等保密审查", not_for=_drafted),
            Step("sign", {State.SIGNING}, "签发", "等签发", not_for=_drafted_or_reviewed),
            Step("serve", {State.SIGNED}, "发出并登记送达", "等送达"),
            Step("archive", _ENDED, "归档", "等归档", when=_to_archive),
        ),
        headline=lambda row: row.headline,
        situation=lambda row: f"{row.number}，{Channel(row.channel).label}，{row.get_state_display()}。",
        related=("organ", "handler"),
        prefetched=("items",),
    )
)
register(
    QueueSource(
        model=Extension,
        name="延期答复",
        visible=lambda actor: Extension.objects.filter(request__in=DisclosureRequest.objects.visible_to(actor)),
        steps=(Step("approve", {ExtensionState.PROPOSED}, "同意或者不同意延期", "等同意延期", not_for=_proposed),),
        headline=lambda row: f"{row.request.number}申请延期{row.days}个工作日",
        situation=lambda row: f"{row.proposed_by}：{row.reason}",
        related=("request__organ",),
        owner="request__organ",
    )
)
register(
    QueueSource(
        model=Demand,
        name="说明理由",
        visible=lambda actor: Demand.objects.filter(request__in=DisclosureRequest.objects.visible_to(actor)),
        steps=(
            Step(
                "accept",
                {DemandState.EXPLAINED},
                "看申请人说明的理由，认定是否合理",
                "等认定理由",
                when=Q(request__state__in=UNSERVED),
            ),
            Step(
                "note_silence",
                {DemandState.ASKED},
                "说明期限已满，没有收到理由，登记下来",
                "等登记没有说明",
                when=_silent,
            ),
        ),
        headline=lambda row: row.request.headline,
        situation=lambda row: f"{row.request.number}，{row.get_state_display()}。",
        related=("request__organ",),
        prefetched=("request__items",),
        owner="request__organ",
    )
)
register(
    QueueSource(
        model=Remedy,
        name="救济",
        visible=lambda actor: Remedy.objects.filter(request__in=DisclosureRequest.objects.visible_to(actor)),
        steps=(
            Step(
                "answer",
                {RemedyState.OPEN},
                "提交书面答复和证据",
                "等书面答复",
                when=Q(kind="review", answered_on=None),
            ),
        ),
        headline=lambda row: f"{row.request.number}{row.get_kind_display()}",
        situation=lambda row: f"{row.authority}，{row.case_number or '没有案号'}。",
        related=("request__organ",),
        owner="request__organ",
    )
)
register(
    QueueSource(
        model=PublicationProposal,
        name="主动公开建议",
        visible=lambda actor: PublicationProposal.objects.visible_to(actor),
        steps=(
            Step("accept", {ProposalState.OPEN}, "决定是否主动公开", "等决定"),
            Step("complete", {ProposalState.ACCEPTED}, "发布以后登记已经公开", "等公开"),
        ),
        headline=lambda row: row.headline,
        situation=lambda row: f"{row.get_origin_display()}，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=PublishedAnswer,
        name="公开的答复",
        visible=lambda actor: PublishedAnswer.objects.visible_to(actor),
        steps=(
            Step("submit", {AnswerState.DRAFT}, "写好以后报批", "等起草"),
            Step("publish", {AnswerState.APPROVAL}, "看过以后批准公开", "等批准公开", not_for=_wrote),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.authored_by}起草，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=RecordCorrection,
        name="更正信息记录",
        visible=lambda actor: RecordCorrection.objects.visible_to(actor),
        steps=(Step(Ending.CORRECTED.value, {RecordState.OPEN}, "核实记录，书面答复", "等核实、答复"),),
        headline=lambda row: row.record,
        situation=lambda row: f"{row}，{row.filed_on}收到。",
        related=("organ", "request"),
    )
)
