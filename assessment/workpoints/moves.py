"""要点: 起草 → 下达. A share: 办理中 → 已报完成 → 已销号, or back to work."""

from assessment.workpoints import gates
from assessment.workpoints.states import CHECKERS, ISSUERS, REPORTERS, PlanState, ShareState
from portal.workflow import Move, Workflow

_REPORTED = frozenset({ShareState.REPORTED})

PLAN_WORKFLOW = Workflow(
    "工作要点",
    (
        Move(
            act="issue",
            label="下达",
            sources=frozenset({PlanState.DRAFT}),
            target=PlanState.ISSUED,
            roles=ISSUERS,
            gates=(gates.every_task_can_be_done,),
            person_rules=(gates.is_not_the_drafter,),
        ),
    ),
)

SHARE_WORKFLOW = Workflow(
    "要点任务",
    (
        Move(
            act="report",
            label="报告完成",
            sources=frozenset({ShareState.UNDERWAY}),
            target=ShareState.REPORTED,
            roles=REPORTERS,
        ),
        Move(
            act="accept",
            label="核实，销号",
            sources=_REPORTED,
            target=ShareState.DONE,
            roles=CHECKERS,
            reason_required=True,
        ),
        Move(
            act="send_back",
            label="退回再办",
            sources=_REPORTED,
            target=ShareState.UNDERWAY,
            roles=CHECKERS,
            reason_required=True,
        ),
    ),
)
