"""线索 → 调查 → 听取陈述申辩 → 决定 → 送达 → (复核) → 办结 (S2-3.4, S2-3.8, S2-3.9)."""

from assessment.accountability import gates
from assessment.accountability.states import DECIDERS, INVESTIGATORS, CaseState
from portal.workflow import Move, Workflow

_LEAD = frozenset({CaseState.LEAD})
_INVESTIGATING = frozenset({CaseState.INVESTIGATING})
_HEARING = frozenset({CaseState.HEARING})
_SERVED = frozenset({CaseState.SERVED})
_REVIEWING = frozenset({CaseState.REVIEWING})

ACCOUNTABILITY_WORKFLOW = Workflow(
    "责任追究",
    (
        Move(
            act="investigate",
            label="开始调查",
            sources=_LEAD,
            target=CaseState.INVESTIGATING,
            roles=INVESTIGATORS,
            person_rules=(gates.is_not_of_the_unit,),
            duties=("S2-3.4",),
        ),
        Move(
            act="dismiss",
            label="不予追究",
            sources=_LEAD | _INVESTIGATING | _HEARING,
            target=CaseState.DISMISSED,
            roles=INVESTIGATORS,
            person_rules=(gates.is_not_of_the_unit,),
            danger=True,
        ),
        Move(
            act="refer",
            label="移送",
            sources=_LEAD | _INVESTIGATING | _HEARING,
            target=CaseState.REFERRED,
            roles=INVESTIGATORS,
            person_rules=(gates.is_not_of_the_unit,),
            danger=True,
            duties=("S2-3.7.4",),
        ),
        Move(
            act="open_hearing",
            label="调查结束，听取陈述申辩",
            sources=_INVESTIGATING,
            target=CaseState.HEARING,
            roles=INVESTIGATORS,
            gates=(gates.is_established, gates.has_evidence, gates.names_respondents),
            person_rules=(gates.is_not_of_the_unit,),
            duties=("S2-3.8a",),
        ),
        Move(
            act="reopen",
            label="继续调查",
            sources=_HEARING,
            target=CaseState.INVESTIGATING,
            roles=INVESTIGATORS,
            person_rules=(gates.is_not_of_the_unit,),
        ),
        Move(
            act="decide",
            label="作出决定",
            sources=_HEARING,
            target=CaseState.DECIDED,
            roles=DECIDERS,
            gates=(gates.is_established, gates.has_evidence, gates.names_respondents, gates.everybody_was_heard),
            person_rules=(gates.is_not_the_investigator, gates.is_not_of_the_unit),
            duties=("S2-3.8b",),
        ),
        Move(
            act="complete_service",
            label="全部送达",
            sources=frozenset({CaseState.DECIDED}),
            target=CaseState.SERVED,
            roles=INVESTIGATORS,
            duties=("S2-3.8c",),
        ),
        Move(
            act="take_review",
            label="受理复核",
            sources=_SERVED,
            target=CaseState.REVIEWING,
            roles=INVESTIGATORS,
            duties=("S2-3.8d",),
        ),
        Move(
            act="rule_on_review",
            label="作出复核决定",
            sources=_REVIEWING,
            target=CaseState.SERVED,
            roles=DECIDERS,
            person_rules=(gates.is_not_the_investigator, gates.is_not_of_the_unit),
        ),
        Move(
            act="close",
            label="办结",
            sources=_SERVED,
            target=CaseState.CLOSED,
            roles=INVESTIGATORS,
            gates=(gates.reported_or_revoked, gates.review_period_is_over, gates.no_review_pending),
            duties=("S2-3.9",),
        ),
    ),
)
