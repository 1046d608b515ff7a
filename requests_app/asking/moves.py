"""The course of a correction and of a demand for reasons. The request itself moves along its own table."""

from functools import partial

from portal.workflow import Move, Workflow
from requests_app.asking.states import CorrectionState, DemandState
from requests_app.cases.gates import belongs_to_unanswered
from requests_app.cases.states import DRAFTERS, RECEIVERS

_from_notified = partial(Move, sources=frozenset({CorrectionState.NOTIFIED}))
_of_demand = partial(Move, gates=(belongs_to_unanswered,))
_from_asked = partial(_of_demand, sources=frozenset({DemandState.ASKED}))
_from_heard = partial(_of_demand, sources=frozenset({DemandState.ASKED, DemandState.EXPLAINED}))

CORRECTION_WORKFLOW = Workflow(
    "补正",
    (
        _from_notified(
            act="receive", label="收到补正", target=CorrectionState.RECEIVED, roles=RECEIVERS, by_citizen=True
        ),
        _from_notified(act="abandon", label="确认逾期不补正", target=CorrectionState.ABANDONED, roles=DRAFTERS),
        _from_notified(
            act="cancel",
            label="不再需要补正",
            target=CorrectionState.CANCELLED,
            roles=DRAFTERS,
            by_system=True,
            by_citizen=True,
        ),
    ),
)

DEMAND_WORKFLOW = Workflow(
    "说明理由",
    (
        _from_asked(act="explain", label="说明理由", target=DemandState.EXPLAINED, roles=(), by_citizen=True),
        _from_heard(act="accept", label="理由合理", target=DemandState.REASONABLE, roles=DRAFTERS),
        _from_heard(
            act="reject", label="理由不合理", target=DemandState.UNREASONABLE, roles=DRAFTERS, reason_required=True
        ),
        _from_asked(act="note_silence", label="没有说明理由", target=DemandState.SILENT, roles=DRAFTERS),
    ),
)
