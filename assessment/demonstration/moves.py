"""示范创建: 起草 → 部署. An application: 准备 → 申报 → 验收 → 公示 → 命名, and what ends it (S1-7, S1-8.3a)."""

from assessment.demonstration import gates
from assessment.demonstration.states import ISSUERS, OFFICE, SUBMITTERS, CandidacyState, ProgrammeState
from portal.workflow import Move, Workflow

_SUBMITTED = frozenset({CandidacyState.SUBMITTED})
_SHOWN = frozenset({CandidacyState.SHOWN})
_NAMED = frozenset({CandidacyState.NAMED})

PROGRAMME_WORKFLOW = Workflow(
    "示范创建方案",
    (
        Move(
            act="issue",
            label="部署",
            sources=frozenset({ProgrammeState.DRAFT}),
            target=ProgrammeState.ISSUED,
            roles=ISSUERS,
            gates=(gates.has_its_dates,),
            person_rules=(gates.is_not_the_drafter,),
            duties=("S1-8.2",),
        ),
    ),
)

CANDIDACY_WORKFLOW = Workflow(
    "示范创建申报",
    (
        Move(
            act="submit",
            label="申报",
            sources=frozenset({CandidacyState.PREPARING}),
            target=CandidacyState.SUBMITTED,
            roles=SUBMITTERS,
            gates=(gates.is_in_time, gates.every_standard_is_described, gates.every_standard_has_evidence),
            duties=("S1-7.1",),
        ),
        Move(
            act="accept",
            label="验收通过",
            sources=_SUBMITTED,
            target=CandidacyState.ACCEPTED,
            roles=OFFICE,
            gates=(gates.was_guided,),
            person_rules=(gates.is_not_of_the_unit,),
            duties=("S1-7.2", "S1-7.3a"),
        ),
        Move(
            act="fail",
            label="验收没有通过",
            sources=_SUBMITTED,
            target=CandidacyState.FAILED,
            roles=OFFICE,
            reason_required=True,
        ),
        Move(
            act="show",
            label="公示",
            sources=frozenset({CandidacyState.ACCEPTED}),
            target=CandidacyState.SHOWN,
            roles=ISSUERS,
            person_rules=(gates.is_not_who_accepted,),
            duties=("S1-7.3b",),
        ),
        Move(
            act="settle",
            label="答复异议",
            sources=_SHOWN,
            target=CandidacyState.SHOWN,
            roles=OFFICE,
            person_rules=(gates.is_not_of_the_unit,),
            applies=gates.has_open_objection,
            duties=("S1-7.3b",),
        ),
        Move(
            act="name",
            label="命名",
            sources=_SHOWN,
            target=CandidacyState.NAMED,
            roles=ISSUERS,
            gates=(
                gates.publicity_is_over,
                gates.no_objection_is_open,
                gates.no_objection_was_upheld,
                gates.quota_is_left,
            ),
            person_rules=(gates.is_not_who_accepted,),
            duties=("S1-7.0", "S1-7.3b"),
        ),
        Move(
            act="refuse",
            label="不予命名",
            sources=_SHOWN,
            target=CandidacyState.REFUSED,
            roles=ISSUERS,
            gates=(gates.no_objection_is_open,),
            reason_required=True,
            danger=True,
        ),
        Move(
            act="review",
            label="复评",
            sources=_NAMED,
            target=CandidacyState.NAMED,
            roles=OFFICE,
            person_rules=(gates.is_not_of_the_unit,),
            duties=("S1-8.3a",),
        ),
        Move(
            act="revoke",
            label="撤销命名",
            sources=_NAMED,
            target=CandidacyState.REVOKED,
            roles=ISSUERS,
            reason_required=True,
            danger=True,
            duties=("S1-8.3a",),
        ),
    ),
)
