"""报名 → 培训 → 聘任 → 解聘; a note of a patrol → 考评问题 or not (S3-7.4)."""

from assessment.supervision import gates
from assessment.supervision.states import KEEPERS, NoteState, SupervisorState
from portal.workflow import Move, Workflow

_CANDIDATE = frozenset({SupervisorState.CANDIDATE})
_SERVING = frozenset({SupervisorState.SERVING})
_FILED = frozenset({NoteState.FILED})

SUPERVISOR_WORKFLOW = Workflow(
    "社会监督员",
    (
        Move(
            act="appoint",
            label="聘任",
            sources=_CANDIDATE,
            target=SupervisorState.SERVING,
            roles=KEEPERS,
            gates=(gates.was_trained,),
            duties=("S3-7.4a", "S3-7.4b"),
        ),
        Move(
            act="decline",
            label="不聘任",
            sources=_CANDIDATE,
            target=SupervisorState.DECLINED,
            roles=KEEPERS,
            reason_required=True,
            danger=True,
        ),
        Move(act="renew", label="续聘", sources=_SERVING, target=SupervisorState.SERVING, roles=KEEPERS),
        Move(
            act="dismiss",
            label="解聘",
            sources=_SERVING,
            target=SupervisorState.ENDED,
            roles=KEEPERS,
            reason_required=True,
            danger=True,
        ),
    ),
)

NOTE_WORKFLOW = Workflow(
    "巡视记录",
    (
        Move(
            act="take_up",
            label="登记为考评问题",
            sources=_FILED,
            target=NoteState.TAKEN_UP,
            roles=KEEPERS,
            duties=("S3-7.4b",),
        ),
        Move(
            act="set_aside",
            label="不登记",
            sources=_FILED,
            target=NoteState.SET_ASIDE,
            roles=KEEPERS,
            danger=True,
        ),
    ),
)
