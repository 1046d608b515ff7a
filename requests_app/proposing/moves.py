"""A proposal is taken up and carried out, or turned down with its reason; an answer is released by a second person."""

from portal.workflow import Move, Workflow
from requests_app.proposing import gates
from requests_app.proposing.states import APPROVERS, AUTHORS, DECIDERS, WITHDRAWERS, AnswerState, ProposalState

PROPOSAL_WORKFLOW = Workflow(
    "主动公开建议",
    (
        Move(
            act="accept",
            label="同意主动公开",
            sources=frozenset({ProposalState.OPEN}),
            target=ProposalState.ACCEPTED,
            roles=DECIDERS,
            duties=("S4-1.5c",),
        ),
        Move(
            act="complete",
            label="登记已经公开",
            sources=frozenset({ProposalState.ACCEPTED}),
            target=ProposalState.DONE,
            roles=DECIDERS,
            duties=("S4-1.5c",),
        ),
        Move(
            act="decline",
            label="不纳入主动公开",
            sources=frozenset({ProposalState.OPEN, ProposalState.ACCEPTED}),
            target=ProposalState.DECLINED,
            roles=DECIDERS,
            reason_required=True,
        ),
    ),
)

ANSWER_WORKFLOW = Workflow(
    "公开的答复",
    (
        Move(
            act="submit",
            label="报批",
            sources=frozenset({AnswerState.DRAFT}),
            target=AnswerState.APPROVAL,
            roles=AUTHORS,
            gates=(gates.nobody_is_named, gates.is_screened),
        ),
        Move(
            act="publish",
            label="批准公开",
            sources=frozenset({AnswerState.APPROVAL}),
            target=AnswerState.PUBLISHED,
            roles=APPROVERS,
            gates=(gates.nobody_is_named, gates.is_screened),
            person_rules=(gates.is_not_author,),
            duties=("S4-1.5c",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({AnswerState.APPROVAL}),
            target=AnswerState.DRAFT,
            roles=APPROVERS,
            reason_required=True,
        ),
        Move(
            act="drop",
            label="作废",
            sources=frozenset({AnswerState.DRAFT, AnswerState.APPROVAL}),
            target=AnswerState.DROPPED,
            roles=AUTHORS,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="withdraw",
            label="撤下",
            sources=frozenset({AnswerState.PUBLISHED}),
            target=AnswerState.WITHDRAWN,
            roles=WITHDRAWERS,
            reason_required=True,
            danger=True,
        ),
    ),
)
