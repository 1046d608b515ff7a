"""The course of a row: 登记 → 保密审查 → 审核公开 → 更新 or 撤回."""

from disclosure.listings import gates
from disclosure.listings.states import BEFORE, PUBLISHERS, REGISTRARS, WITHDRAWERS, RowState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

_SHOWN = frozenset({RowState.PUBLISHED})

LISTING_WORKFLOW = Workflow(
    "清单条目",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({RowState.DRAFT}),
            target=RowState.CHECKING,
            roles=REGISTRARS,
            gates=(gates.elements_are_there, gates.day_is_over, gates.personal_data_is_settled),
            duties=("S3-2.6a", "S4-1.7b"),
        ),
        Move(
            act="clear",
            label="保密审查通过",
            sources=frozenset({RowState.CHECKING}),
            target=RowState.CLEARED,
            roles=(Role.SECRECY_REVIEWER,),
            gates=(gates.personal_data_is_settled, gates.secrecy_words_are_settled),
            person_rules=(gates.not_the_registrar,),
            duties=("S3-2.6f",),
        ),
        Move(
            act="publish",
            label="审核公开",
            sources=frozenset({RowState.CLEARED}),
            target=RowState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(
                gates.elements_are_there,
                gates.day_is_over,
                gates.personal_data_is_settled,
                gates.secrecy_words_are_settled,
            ),
            person_rules=(gates.not_the_registrar, gates.not_the_clearer),
            duties=("S3-2.6f",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({RowState.CHECKING, RowState.CLEARED}),
            target=RowState.DRAFT,
            roles=(Role.SECRECY_REVIEWER, *PUBLISHERS),
            reason_required=True,
        ),
        Move(
            act="replace",
            label="由新的内容代替",
            sources=_SHOWN,
            target=RowState.REPLACED,
            roles=PUBLISHERS,
        ),
        Move(
            act="withdraw",
            label="撤回",
            sources=_SHOWN,
            target=RowState.WITHDRAWN,
            roles=WITHDRAWERS,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset(BEFORE),
            target=RowState.CANCELLED,
            roles=(*REGISTRARS, Role.DISCLOSURE_HEAD),
            reason_required=True,
            danger=True,
        ),
    ),
)
