"""Last year's report on the website of the demonstration city, out on 20 January."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from assessment.website_reports import services
from assessment.website_reports.models import WebsiteReport
from portal import clock
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import Role
from portal.deadlines.selectors import calendar

_FILLED = Path(__file__).with_name("demo.toml")
_OPENED, _PUBLISHED = (1, 1), (1, 20)
_NEEDED = (Role.HANDLER, Role.HEAD)

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]
"""Takes an organ, a role and the moment; returns ``actor`` and ``at``."""


def load(*, at: datetime, holder: Holder) -> None:
    """As far as the year has come by then. Raises ``DomainError`` as the acts do."""
    given = tomllib.loads(_FILLED.read_text(encoding="utf-8"))
    year = clock.local(at).year
    services.open_due(at=_moment(year, _OPENED))
    begun = _moment(year, _PUBLISHED)
    if begun + timedelta(hours=3) > at:
        return
    for report in WebsiteReport.objects.filter(year=year - 1).select_related("organ"):
        if report.is_of_this_site and _is_staffed(report.organ, begun):
            _publish(report, given, begun, holder)


def _moment(year: int, day: tuple[int, int]) -> datetime:
    """Nine in the morning of the first working day from there on."""
    return datetime.combine(calendar().workday_from(date(year, *day)), time(9), clock.SHANGHAI)


def _is_staffed(organ: Organ, at: datetime) -> bool:
    seats = Appointment.objects.in_force(clock.local(at).date()).filter(organ=organ, role__in=_NEEDED)
    return seats.values("role").distinct().count() == len(_NEEDED)


def _publish(report: WebsiteReport, given: dict[str, Any], begun: datetime, holder: Holder) -> None:
    writer, head = holder(report.organ, Role.HANDLER, begun), holder(report.organ, Role.HEAD, begun)
    services.count(report, **writer)
    asked = {code: value for code, value in given["values"].items() if code not in report.counted}
    services.fill(report, values=asked, note=given["note"], **writer)
    services.sign(report, **head | {"at": begun + timedelta(hours=1)})
    services.publish(report, **writer | {"at": begun + timedelta(hours=2)})
