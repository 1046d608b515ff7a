"""检查中 → 已办结; each line of the checklist: 待检查 → 没有问题, 有问题 or 不适用."""

from assessment.inspection import gates
from assessment.inspection.states import INSPECTORS, InspectionState, LineState
from portal.workflow import Move, Workflow

_UNDERWAY = frozenset({InspectionState.UNDERWAY})
_OPEN = frozenset({LineState.PENDING, LineState.IN_ORDER, LineState.SKIPPED})

INSPECTION_WORKFLOW = Workflow(
    "检查",
    (
        Move(
            act="close",
            label="办结",
            sources=_UNDERWAY,
            target=InspectionState.CLOSED,
            roles=INSPECTORS,
            gates=(gates.everything_was_looked_at,),
            duties=("S2-11.6", "S2-11.7a", "S3-7.2"),
        ),
        Move(
            act="call_off",
            label="停止检查",
            sources=_UNDERWAY,
            target=InspectionState.CALLED_OFF,
            roles=INSPECTORS,
            reason_required=True,
            danger=True,
        ),
    ),
)

LINE_WORKFLOW = Workflow(
    "检查项目",
    (
        Move(
            act="pass_line",
            label="没有问题",
            sources=frozenset({LineState.PENDING}),
            target=LineState.IN_ORDER,
            roles=INSPECTORS,
            gates=(gates.is_underway,),
        ),
        Move(
            act="find_fault",
            label="有问题",
            sources=_OPEN,
            target=LineState.FAULTY,
            roles=INSPECTORS,
            gates=(gates.is_underway,),
            duties=("S2-11.7b",),
        ),
        Move(
            act="skip",
            label="不适用",
            sources=frozenset({LineState.PENDING}),
            target=LineState.SKIPPED,
            roles=INSPECTORS,
            gates=(gates.is_underway,),
            reason_required=True,
        ),
    ),
)
