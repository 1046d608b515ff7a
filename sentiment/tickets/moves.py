"""The course of a ticket: 收集 → 监测 → 会商 → 研判 → 回应 → 评估 (S3-4.1a)."""

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from sentiment.tickets import gates
from sentiment.tickets.states import (
    APPROVERS,
    CLERKS,
    DECIDERS,
    JUDGES,
    RUNNING,
    TicketState,
)

_JUDGED = frozenset({TicketState.JUDGED})

TICKET_WORKFLOW = Workflow(
    "舆情",
    (
        Move(
            act="monitor",
            label="受理，开始监测",
            sources=frozenset({TicketState.COLLECTED}),
            target=TicketState.MONITORING,
            roles=CLERKS,
            duties=("S0-3.9a", "S3-4.1a", "S4-1.12b"),
        ),
        Move(
            act="consult",
            label="记录会商",
            sources=frozenset({TicketState.MONITORING, TicketState.CONSULTING, TicketState.JUDGED}),
            target=TicketState.CONSULTING,
            roles=JUDGES,
            duties=("S3-4.1b", "S4-1.14"),
        ),
        Move(
            act="judge",
            label="研判",
            sources=frozenset({*RUNNING} - {TicketState.COLLECTED}),
            target=TicketState.JUDGED,
            roles=JUDGES,
            duties=("S0-3.9b", "S0-3.9c", "S0-3.9d"),
        ),
        Move(
            act="approve",
            label="批准处置意见",
            sources=_JUDGED,
            target=TicketState.JUDGED,
            roles=APPROVERS,
            gates=(gates.four_items_are_there, gates.was_consulted),
            person_rules=(gates.not_the_judge,),
            applies=gates.is_to_be_approved,
            duties=("S0-3.9e",),
        ),
        Move(
            act="approve_for_city",
            label="批准处置意见（特别重大）",
            sources=_JUDGED,
            target=TicketState.JUDGED,
            roles=(Role.OFFICE_APPROVER,),
            gates=(gates.four_items_are_there, gates.was_consulted),
            person_rules=(gates.not_the_judge,),
            applies=gates.is_to_be_approved_by_city,
            duties=("S0-3.9e", "S3-4.2e"),
        ),
        Move(
            act="respond",
            label="进入回应",
            sources=_JUDGED,
            target=TicketState.RESPONDING,
            roles=CLERKS,
            gates=(
                gates.will_be_answered,
                gates.was_consulted,
                gates.four_items_are_there,
                gates.is_approved,
            ),
            duties=("S0-3.9e",),
        ),
        Move(
            act="decline",
            label="不予回应",
            sources=_JUDGED,
            target=TicketState.DECLINED,
            roles=DECIDERS,
            gates=(gates.will_not_be_answered, gates.has_no_answer_yet),
            person_rules=(gates.not_the_judge,),
            reason_required=True,
            danger=True,
            duties=("S0-3.9c",),
        ),
        Move(
            act="finish",
            label="办结",
            sources=frozenset({TicketState.RESPONDING}),
            target=TicketState.FINISHED,
            roles=CLERKS,
            gates=(
                gates.is_answered,
                gates.conference_was_held,
                gates.result_is_public,
                gates.transfer_is_recorded,
            ),
            duties=("S0-3.9a", "S3-4.4.1", "S3-4.4.2", "S3-4.4.3", "S3-4.4.4", "S3-4.4.5", "S3-4.4.6"),
        ),
        Move(
            act="resume",
            label="继续回应",
            sources=frozenset({TicketState.FINISHED}),
            target=TicketState.RESPONDING,
            roles=CLERKS,
            reason_required=True,
            duties=("S3-4.5",),
        ),
        Move(
            act="evaluate",
            label="评估",
            sources=frozenset({TicketState.FINISHED}),
            target=TicketState.EVALUATED,
            roles=DECIDERS,
            duties=("S4-1.15a", "S4-1.15b"),
        ),
        Move(
            act="merge",
            label="并入另一件",
            sources=frozenset({*RUNNING} - {TicketState.RESPONDING}),
            target=TicketState.MERGED,
            roles=CLERKS,
            gates=(gates.has_no_answer_yet,),
            danger=True,
        ),
    ),
)
