"""The course of a request for data: 起草答复 → 审核答复; with consent everybody reads it."""

from disclosure.data_requests import gates
from disclosure.data_requests.states import APPROVERS, HANDLERS, RequestState
from portal.workflow import Move, Workflow

DATA_REQUEST_WORKFLOW = Workflow(
    "数据需求",
    (
        Move(
            act="draft_answer",
            label="起草答复",
            sources=frozenset({RequestState.SUBMITTED}),
            target=RequestState.APPROVAL,
            roles=HANDLERS,
            duties=("S3-5.3c",),
        ),
        Move(
            act="approve",
            label="审核并答复",
            sources=frozenset({RequestState.APPROVAL}),
            target=RequestState.ANSWERED,
            roles=APPROVERS,
            gates=(gates.opened_data_are_there, gates.is_screened),
            person_rules=(gates.is_not_the_drafter,),
            duties=("S3-5.3c",),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({RequestState.APPROVAL}),
            target=RequestState.SUBMITTED,
            roles=APPROVERS,
            reason_required=True,
        ),
        Move(
            act="take_down",
            label="不再公开",
            sources=frozenset({RequestState.ANSWERED}),
            target=RequestState.TAKEN_DOWN,
            roles=APPROVERS,
            applies=gates.is_shown,
            reason_required=True,
            danger=True,
        ),
    ),
)
