"""The course of an appeal: 调查 → 审核 → 告知申诉人. Neither review nor lawsuit (Regulations art. 55)."""

from disclosure.institutions import gates
from disclosure.institutions.states import APPROVERS, HANDLERS, AppealState
from portal.workflow import Move, Workflow

APPEAL_WORKFLOW = Workflow(
    "公共企事业单位信息公开申诉",
    (
        Move(
            act="investigate",
            label="登记调查结果",
            sources=frozenset({AppealState.SUBMITTED}),
            target=AppealState.APPROVAL,
            roles=HANDLERS,
            duties=("S0-9.2",),
        ),
        Move(
            act="tell",
            label="审核并告知",
            sources=frozenset({AppealState.APPROVAL}),
            target=AppealState.TOLD,
            roles=APPROVERS,
            gates=(gates.is_investigated, gates.holds_no_secret),
            person_rules=(gates.is_not_the_investigator,),
            duties=("S0-9.2",),
        ),
        Move(
            act="send_back",
            label="退回再调查",
            sources=frozenset({AppealState.APPROVAL}),
            target=AppealState.SUBMITTED,
            roles=APPROVERS,
            reason_required=True,
        ),
    ),
)
