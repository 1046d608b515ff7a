"""发现 → 报告 → 确认 → 起草 → 批准 → 发布 → 评估; and the question put to another organ."""

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from sentiment.clarification import gates
from sentiment.clarification.states import ANSWERERS, DRAFTERS, FINDERS, PUBLISHERS, ConsentState, State

CLARIFICATION_WORKFLOW = Workflow(
    "澄清",
    (
        Move(
            act="report",
            label="报告政务公开办",
            sources=frozenset({State.FOUND}),
            target=State.REPORTED,
            roles=FINDERS,
            duties=("S2-8.4a", "S2-8.2"),
        ),
        Move(
            act="confirm",
            label="确认",
            sources=frozenset({State.REPORTED}),
            target=State.CONFIRMED,
            roles=(Role.OVERSIGHT,),
            duties=("S2-8.4a", "S2-8.3b"),
        ),
        Move(
            act="dismiss",
            label="不需要澄清",
            sources=frozenset({State.REPORTED}),
            target=State.DISMISSED,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
        ),
        Move(
            act="divert",
            label="转应急处置",
            sources=frozenset({State.REPORTED, State.CONFIRMED}),
            target=State.EMERGENCY,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
            danger=True,
            duties=("S2-8.5",),
        ),
        Move(
            act="submit",
            label="报批",
            sources=frozenset({State.CONFIRMED}),
            target=State.APPROVAL,
            roles=DRAFTERS,
            gates=(gates.is_written, gates.others_agreed, gates.is_screened),
            duties=("S2-8.6.2b", "S2-8.4b"),
        ),
        Move(
            act="approve_head",
            label="主要负责人审批",
            sources=frozenset({State.APPROVAL}),
            target=State.APPROVAL,
            roles=(Role.HEAD,),
            person_rules=(gates.is_not_the_writer,),
            applies=gates.needs_head,
            duties=("S2-8.6.2a",),
        ),
        Move(
            act="approve_city",
            label="市政府批准",
            sources=frozenset({State.APPROVAL}),
            target=State.APPROVAL,
            roles=(Role.OFFICE_APPROVER,),
            person_rules=(gates.is_not_the_writer, gates.is_not_of_the_organ, gates.is_not_the_head),
            applies=gates.needs_city,
            duties=("S2-8.6.1", "S2-8.6.2c"),
        ),
        Move(
            act="publish",
            label="发布澄清",
            sources=frozenset({State.APPROVAL}),
            target=State.PUBLISHED,
            roles=PUBLISHERS,
            gates=(gates.is_approved, gates.others_agreed, gates.is_screened),
            duties=("S2-8.4b",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({State.APPROVAL}),
            target=State.CONFIRMED,
            roles=(Role.HEAD, Role.OFFICE_APPROVER, Role.OVERSIGHT),
            reason_required=True,
        ),
        Move(
            act="evaluate",
            label="评估效果",
            sources=frozenset({State.PUBLISHED}),
            target=State.EVALUATED,
            roles=(*DRAFTERS, Role.OVERSIGHT),
            gates=(gates.went_out_everywhere,),
            duties=("S2-8.2",),
        ),
        Move(
            act="take_down",
            label="撤下",
            sources=frozenset({State.PUBLISHED, State.EVALUATED}),
            target=State.TAKEN_DOWN,
            roles=(Role.HEAD, Role.DISCLOSURE_HEAD, Role.OVERSIGHT),
            reason_required=True,
            danger=True,
        ),
    ),
)

CONSENT_WORKFLOW = Workflow(
    "澄清征求意见",
    (
        Move(
            act="agree",
            label="同意",
            sources=frozenset({ConsentState.ASKED}),
            target=ConsentState.AGREED,
            roles=ANSWERERS,
            duties=("S2-8.6.2b",),
        ),
        Move(
            act="refuse",
            label="不同意",
            sources=frozenset({ConsentState.ASKED}),
            target=ConsentState.REFUSED,
            roles=ANSWERERS,
            reason_required=True,
            duties=("S2-8.6.2b",),
        ),
        Move(
            act="drop",
            label="不再征求",
            sources=frozenset({ConsentState.ASKED, ConsentState.AGREED, ConsentState.REFUSED}),
            target=ConsentState.DROPPED,
            roles=(),
            by_system=True,
        ),
    ),
)
