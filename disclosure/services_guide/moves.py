"""The course of a guide: 编写 → 审核 → 发布 → 新版 or 撤下; and of 一件事, which is composed of guides."""

from disclosure.services_guide import gates
from disclosure.services_guide.states import PUBLISHERS, TAKERS_DOWN, WRITERS, BundleState, GuideState
from portal.workflow import Move, Workflow

GUIDE_WORKFLOW = Workflow(
    "办事指南",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({GuideState.DRAFT}),
            target=GuideState.CHECKING,
            roles=WRITERS,
            gates=gates.READY,
            duties=("S3-2.4c", "S3-2.4d", "S3-2.4e", "S3-5.2a"),
        ),
        Move(
            act="publish",
            label="审核发布",
            sources=frozenset({GuideState.CHECKING}),
            target=GuideState.PUBLISHED,
            roles=PUBLISHERS,
            gates=gates.READY,
            person_rules=(gates.not_the_writer,),
            duties=("S3-2.4a", "S3-2.4f", "S3-2.3b"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({GuideState.CHECKING}),
            target=GuideState.DRAFT,
            roles=PUBLISHERS,
            reason_required=True,
        ),
        Move(
            act="confirm_basis",
            label="依据变动，指南不用改",
            sources=frozenset({GuideState.PUBLISHED}),
            target=GuideState.PUBLISHED,
            roles=PUBLISHERS,
            applies=gates.basis_has_changed,
            person_rules=(gates.not_the_writer,),
            reason_required=True,
            duties=("S3-2.4a",),
        ),
        Move(
            act="supersede",
            label="由新版代替",
            sources=frozenset({GuideState.PUBLISHED}),
            target=GuideState.SUPERSEDED,
            roles=(),
            by_system=True,
        ),
        Move(
            act="withdraw",
            label="撤下",
            sources=frozenset({GuideState.PUBLISHED}),
            target=GuideState.WITHDRAWN,
            roles=TAKERS_DOWN,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset({GuideState.DRAFT}),
            target=GuideState.CANCELLED,
            roles=(*WRITERS, *PUBLISHERS),
            reason_required=True,
            danger=True,
        ),
    ),
)

BUNDLE_WORKFLOW = Workflow(
    "一件事",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({BundleState.DRAFT}),
            target=BundleState.CHECKING,
            roles=WRITERS,
            gates=(gates.steps_are_there, gates.bundle_names_nobody),
        ),
        Move(
            act="publish",
            label="审核发布",
            sources=frozenset({BundleState.CHECKING}),
            target=BundleState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(gates.steps_are_there, gates.bundle_names_nobody),
            person_rules=(gates.not_the_writer,),
            duties=("S1-6.3",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({BundleState.CHECKING}),
            target=BundleState.DRAFT,
            roles=PUBLISHERS,
            reason_required=True,
        ),
        Move(
            act="take_back",
            label="收回修改",
            sources=frozenset({BundleState.PUBLISHED, BundleState.WITHDRAWN}),
            target=BundleState.DRAFT,
            roles=WRITERS,
            reason_required=True,
        ),
        Move(
            act="withdraw",
            label="撤下",
            sources=frozenset({BundleState.PUBLISHED}),
            target=BundleState.WITHDRAWN,
            roles=TAKERS_DOWN,
            reason_required=True,
            danger=True,
        ),
    ),
)
