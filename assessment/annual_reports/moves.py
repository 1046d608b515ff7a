"""起草 → 负责人签发 → 报送 → 退回 or 通过 → 公布 (S2-9.3)."""

from assessment.annual_reports import gates
from assessment.annual_reports.states import CLEARERS, SIGNERS, WRITERS, ReportState
from portal.workflow import Move, Workflow

_CHECKED = (gates.is_complete, gates.identities_hold, gates.figures_are_current, gates.warnings_are_confirmed)

REPORT_WORKFLOW = Workflow(
    "年度报告",
    (
        Move(
            act="sign",
            label="签发",
            sources=frozenset({ReportState.DRAFT}),
            target=ReportState.SIGNED,
            roles=SIGNERS,
            gates=_CHECKED,
            person_rules=(gates.is_not_the_writer,),
            duties=("S2-9.4.0", "S2-9.4.2", "S1-5.6c"),
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
            act="submit",
            label="报送",
            sources=frozenset({ReportState.SIGNED}),
            target=ReportState.SUBMITTED,
            roles=WRITERS,
            duties=("S2-9.3a", "law.A6.49"),
        ),
        Move(
            act="send_back",
            label="退回",
            sources=frozenset({ReportState.SUBMITTED, ReportState.CLEARED}),
            target=ReportState.DRAFT,
            roles=CLEARERS,
            reason_required=True,
        ),
        Move(
            act="clear",
            label="通过",
            sources=frozenset({ReportState.SUBMITTED}),
            target=ReportState.CLEARED,
            roles=CLEARERS,
            gates=_CHECKED,
            person_rules=(gates.is_not_the_signer,),
            duties=("S1-5.6c", "S1-5.6d"),
        ),
        Move(
            act="publish",
            label="公布",
            sources=frozenset({ReportState.CLEARED}),
            target=ReportState.PUBLISHED,
            roles=WRITERS,
            gates=_CHECKED,
            duties=("S2-9.3a", "S2-9.3b", "S2-9.3c", "law.A6.49"),
        ),
    ),
)
