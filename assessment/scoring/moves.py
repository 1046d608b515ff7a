"""自评 → 综合评议 → 领导小组审定: three steps, in this order (S2-11.8)."""

from assessment.scoring import gates
from assessment.scoring.states import PROPOSERS, SELF_ASSESSORS, AssessmentState
from assessment.standards.states import APPROVERS
from portal.workflow import Move, Workflow

ASSESSMENT_WORKFLOW = Workflow(
    "年度考评",
    (
        Move(
            act="assess_itself",
            label="总结和自评",
            sources=frozenset({AssessmentState.OPEN}),
            target=AssessmentState.ASSESSED_ITSELF,
            roles=SELF_ASSESSORS,
            gates=(gates.has_standard,),
            duties=("S2-11.8a",),
        ),
        Move(
            act="propose",
            label="综合评议，提出结果",
            sources=frozenset({AssessmentState.ASSESSED_ITSELF}),
            target=AssessmentState.PROPOSED,
            roles=PROPOSERS,
            gates=(gates.nothing_contested,),
            duties=("S2-11.8a", "S2-11.8b"),
        ),
        Move(
            act="send_back",
            label="退回重新评议",
            sources=frozenset({AssessmentState.PROPOSED}),
            target=AssessmentState.ASSESSED_ITSELF,
            roles=APPROVERS,
            reason_required=True,
        ),
        Move(
            act="approve",
            label="审定",
            sources=frozenset({AssessmentState.PROPOSED}),
            target=AssessmentState.APPROVED,
            roles=APPROVERS,
            gates=(gates.nothing_contested,),
            person_rules=(gates.is_not_the_proposer,),
            duties=("S2-11.8b", "S2-11.3"),
        ),
    ),
)
