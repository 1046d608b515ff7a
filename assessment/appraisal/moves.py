"""通知 → 测评表 → 参评人员 → 查阅资料、听取汇报 → 发放和回收 → 公开结果 → 归档 (S2-5.6)."""

from assessment.appraisal import gates
from assessment.appraisal.states import ANNOUNCERS, ORGANISERS, UNDERWAY, AppraisalState
from portal.workflow import Move, Workflow


def _from(*states: AppraisalState) -> frozenset[str]:
    return frozenset(states)


APPRAISAL_WORKFLOW = Workflow(
    "评议",
    (
        Move(
            act="announce",
            label="下发通知、刊登告示",
            sources=_from(AppraisalState.DRAFT),
            target=AppraisalState.ANNOUNCED,
            roles=ANNOUNCERS,
            gates=(gates.covers_every_organ,),
            duties=("S2-5.2", "S2-5.3", "S2-5.6.1"),
        ),
        Move(
            act="settle_sheet",
            label="测评表定稿",
            sources=_from(AppraisalState.ANNOUNCED),
            target=AppraisalState.SHEET_READY,
            roles=ORGANISERS,
            gates=(gates.asks_in_every_dimension,),
            duties=("S2-5.5.1-3", "S2-5.6.2"),
        ),
        Move(
            act="choose",
            label="参评人员确定",
            sources=_from(AppraisalState.SHEET_READY),
            target=AppraisalState.CHOSEN,
            roles=ORGANISERS,
            gates=(gates.has_invited_somebody,),
            duties=("S2-5.4c", "S2-5.6.3"),
        ),
        Move(
            act="brief",
            label="登记查阅资料、听取汇报",
            sources=_from(AppraisalState.CHOSEN),
            target=AppraisalState.BRIEFED,
            roles=ORGANISERS,
            duties=("S2-5.6.4",),
        ),
        Move(
            act="hand_out",
            label="发放测评表",
            sources=_from(AppraisalState.BRIEFED),
            target=AppraisalState.OPEN,
            roles=ORGANISERS,
            duties=("S2-5.4b", "S2-5.6.5"),
        ),
        Move(
            act="collect",
            label="回收测评表",
            sources=_from(AppraisalState.OPEN),
            target=AppraisalState.COLLECTED,
            roles=ORGANISERS,
            gates=(gates.is_over, gates.has_ballots),
            duties=("S2-5.6.5",),
        ),
        Move(
            act="publish",
            label="汇总并公开结果",
            sources=_from(AppraisalState.COLLECTED),
            target=AppraisalState.PUBLISHED,
            roles=ANNOUNCERS,
            duties=("S2-5.6.6", "S3-7.1d"),
        ),
        Move(
            act="close",
            label="归档",
            sources=_from(AppraisalState.PUBLISHED),
            target=AppraisalState.CLOSED,
            roles=ORGANISERS,
            duties=("S2-5.6.6",),
        ),
        Move(
            act="call_off",
            label="停止",
            sources=_from(*(state for state in UNDERWAY if state != AppraisalState.COLLECTED)),
            target=AppraisalState.CALLED_OFF,
            roles=ANNOUNCERS,
            reason_required=True,
            danger=True,
        ),
    ),
)
