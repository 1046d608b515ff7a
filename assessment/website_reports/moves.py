"""填报 → 负责人签发 → 发布 (国办函〔2018〕12号)."""

from assessment.website_reports import gates
from assessment.website_reports.states import SIGNERS, WRITERS, ReportState
from portal.workflow import Move, Workflow

_CHECKED = (gates.is_complete, gates.identities_hold)
_DUTIES = ("law.E6", "S0-1.11b")

REPORT_WORKFLOW = Workflow(
    "网站工作年度报表",
    (
        Move(
            act="sign",
            label="签发",
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.SIGNED,
            roles=SIGNERS,
            gates=_CHECKED,
            person_rules=(gates.is_not_the_writer,),
            duties=_DUTIES,
        ),
        Move(
            act="reopen",
            label="退回修改",
            sources=frozenset({ReportState.SIGNED}),
            target=ReportState.DRAFT,
            roles=SIGNERS,
            reason_required=True,
        ),
        Move(
            act="publish",
            label="发布",
            sources=frozenset({ReportState.SIGNED}),
            target=ReportState.PUBLISHED,
            roles=WRITERS,
            gates=_CHECKED,
            duties=_DUTIES,
        ),
    ),
)
