"""草稿 → 施行: the leading group puts the year's standard in force; from then on a new edition alone changes it."""

from assessment.standards import gates
from assessment.standards.states import APPROVERS, StandardState
from portal.workflow import Move, Workflow

STANDARD_WORKFLOW = Workflow(
    "考评标准",
    (
        Move(
            act="put_in_force",
            label="批准施行",
            sources=frozenset({StandardState.DRAFT}),
            target=StandardState.IN_FORCE,
            roles=APPROVERS,
            gates=(gates.adds_up, gates.each_source_once, gates.one_measure_for_all),
            person_rules=(gates.is_not_the_writer,),
            duties=("S2-11.3", "S2-11.4", "S3-7.5a"),
        ),
        Move(
            act="give_way",
            label="由新版代替",
            sources=frozenset({StandardState.IN_FORCE}),
            target=StandardState.REPLACED,
            roles=APPROVERS,
            applies=gates.is_replaced,
        ),
    ),
)
