"""The course of a letter: 受理 → 办理 → 答复 (or 告知途径) → 公开, where its writer agrees."""

from portal.workflow import Move, Workflow
from sentiment.mailbox import gates
from sentiment.mailbox.states import APPROVERS, DRAFTERS, JUDGES, PUBLISHERS, RECEIVERS, ROUTERS, State

_IN_HAND = frozenset({State.SUBMITTED, State.HANDLING})

MAILBOX_WORKFLOW = Workflow(
    "群众留言",
    (
        Move(
            act="accept",
            label="受理",
            sources=frozenset({State.SUBMITTED}),
            target=State.HANDLING,
            roles=RECEIVERS,
            duties=("S0-7.1",),
        ),
        Move(
            act="hand_over",
            label="转办",
            sources=_IN_HAND,
            target=State.SUBMITTED,
            roles=ROUTERS,
            person_rules=(gates.may_pass_it_on,),
            reason_required=True,
            duties=("S1-4.3",),
        ),
        Move(
            act="submit_answer",
            label="起草答复",
            sources=frozenset({State.HANDLING}),
            target=State.APPROVAL,
            roles=DRAFTERS,
        ),
        Move(
            act="approve",
            label="审核并答复",
            sources=frozenset({State.APPROVAL}),
            target=State.ANSWERED,
            roles=APPROVERS,
            person_rules=(gates.is_not_the_drafter,),
            duties=("S0-7.1", "S0-7.3"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({State.APPROVAL}),
            target=State.HANDLING,
            roles=APPROVERS,
            reason_required=True,
        ),
        Move(
            act="redirect",
            label="告知办理途径",
            sources=_IN_HAND,
            target=State.REDIRECTED,
            roles=JUDGES,
            duties=("law.E6",),
        ),
        Move(
            act="accept_offer",
            label="同意转为别的案件",
            sources=frozenset({State.SUBMITTED, State.HANDLING, State.APPROVAL}),
            target=State.REDIRECTED,
            roles=(),
            by_citizen=True,
            duties=("law.E6",),
        ),
        Move(
            act="set_aside",
            label="认定无效",
            sources=_IN_HAND,
            target=State.INVALID,
            roles=JUDGES,
            reason_required=True,
            danger=True,
            duties=("S0-7.3",),
        ),
        Move(
            act="withdraw",
            label="撤回",
            sources=frozenset({State.SUBMITTED, State.HANDLING, State.APPROVAL}),
            target=State.WITHDRAWN,
            roles=(),
            by_citizen=True,
        ),
        Move(
            act="publish",
            label="批准公开",
            sources=frozenset({State.ANSWERED}),
            target=State.PUBLISHED,
            roles=PUBLISHERS,
            gates=(gates.writer_agreed, gates.public_words_are_there, gates.nobody_is_named, gates.is_screened),
            person_rules=(gates.is_not_the_editor,),
            applies=gates.may_be_public,
            duties=("S0-7.2",),
        ),
        Move(
            act="keep_private",
            label="不公开",
            sources=frozenset({State.ANSWERED}),
            target=State.PRIVATE,
            roles=PUBLISHERS,
            applies=gates.may_be_public,
            reason_required=True,
        ),
        Move(
            act="take_down",
            label="撤下",
            sources=frozenset({State.PUBLISHED}),
            target=State.TAKEN_DOWN,
            roles=(*PUBLISHERS, *DRAFTERS),
            reason_required=True,
            danger=True,
        ),
    ),
)
