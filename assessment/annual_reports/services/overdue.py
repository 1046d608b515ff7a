"""逾期: who has not published in time (S2-9.5)."""

from datetime import datetime

from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.services.opening import CITY_CLOCKS, ORGAN_CLOCKS
from assessment.yearly import slips
from assessment.yearly.slips import send_slip

BREACHED = (*ORGAN_CLOCKS, CITY_CLOCKS[-1])
"""The city's own target is no limit of law."""

__all__ = ["propose_slips", "send_slip"]


def propose_slips(*, at: datetime) -> list[AnnualReport]:
    return slips.propose_slips(AnnualReport, BREACHED, at=at)
