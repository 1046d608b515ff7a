"""The acts on the ledger. Each is one transaction; who may do it is decided by the legal act that calls it."""

from portal.deadlines.services.clocks import close, extend, open_deadline, pause, restart, resume
from portal.deadlines.services.handing_over import hand_over
from portal.deadlines.services.holidays import ImportPlan, import_notice, plan_import
from portal.deadlines.services.local_limits import set_local_limit
from portal.deadlines.services.sweeping import sweep

__all__ = [
    "ImportPlan",
    "close",
    "extend",
    "hand_over",
    "import_notice",
    "open_deadline",
    "pause",
    "plan_import",
    "restart",
    "resume",
    "set_local_limit",
    "sweep",
]
