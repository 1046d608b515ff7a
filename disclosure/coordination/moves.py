"""The procedures before a release: asking other organs, answering them, settling their quarrel, getting approval."""

from functools import partial

from disclosure.coordination import gates
from disclosure.coordination.states import (
    ANSWERERS,
    ASKERS,
    CONFIRMERS,
    IN_DISPUTE,
    STANDING,
    ApprovalState,
    CoordinationState,
    InquiryState,
)
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

_ruling = partial(
    Move,
    sources=frozenset({CoordinationState.ESCALATED}),
    roles=(Role.OVERSIGHT,),
    person_rules=(gates.rules_for_others,),
    reason_required=True,
    duties=("S0-1.6b", "S2-7.10"),
)

COORDINATION_WORKFLOW = Workflow(
    "发布协调",
    (
        Move(
            act="escalate",
            label="报请政务公开办协调",
            sources=frozenset({CoordinationState.OPEN}),
            target=CoordinationState.ESCALATED,
            roles=ASKERS,
            gates=(gates.is_disputed,),
            reason_required=True,
            by_system=True,
            duties=("S0-1.6b", "S2-7.10"),
        ),
        Move(
            act="agree",
            label="各机关都同意",
            sources=IN_DISPUTE,
            target=CoordinationState.CLEARED,
            roles=(),
            by_system=True,
            duties=("S2-6.6",),
        ),
        Move(
            act="await_changes",
            label="修改后同意",
            sources=IN_DISPUTE,
            target=CoordinationState.TO_CHANGE,
            roles=(),
            by_system=True,
        ),
        _ruling(act="rule_release", label="裁决：可以发布", target=CoordinationState.CLEARED),
        _ruling(act="rule_changes", label="裁决：修改后发布", target=CoordinationState.TO_CHANGE),
        _ruling(act="rule_stop", label="裁决：不予发布", target=CoordinationState.STOPPED, danger=True),
        Move(
            act="adopt",
            label="确认已按意见修改",
            sources=frozenset({CoordinationState.TO_CHANGE}),
            target=CoordinationState.CLEARED,
            roles=ASKERS,
            gates=(gates.text_was_changed,),
            reason_required=True,
            duties=("S2-7.12.3",),
        ),
        Move(
            act="withdraw",
            label="作废，重新征求意见",
            sources=STANDING,
            target=CoordinationState.WITHDRAWN,
            roles=ASKERS,
            reason_required=True,
            danger=True,
            by_system=True,
        ),
    ),
)

INQUIRY_WORKFLOW = Workflow(
    "征求意见",
    (
        Move(
            act="agree",
            label="同意发布",
            sources=frozenset({InquiryState.ASKED}),
            target=InquiryState.AGREED,
            roles=ANSWERERS,
            duties=("S0-1.7a", "S0-1.7b"),
        ),
        Move(
            act="agree_with_changes",
            label="修改后同意发布",
            sources=frozenset({InquiryState.ASKED}),
            target=InquiryState.AGREED_WITH_CHANGES,
            roles=ANSWERERS,
            reason_required=True,
            duties=("S0-1.7b",),
        ),
        Move(
            act="disagree",
            label="不同意发布",
            sources=frozenset({InquiryState.ASKED}),
            target=InquiryState.DISAGREED,
            roles=ANSWERERS,
            reason_required=True,
            duties=("S0-1.6b", "S0-1.7b"),
        ),
        Move(
            act="withdraw",
            label="征求意见作废",
            sources=frozenset(InquiryState) - {InquiryState.WITHDRAWN},
            target=InquiryState.WITHDRAWN,
            roles=(),
            by_system=True,
        ),
    ),
)

APPROVAL_WORKFLOW = Workflow(
    "发布前批准",
    (
        Move(
            act="confirm",
            label="确认需要批准",
            sources=frozenset({ApprovalState.PROPOSED}),
            target=ApprovalState.NEEDED,
            roles=CONFIRMERS,
            duties=("S2-7.6",),
        ),
        Move(
            act="waive",
            label="不需要批准",
            sources=frozenset({ApprovalState.PROPOSED}),
            target=ApprovalState.NOT_NEEDED,
            roles=CONFIRMERS,
            reason_required=True,
        ),
        Move(
            act="approve",
            label="登记批准情况",
            sources=frozenset({ApprovalState.NEEDED, ApprovalState.REFUSED}),
            target=ApprovalState.APPROVED,
            roles=ASKERS,
            duties=("S2-1.14b", "S2-7.6"),
        ),
        Move(
            act="refuse",
            label="登记未获批准",
            sources=frozenset({ApprovalState.NEEDED}),
            target=ApprovalState.REFUSED,
            roles=ASKERS,
            reason_required=True,
        ),
        Move(
            act="reopen",
            label="稿子改动，重新报批",
            sources=frozenset({ApprovalState.APPROVED, ApprovalState.NOT_NEEDED}),
            target=ApprovalState.PROPOSED,
            roles=CONFIRMERS,
            reason_required=True,
            by_system=True,
        ),
    ),
)
