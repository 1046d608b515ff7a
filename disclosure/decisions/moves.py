"""目录: 编制 → 公布 → 调整; 决策: 启动 → 各步 → 集体讨论 → 公布 → 归档; 听证: 公告 → 名单 → 举行."""

from disclosure.decisions import gates
from disclosure.decisions.states import (
    APPROVERS,
    BEFORE,
    COMING,
    DRAFTERS,
    PUBLISHERS,
    CatalogueState,
    HearingState,
    State,
)
from portal.workflow import Move, Workflow

CATALOGUE_WORKFLOW = Workflow(
    "决策事项目录",
    (
        Move(
            act="publish",
            label="公布目录",
            sources=frozenset({CatalogueState.DRAFT, CatalogueState.REVISING}),
            target=CatalogueState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(gates.has_items, gates.party_agreed),
            duties=("law.H",),
        ),
        Move(
            act="revise",
            label="调整目录",
            sources=frozenset({CatalogueState.PUBLISHED}),
            target=CatalogueState.REVISING,
            roles=DRAFTERS,
            reason_required=True,
        ),
    ),
)

DECISION_WORKFLOW = Workflow(
    "重大行政决策",
    (
        Move(
            act="start",
            label="决定启动",
            sources=frozenset({State.PROPOSED}),
            target=State.UNDER_WAY,
            roles=APPROVERS,
            gates=(gates.is_described, gates.is_screened),
            person_rules=(gates.is_not_the_drafter,),
            duties=("S3-2.1c", "S4-1.1a", "S1-5.3a"),
        ),
        Move(
            act="exempt",
            label="认定不适用程序",
            sources=frozenset({State.PROPOSED}),
            target=State.EXEMPT,
            roles=APPROVERS,
            gates=(gates.is_described, gates.is_screened),
            person_rules=(gates.is_not_the_drafter,),
            duties=("law.C17",),
        ),
        Move(
            act="conclude",
            label="确认集体讨论通过",
            sources=frozenset({State.UNDER_WAY}),
            target=State.PASSED,
            roles=APPROVERS,
            gates=(gates.steps_are_done, gates.is_screened),
            duties=("S0-4.3", "S0-6.1", "S3-6.2a", "S3-6.2b", "law.H"),
        ),
        Move(
            act="announce",
            label="公布决定",
            sources=frozenset({State.PASSED}),
            target=State.ANNOUNCED,
            roles=PUBLISHERS,
            gates=(gates.is_announced_whole, gates.is_screened),
            duties=("S0-6.6", "S3-6.2d"),
        ),
        Move(
            act="archive",
            label="归档",
            sources=frozenset({State.ANNOUNCED}),
            target=State.ARCHIVED,
            roles=DRAFTERS,
            gates=(gates.is_followed_up, gates.is_screened),
            duties=("S3-2.2a",),
        ),
        Move(
            act="end",
            label="终止程序",
            sources=frozenset({State.PROPOSED, *BEFORE}),
            target=State.ENDED,
            roles=APPROVERS,
            reason_required=True,
            danger=True,
        ),
    ),
)

HEARING_WORKFLOW = Workflow(
    "听证会",
    (
        Move(
            act="announce",
            label="公告听证会",
            sources=frozenset({HearingState.DRAFT}),
            target=HearingState.ANNOUNCED,
            roles=PUBLISHERS,
            gates=(gates.is_announceable, gates.hearing_is_screened),
            duties=("S0-6.5", "S3-6.2b"),
        ),
        Move(
            act="publish_list",
            label="公布参加人名单",
            sources=frozenset({HearingState.ANNOUNCED}),
            target=HearingState.LISTED,
            roles=PUBLISHERS,
            gates=(gates.has_a_list, gates.is_ahead, gates.hearing_is_screened),
            duties=("S0-6.5",),
        ),
        Move(
            act="hold",
            label="登记听证情况",
            sources=frozenset({HearingState.LISTED}),
            target=HearingState.HELD,
            roles=DRAFTERS,
            gates=(gates.it_took_place, gates.materials_were_served),
            duties=("S0-6.4", "S3-6.2b"),
        ),
        Move(
            act="cancel",
            label="取消听证会",
            sources=frozenset({HearingState.DRAFT, *COMING}),
            target=HearingState.CANCELLED,
            roles=APPROVERS,
            reason_required=True,
            danger=True,
        ),
    ),
)
