"""The course of a matter, and of each change of it: 拟稿 → 审批 → 公布."""

from disclosure.matters import gates
from disclosure.matters.states import APPROVERS, OPEN, REGISTRARS, MatterState, ProposalState
from portal.workflow import Move, Workflow

_LISTED = frozenset({MatterState.LISTED})

MATTER_WORKFLOW = Workflow(
    "公开事项",
    (
        Move(
            act="list",
            label="列入清单",
            sources=frozenset({MatterState.PENDING}),
            target=MatterState.LISTED,
            roles=APPROVERS,
            duties=("S0-11.1", "S3-2.6a"),
        ),
        Move(
            act="revise",
            label="变更事项",
            sources=_LISTED,
            target=MatterState.LISTED,
            roles=APPROVERS,
            duties=("S0-11.2",),
        ),
        Move(
            act="drop",
            label="取消事项",
            sources=_LISTED,
            target=MatterState.DROPPED,
            roles=APPROVERS,
            duties=("S0-11.2",),
        ),
        Move(
            act="decline",
            label="不列入清单",
            sources=frozenset({MatterState.PENDING}),
            target=MatterState.DECLINED,
            roles=(*REGISTRARS, *APPROVERS),
        ),
        Move(
            act="note_lapse",
            label="登记依据变动",
            sources=_LISTED,
            target=MatterState.LISTED,
            roles=(*REGISTRARS, *APPROVERS),
            by_system=True,
            duties=("S0-11.2",),
        ),
        Move(
            act="keep",
            label="核对依据，不用调整",
            sources=_LISTED,
            target=MatterState.LISTED,
            roles=APPROVERS,
            applies=gates.has_lapsed_basis,
            reason_required=True,
            duties=("S0-11.2",),
        ),
    ),
)

PROPOSAL_WORKFLOW = Workflow(
    "清单调整",
    (
        Move(
            act="submit",
            label="送审批",
            sources=frozenset({ProposalState.DRAFT}),
            target=ProposalState.CHECKING,
            roles=REGISTRARS,
            gates=(gates.findings_are_settled,),
            duties=("S0-11.2",),
        ),
        Move(
            act="approve",
            label="批准并公布",
            sources=frozenset({ProposalState.CHECKING}),
            target=ProposalState.APPROVED,
            roles=APPROVERS,
            gates=(gates.findings_are_settled,),
            person_rules=(gates.not_the_proposer,),
            duties=("S0-11.2",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({ProposalState.CHECKING}),
            target=ProposalState.DRAFT,
            roles=APPROVERS,
            reason_required=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset(OPEN),
            target=ProposalState.CANCELLED,
            roles=(*REGISTRARS, *APPROVERS),
            reason_required=True,
            danger=True,
        ),
    ),
)
