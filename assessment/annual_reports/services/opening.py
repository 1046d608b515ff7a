"""Every organ's report of a year begins with counted tables and a running clock."""

from datetime import date, datetime

from django.db import transaction

from assessment.annual_reports.cells import Tables, summed
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.selectors import counted, elsewhere, fees_yuan, reporting
from assessment.annual_reports.states import WRITERS
from assessment.yearly.slips import tell_about
from assessment.yearly.states import OPENERS
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.selectors import calendar, rule
from portal.deadlines.services import open_deadline
from portal.errors import DomainError

ORGAN_CLOCKS = ("ANNUAL_REPORT_ORGAN",)
CITY_CLOCKS = ("ANNUAL_REPORT_CITY_TARGET", "ANNUAL_REPORT_CITY")


@transaction.atomic
def open_reports(*, year: int, actor: Actor, at: datetime) -> list[AnnualReport]:
    """Open the report of ``year`` for every organ that owes one and has none; returns the new ones.

    Those opened before their limit get their clocks; older ones are brought in afterwards and have none (S1-5.6b).
    Raises ``NotAllowed`` or ``DomainError`` (field ``year``).
    """
    require(actor, OPENERS, None, doing="启动年度报告")
    if not 2008 <= year < clock.local(at).year:
        raise DomainError("只能编已经过完的年度的报告，最早是2008年", field="year")
    new = _open_missing(year, actor, at)
    if not new:
        raise DomainError(f"{year}年的报告已经全部启动，或者已经公布", field="year")
    return new


@transaction.atomic
def open_due(*, at: datetime) -> list[AnnualReport]:
    """From 1 January to the last limit of the law, last year's, by the system itself; after that the office decides."""
    today = clock.local(at).date()
    if today > _limit(CITY_CLOCKS[-1], today.year - 1):
        return []
    return _open_missing(today.year - 1, SYSTEM, at)


def _limit(code: str, year: int) -> date:
    """The day on which the report of ``year`` is due."""
    first = date(year + 1, 1, 1)
    return compute(rule(code, on=first), [Fact(EventKind.OPENED, first)], calendar(), on=first).due


def _open_missing(year: int, actor: Actor, at: datetime) -> list[AnnualReport]:
    there = set(AnnualReport.objects.filter(year=year).values_list("organ_id", flat=True)) | elsewhere(year)
    return [_open(organ, year, actor, at) for organ in reporting(year) if organ.pk not in there]


def _open(organ: Organ, year: int, actor: Actor, at: datetime) -> AnnualReport:
    is_city = organ.kind == OrganKind.GOVERNMENT
    mine = counted(organ, year)
    tables = _with_organs(mine, year) if is_city else mine
    report = AnnualReport.objects.create(
        organ=organ,
        year=year,
        organ_name=organ.name,
        counted=tables,
        values=tables,
        own=mine if is_city else {},
        fees_yuan=fees_yuan(organ, year),
        counted_at=at,
    )
    record(act="open_report", subject=report, actor=actor, at=at, after={"year": year, "organ": organ.name})
    for code in CITY_CLOCKS if is_city else ORGAN_CLOCKS:
        if year == clock.local(at).year - 1 and clock.local(at).date() <= _limit(code, year):
            start = date(year + 1, 1, 1)
            open_deadline(rule=code, subject=report, organ=organ.heir(), start=start, actor=actor, at=at)
    tell_about(report, f"请起草{year}年政府信息公开工作年度报告", *WRITERS, at=at)
    return report


def _with_organs(own: Tables, year: int) -> Tables:
    parts = AnnualReport.objects.filter(year=year).final().values_list("values", flat=True)
    return summed(year, [own, *parts])
