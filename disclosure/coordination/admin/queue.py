"""What is due before a release, as 我的待办 lists it."""

from datetime import datetime

from django.db.models import Q

from disclosure.coordination.models import Approval, Coordination, Inquiry
from disclosure.coordination.states import ApprovalState, CoordinationState, InquiryState
from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register


def _disputed(at: datetime) -> Q:
    """Somebody disagrees, or let the time pass."""
    late = Deadline.objects.due_by(at).filter(subject_label=Inquiry._meta.label_lower).order_by()
    against = Inquiry.objects.filter(
        Q(state=InquiryState.DISAGREED) | Q(state=InquiryState.ASKED, pk__in=late.values("subject_id"))
    )
    return Q(pk__in=against.values("coordination"))


def _own_draft(actor: Actor, _at: datetime) -> Q:
    return Q(document__drafter=actor.id)


register(
    QueueSource(
        model=Inquiry,
        name="征求意见",
        visible=lambda actor: of_own_organs(Inquiry.objects.all(), actor),
        steps=(Step("agree", {InquiryState.ASKED}, "书面答复", "等答复"),),
        headline=lambda row: row.coordination.title,
        situation=lambda row: f"{row.coordination.organ.short_name}征求意见，不答复不等于同意。",
        related=("organ", "coordination__organ"),
    )
)
register(
    QueueSource(
        model=Coordination,
        name="发布协调",
        visible=lambda actor: of_own_organs(Coordination.objects.all(), actor),
        steps=(
            Step(
                "escalate",
                {CoordinationState.OPEN},
                "意见不一致：修改稿子，或者报请协调",
                "等报请协调",
                when=_disputed,
            ),
            Step("rule_release", {CoordinationState.ESCALATED}, "裁决", "等裁决", not_for=_own_draft),
            Step("adopt", {CoordinationState.TO_CHANGE}, "按意见修改并确认", "等修改"),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}发布协调第{row.round}轮，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=Approval,
        name="发布前批准",
        visible=lambda actor: of_own_organs(Approval.objects.all(), actor),
        steps=(
            Step("confirm", {ApprovalState.PROPOSED}, "确认要不要批准", "等确认"),
            Step("approve", {ApprovalState.NEEDED}, "报批，登记批准情况", "等批准"),
        ),
        headline=lambda row: row.document.title,
        situation=lambda row: f"“{row.category}”类信息，批准机关：{row.authority}。",
        related=("organ", "document"),
    )
)
