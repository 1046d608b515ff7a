"""筹备 → 预告 → 举行 → 实录公开."""

from portal.workflow import Move, Workflow
from sentiment.meetings import gates
from sentiment.meetings.states import APPROVERS, PLANNERS, State

MEETING_WORKFLOW = Workflow(
    "访谈和发布会",
    (
        Move(
            act="announce",
            label="批准预告",
            sources=frozenset({State.PLANNED}),
            target=State.ANNOUNCED,
            roles=APPROVERS,
            gates=(gates.lies_ahead, gates.is_screened),
            person_rules=(gates.is_not_the_writer,),
            duties=("S0-7.1", "S1-4.2b"),
        ),
        Move(
            act="hold",
            label="登记已举行",
            sources=frozenset({State.ANNOUNCED}),
            target=State.HELD,
            roles=PLANNERS,
            gates=(gates.has_begun,),
            duties=("S1-4.2b",),
        ),
        Move(
            act="release",
            label="批准公开实录",
            sources=frozenset({State.HELD}),
            target=State.RECORDED,
            roles=APPROVERS,
            gates=(gates.has_a_record, gates.is_screened),
            person_rules=(gates.is_not_the_writer,),
            duties=("S0-7.1", "S1-4.2b"),
        ),
        Move(
            act="cancel",
            label="取消",
            sources=frozenset({State.ANNOUNCED}),
            target=State.CANCELLED,
            roles=APPROVERS,
            reason_required=True,
            danger=True,
        ),
    ),
)
