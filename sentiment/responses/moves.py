"""The course of an answer: 起草 → 保密审查 → 签发 → 撤回."""

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from sentiment.responses import gates
from sentiment.responses.states import BEFORE, DRAFTERS, PUBLISHERS, ResponseState

RESPONSE_WORKFLOW = Workflow(
    "舆情回应",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({ResponseState.DRAFT}),
            target=ResponseState.CHECKING,
            roles=DRAFTERS,
            gates=(gates.elements_are_there, gates.personal_data_is_settled),
            duties=("S4-1.13b",),
        ),
        Move(
            act="clear",
            label="保密审查通过",
            sources=frozenset({ResponseState.CHECKING}),
            target=ResponseState.CLEARED,
            roles=(Role.SECRECY_REVIEWER,),
            gates=(gates.personal_data_is_settled, gates.secrecy_words_are_settled),
            person_rules=(gates.not_the_drafter,),
        ),
        Move(
            act="publish",
            label="签发并发布",
            sources=frozenset({ResponseState.CLEARED}),
            target=ResponseState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(
                gates.ticket_is_in_response,
                gates.plan_is_approved,
                gates.elements_are_there,
                gates.conference_was_held,
                gates.organs_agree,
                gates.personal_data_is_settled,
                gates.secrecy_words_are_settled,
            ),
            person_rules=(gates.not_the_drafter, gates.not_the_clearer),
            duties=("S0-3.9e", "S0-3.10a", "S3-4.2d", "S3-4.5"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({ResponseState.CHECKING, ResponseState.CLEARED}),
            target=ResponseState.DRAFT,
            roles=(Role.SECRECY_REVIEWER, *PUBLISHERS),
            reason_required=True,
        ),
        Move(
            act="withdraw",
            label="撤回",
            sources=frozenset({ResponseState.PUBLISHED}),
            target=ResponseState.WITHDRAWN,
            roles=PUBLISHERS,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset(BEFORE),
            target=ResponseState.CANCELLED,
            roles=(*DRAFTERS, *PUBLISHERS),
            reason_required=True,
            danger=True,
        ),
    ),
)
