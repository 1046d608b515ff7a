"""起草细则 → 施行 → 出结果 (S2-11.13)."""

from assessment.unit_assessments import gates
from assessment.unit_assessments.states import HEADS, State
from portal.workflow import Move, Workflow

_DUTIES = ("S2-11.13",)

UNIT_WORKFLOW = Workflow(
    "内部考评",
    (
        Move(
            act="put_in_force",
            label="批准施行",
            sources=frozenset({State.DRAFT}),
            target=State.IN_FORCE,
            roles=HEADS,
            gates=(gates.adds_up,),
            person_rules=(gates.is_not_the_writer,),
            duties=_DUTIES,
        ),
        Move(
            act="conclude",
            label="出结果",
            sources=frozenset({State.IN_FORCE}),
            target=State.CONCLUDED,
            roles=HEADS,
            duties=_DUTIES,
        ),
    ),
)
