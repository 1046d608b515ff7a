"""The course of a record: 登记 → 保密审查 → 审核公示 → 撤回, 信用修复 or 公示期满."""

from disclosure.credit import gates
from disclosure.credit.states import BEFORE, PUBLISHERS, REGISTRARS, WITHDRAWERS, RecordState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

_SHOWN = frozenset({RecordState.PUBLISHED})

CREDIT_WORKFLOW = Workflow(
    "信用信息",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({RecordState.DRAFT}),
            target=RecordState.CHECKING,
            roles=REGISTRARS,
            gates=(gates.elements_are_there, gates.dates_in_order, gates.personal_data_is_settled),
            duties=("S3-5.6a",),
        ),
        Move(
            act="clear",
            label="保密审查通过",
            sources=frozenset({RecordState.CHECKING}),
            target=RecordState.CLEARED,
            roles=(Role.SECRECY_REVIEWER,),
            gates=(gates.personal_data_is_settled, gates.secrecy_words_are_settled),
            person_rules=(gates.not_the_registrar,),
            duties=("S3-2.6f",),
        ),
        Move(
            act="publish",
            label="审核公示",
            sources=frozenset({RecordState.CLEARED}),
            target=RecordState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(
                gates.elements_are_there,
                gates.dates_in_order,
                gates.personal_data_is_settled,
                gates.secrecy_words_are_settled,
            ),
            person_rules=(gates.not_the_registrar, gates.not_the_clearer),
            duties=("S3-2.5b", "S3-2.6f"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({RecordState.CHECKING, RecordState.CLEARED}),
            target=RecordState.DRAFT,
            roles=(Role.SECRECY_REVIEWER, *PUBLISHERS),
            reason_required=True,
        ),
        Move(
            act="report_overturned",
            label="登记决定被变更、撤销",
            sources=_SHOWN,
            target=RecordState.PUBLISHED,
            roles=(*REGISTRARS, Role.DISCLOSURE_HEAD),
            applies=gates.is_not_overturned,
            reason_required=True,
            duties=("S3-2.5b",),
        ),
        Move(
            act="withdraw",
            label="撤回公示",
            sources=_SHOWN,
            target=RecordState.WITHDRAWN,
            roles=WITHDRAWERS,
            reason_required=True,
            danger=True,
            duties=("S3-2.5b",),
        ),
        Move(
            act="repair",
            label="信用修复、移出",
            sources=_SHOWN,
            target=RecordState.REPAIRED,
            roles=PUBLISHERS,
            gates=(gates.shown_long_enough,),
            applies=gates.is_repairable,
            reason_required=True,
            danger=True,
            duties=("S3-5.6b",),
        ),
        Move(
            act="expire",
            label="公示期满",
            sources=_SHOWN,
            target=RecordState.ENDED,
            roles=(),
            gates=(gates.period_is_over,),
            applies=gates.is_not_overturned,
            by_system=True,
            duties=("S3-5.6b",),
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset(BEFORE),
            target=RecordState.CANCELLED,
            roles=(*REGISTRARS, Role.DISCLOSURE_HEAD),
            reason_required=True,
            danger=True,
        ),
    ),
)
