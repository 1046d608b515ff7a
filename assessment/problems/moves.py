"""计入 → 异议 → 维持 or 撤销; the same problem found twice is merged (S2-11.N2)."""

from assessment.problems import gates
from assessment.problems.states import CONTESTERS, DECIDERS, ProblemState
from assessment.standards.states import APPROVERS
from portal.workflow import Move, Workflow

_OPEN = frozenset({ProblemState.STANDING, ProblemState.CONTESTED, ProblemState.UPHELD})

PROBLEM_WORKFLOW = Workflow(
    "考评问题",
    (
        Move(
            act="contest",
            label="提出异议",
            sources=frozenset({ProblemState.STANDING}),
            target=ProblemState.CONTESTED,
            roles=CONTESTERS,
            gates=(gates.in_time, gates.not_frozen),
            reason_required=True,
        ),
        Move(
            act="uphold",
            label="异议不成立",
            sources=frozenset({ProblemState.CONTESTED}),
            target=ProblemState.UPHELD,
            roles=(*DECIDERS, *APPROVERS),
            gates=(gates.not_frozen,),
            person_rules=(gates.is_not_the_finder,),
            reason_required=True,
            duties=("S2-11.7b",),
        ),
        Move(
            act="lift",
            label="撤销",
            sources=_OPEN,
            target=ProblemState.LIFTED,
            roles=DECIDERS,
            gates=(gates.not_frozen,),
            reason_required=True,
            danger=True,
        ),
        Move(
            act="merge",
            label="并入另一个问题",
            sources=_OPEN,
            target=ProblemState.MERGED,
            roles=DECIDERS,
            gates=(gates.not_frozen,),
            reason_required=True,
            duties=("S2-11.N2",),
        ),
        Move(
            act="strike",
            label="更正时撤销",
            sources=_OPEN,
            target=ProblemState.LIFTED,
            roles=APPROVERS,
            applies=gates.is_frozen,
            reason_required=True,
            danger=True,
        ),
    ),
)
