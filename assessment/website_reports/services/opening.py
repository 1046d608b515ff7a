"""Every website's report of a year begins with what the system knows and a running clock."""

from datetime import date, datetime

from django.db import transaction

from assessment.website_reports.codes import FIRST_YEAR
from assessment.website_reports.counting import counted
from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.selectors import Site, sites
from assessment.website_reports.states import WRITERS
from assessment.yearly.slips import tell_about
from assessment.yearly.states import OPENERS
from portal import clock
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.selectors import calendar, rule
from portal.deadlines.services import open_deadline
from portal.errors import DomainError

LIMIT = "WEBSITE_REPORT"


@transaction.atomic
def open_reports(*, year: int, actor: Actor, at: datetime) -> list[WebsiteReport]:
    """Open the report of ``year`` for every website that owes one and has none; returns the new ones.

    Those opened before their limit get their clock; older ones are brought in afterwards and have none.
    Raises ``NotAllowed`` or ``DomainError`` (field ``year``).
    """
    require(actor, OPENERS, None, doing="启动网站年度报表")
    if not FIRST_YEAR <= year < clock.local(at).year:
        raise DomainError(f"只能编已经过完的年度的报表，最早是{FIRST_YEAR}年", field="year")
    new = _open_missing(year, actor, at)
    if not new:
        raise DomainError(f"{year}年的报表已经全部启动", field="year")
    return new


@transaction.atomic
def open_due(*, at: datetime) -> list[WebsiteReport]:
    """From 1 January to the limit, last year's, by the system itself; after that the office decides."""
    today = clock.local(at).date()
    return _open_missing(today.year - 1, SYSTEM, at) if today <= _limit(today.year - 1) else []


def _limit(year: int) -> date:
    """The day on which the report of ``year`` is due."""
    first = date(year + 1, 1, 1)
    return compute(rule(LIMIT, on=first), [Fact(EventKind.OPENED, first)], calendar(), on=first).due


def _open_missing(year: int, actor: Actor, at: datetime) -> list[WebsiteReport]:
    there = set(WebsiteReport.objects.filter(year=year).values_list("code", flat=True))
    return [_open(site, year, actor, at) for site in sites(year) if site.code not in there]


def _open(site: Site, year: int, actor: Actor, at: datetime) -> WebsiteReport:
    known = counted(site, year, at=at)
    report = WebsiteReport.objects.create(
        organ=site.organ,
        code=site.code,
        site_name=site.name,
        year=year,
        counted=known,
        values=known,
        counted_at=at,
    )
    record(act="open_report", subject=report, actor=actor, at=at, after={"year": year, "site": site.name})
    today = clock.local(at).date()
    if year == today.year - 1 and today <= _limit(year):
        start = date(year + 1, 1, 1)
        open_deadline(rule=LIMIT, subject=report, organ=site.organ.heir(), start=start, actor=actor, at=at)
    tell_about(report, f"请填报{year}年政府网站工作年度报表", *WRITERS, at=at)
    return report
