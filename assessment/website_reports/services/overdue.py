"""逾期: who has not published in time (S2-9.5)."""

from datetime import datetime

from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.services.opening import LIMIT
from assessment.yearly import slips
from assessment.yearly.slips import send_slip

__all__ = ["propose_slips", "send_slip"]


def propose_slips(*, at: datetime) -> list[WebsiteReport]:
    return slips.propose_slips(WebsiteReport, (LIMIT,), at=at)
