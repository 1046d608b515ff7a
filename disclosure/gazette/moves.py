"""The course of an issue: 编辑 → 审核 → 出版; and of a document on its way into one: 送交 → 编入."""

from disclosure.gazette import gates
from disclosure.gazette.states import EDITORS, PUBLISHERS, SENDERS, DeliveryState, IssueState
from portal.workflow import Move, Workflow

_OPEN = frozenset({DeliveryState.WANTED, DeliveryState.DELIVERED})

ISSUE_WORKFLOW = Workflow(
    "政府公报",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({IssueState.DRAFT}),
            target=IssueState.CHECKING,
            roles=EDITORS,
            gates=gates.READY,
        ),
        Move(
            act="publish",
            label="审核出版",
            sources=frozenset({IssueState.CHECKING}),
            target=IssueState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(*gates.READY, gates.texts_are_current),
            person_rules=(gates.not_the_editor,),
            duties=("S3-5.5a", "S1-4.2a"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({IssueState.CHECKING}),
            target=IssueState.DRAFT,
            roles=PUBLISHERS,
            reason_required=True,
        ),
        Move(
            act="correct",
            label="更正",
            sources=frozenset({IssueState.PUBLISHED}),
            target=IssueState.PUBLISHED,
            roles=PUBLISHERS,
            person_rules=(gates.not_the_editor,),
            reason_required=True,
            duties=("S3-5.5a",),
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset({IssueState.DRAFT}),
            target=IssueState.CANCELLED,
            roles=(*EDITORS, *PUBLISHERS),
            reason_required=True,
            danger=True,
        ),
    ),
)

DELIVERY_WORKFLOW = Workflow(
    "送交公报室",
    (
        Move(
            act="deliver",
            label="送交公报室",
            sources=frozenset({DeliveryState.WANTED}),
            target=DeliveryState.DELIVERED,
            roles=SENDERS,
            gates=(gates.document_is_public,),
            duties=("S3-5.5b",),
        ),
        Move(
            act="hand_back",
            label="退回补正",
            sources=frozenset({DeliveryState.DELIVERED}),
            target=DeliveryState.WANTED,
            roles=EDITORS,
            reason_required=True,
            duties=("S3-5.5b",),
        ),
        Move(
            act="place",
            label="登上公报",
            sources=_OPEN,
            target=DeliveryState.PLACED,
            roles=(),
            by_system=True,
            duties=("S3-5.5a",),
        ),
        Move(
            act="drop",
            label="不用送交",
            sources=_OPEN,
            target=DeliveryState.DROPPED,
            roles=(),
            by_system=True,
        ),
        Move(
            act="want",
            label="重新要求送交",
            sources=frozenset({DeliveryState.DROPPED}),
            target=DeliveryState.WANTED,
            roles=(),
            by_system=True,
            duties=("S3-5.5b",),
        ),
    ),
)
