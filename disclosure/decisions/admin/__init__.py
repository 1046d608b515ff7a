"""决策事项目录, 重大行政决策, 听证会, 不征求意见的认定 in the staff site."""

from disclosure.decisions.admin.catalogues import DecisionCatalogueAdmin
from disclosure.decisions.admin.decisions import DecisionAdmin
from disclosure.decisions.admin.hearings import HearingAdmin
from disclosure.decisions.admin.waivers import WaiverAdmin

__all__ = ["DecisionAdmin", "DecisionCatalogueAdmin", "HearingAdmin", "WaiverAdmin"]
