"""What a reform of organs moves: questions not settled yet, on both sides, and approvals that are open."""

from django.db.models import Q, QuerySet

from disclosure.coordination.models import Approval, Concern, Coordination, Inquiry
from disclosure.coordination.states import IN_DISPUTE, ApprovalState, CoordinationState, InquiryState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import Governed, touch

_UNSETTLED = (*IN_DISPUTE, CoordinationState.TO_CHANGE)
_OPEN = (ApprovalState.PROPOSED, ApprovalState.NEEDED)


def move_open_coordination(estate: Succession) -> list[SubjectRef]:
    """The heir asks, answers and obtains approvals in the place of the organ that ended."""
    open_ones: tuple[QuerySet[Governed], ...] = (
        Coordination.objects.filter(organ=estate.source, state__in=_UNSETTLED),
        Inquiry.objects.filter(organ=estate.source, state=InquiryState.ASKED),
        Approval.objects.filter(organ=estate.source, state__in=_OPEN),
    )
    moved = [_hand_over(row, estate) for rows in open_ones for row in rows.select_for_update().order_by("pk")]
    _rename_concerns(estate)
    return [subject for subject in moved if subject is not None]


def _hand_over(row: Governed, estate: Succession) -> SubjectRef | None:
    heir = estate.heir_of(row)
    if heir.pk == estate.source.pk:
        return None
    touch(row, {"organ": heir})
    return ref(row)


def _rename_concerns(estate: Succession) -> None:
    """Documents not released yet concern the heir now, unless they name it already or it is their own organ."""
    waiting = Concern.objects.filter(organ=estate.source, document__published_at=None)
    named = Concern.objects.filter(organ=estate.heir).values("document")
    own = Q(document__organ=estate.heir)
    waiting.filter(Q(document__in=named) | own).delete()
    waiting.update(organ=estate.heir)


def register_mover() -> None:
    succession.register("disclosure.coordination", move_open_coordination)
