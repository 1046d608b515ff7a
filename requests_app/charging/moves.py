"""The course of one fee. The request itself moves along its own table."""

from functools import partial

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from requests_app.cases.states import DRAFTERS, RECEIVERS
from requests_app.charging.states import FeeState

_notified = partial(Move, sources=frozenset({FeeState.NOTIFIED}))

FEE_WORKFLOW = Workflow(
    "信息处理费",
    (
        _notified(act="pay", label="登记缴费", target=FeeState.PAID, roles=RECEIVERS),
        _notified(
            act="waive", label="免收", target=FeeState.WAIVED, roles=(Role.DISCLOSURE_HEAD,), reason_required=True
        ),
        _notified(act="note_unpaid", label="确认逾期不缴费", target=FeeState.UNPAID, roles=DRAFTERS),
        _notified(
            act="cancel",
            label="不再收费",
            target=FeeState.CANCELLED,
            roles=DRAFTERS,
            by_system=True,
            by_citizen=True,
        ),
    ),
)
