"""投诉 → 查证 → 属实 (考评问题, 整改) or not; the complainant reads which (Regulations art. 47)."""

from assessment.complaints import gates
from assessment.complaints.states import VERIFIERS, ComplaintState
from portal.workflow import Move, Workflow

_RECEIVED = frozenset({ComplaintState.RECEIVED})
_RULES = (gates.is_not_of_the_organ,)

COMPLAINT_WORKFLOW = Workflow(
    "未依法公开的投诉",
    (
        Move(
            act="uphold",
            label="属实，要求整改",
            sources=_RECEIVED,
            target=ComplaintState.UPHELD,
            roles=VERIFIERS,
            person_rules=_RULES,
            duties=("law.A6.47",),
        ),
        Move(
            act="reject",
            label="查不属实",
            sources=_RECEIVED,
            target=ComplaintState.UNFOUNDED,
            roles=VERIFIERS,
            person_rules=_RULES,
            danger=True,
        ),
        Move(
            act="direct_elsewhere",
            label="不归本办，告知去处",
            sources=_RECEIVED,
            target=ComplaintState.ELSEWHERE,
            roles=VERIFIERS,
        ),
    ),
)
