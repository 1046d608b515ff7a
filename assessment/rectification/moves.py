"""起草 → 下发 → 反馈 → 复核 → 销号 or 再整改; and the criticism when the period ran out (S2-11.7c, S2-11.10)."""

from assessment.rectification import gates
from assessment.rectification.states import (
    ANSWERERS,
    CRITICS,
    DRAFTERS,
    ISSUERS,
    REVIEWERS,
    CriticismState,
    RectificationState,
)
from portal.workflow import Move, Workflow

_DRAFT = frozenset({RectificationState.DRAFT})
_ANSWERED = frozenset({RectificationState.ANSWERED})
_PROPOSED = frozenset({CriticismState.PROPOSED})

RECTIFICATION_WORKFLOW = Workflow(
    "整改",
    (
        Move(
            act="issue",
            label="下发",
            sources=_DRAFT,
            target=RectificationState.ISSUED,
            roles=ISSUERS,
            gates=(gates.names_problems,),
            duties=("S2-11.7c", "S3-2.6e"),
        ),
        Move(
            act="drop",
            label="撤销",
            sources=_DRAFT,
            target=RectificationState.DROPPED,
            roles=DRAFTERS,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="answer",
            label="反馈整改情况",
            sources=frozenset({RectificationState.ISSUED}),
            target=RectificationState.ANSWERED,
            roles=ANSWERERS,
            duties=("S2-11.7c",),
        ),
        Move(
            act="clear",
            label="复核通过，销号",
            sources=_ANSWERED,
            target=RectificationState.CLEARED,
            roles=REVIEWERS,
            person_rules=(gates.is_not_the_issuer,),
            reason_required=True,
        ),
        Move(
            act="repeat",
            label="再整改",
            sources=_ANSWERED,
            target=RectificationState.ISSUED,
            roles=REVIEWERS,
            person_rules=(gates.is_not_the_issuer,),
            reason_required=True,
        ),
    ),
)

CRITICISM_WORKFLOW = Workflow(
    "通报批评",
    (
        Move(
            act="circulate",
            label="通报批评",
            sources=_PROPOSED,
            target=CriticismState.CIRCULATED,
            roles=CRITICS,
            duties=("S2-11.10", "S3-7.2"),
        ),
        Move(
            act="dismiss",
            label="不通报",
            sources=_PROPOSED,
            target=CriticismState.DISMISSED,
            roles=CRITICS,
            reason_required=True,
            danger=True,
        ),
    ),
)
