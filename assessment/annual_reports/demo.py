"""Last year's reports of the demonstration city: three organs in time, one late, and the city's own."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from assessment.annual_reports import services
from assessment.annual_reports.models import AnnualReport
from portal import clock
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.deadlines.selectors import calendar

_TEXTS = Path(__file__).with_name("demo.toml")
_OPENED, _PUBLISHED, _LATE, _SUMMED = (1, 1), (1, 20), (2, 2), (2, 10)
_WRITERS = (Role.HANDLER, Role.HEAD)


def load(*, at: datetime) -> None:
    """As far as the year has come by then. Raises ``DomainError`` as the acts do."""
    given = tomllib.loads(_TEXTS.read_text(encoding="utf-8"))
    year = clock.local(at).year
    services.open_due(at=_moment(year, _OPENED))
    rows = AnnualReport.objects.filter(year=year - 1).select_related("organ")
    staffed = [row for row in rows if not row.is_of_city and _is_staffed(row.organ, at)]
    for report, texts in zip(staffed, given["report"], strict=False):
        _publish(report, texts, _moment(year, _PUBLISHED), at)
    if _moment(year, _LATE) <= at:
        services.propose_slips(at=_moment(year, _LATE))
    for report in rows:
        if report.is_of_city and _is_staffed(report.organ, at):
            _publish(report, given["city"], _moment(year, _SUMMED), at, given["confirmed"])


def _moment(year: int, day: tuple[int, int]) -> datetime:
    """Nine in the morning of the first working day from there on."""
    return datetime.combine(calendar().workday_from(date(year, *day)), time(9), clock.SHANGHAI)


def _is_staffed(organ: Organ, at: datetime) -> bool:
    seats = Appointment.objects.in_force(clock.local(at).date()).filter(organ=organ, role__in=_WRITERS)
    return seats.values("role").distinct().count() == len(_WRITERS)


def _publish(report: AnnualReport, texts: Mapping[str, str], begun: datetime, at: datetime, why: str = "") -> None:
    """From the draft to the page, an hour a step; nothing that would lie ahead."""
    if begun + timedelta(hours=5) > at:
        return
    writer, head = _holder(report.organ, Role.HANDLER, begun), _holder(report.organ, Role.HEAD, begun)
    office = _holder(None, Role.OVERSIGHT, begun)
    services.count(report, **writer)
    services.write(report, values=texts, **writer)
    for warning in report.open_warnings():
        services.confirm(report, warning=warning.text, reason=why, **writer)
    services.sign(report, **_later(head, 1))
    services.submit(report, **_later(writer, 2))
    services.clear(report, **_later(office, 3))
    services.publish(report, **_later(writer, 4))


def _later(who: dict[str, Any], hours: int) -> dict[str, Any]:
    return who | {"at": who["at"] + timedelta(hours=hours)}


def _holder(organ: Organ | None, role: Role, at: datetime) -> dict[str, Any]:
    seats = Appointment.objects.in_force(clock.local(at).date()).filter(role=role).order_by("pk")
    mine = seats if role in CITY_WIDE_ROLES else seats.filter(organ=organ)
    return {"actor": actor_of(User.objects.get(pk=mine.values("user")[:1]), at=at), "at": at}
