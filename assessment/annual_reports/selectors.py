"""Who reports, what the cases say, what another report says too."""

from datetime import date
from typing import Any

from django.db.models import Sum

from assessment.annual_reports.cells import Cell, Tables, cells, empty, replaced
from assessment.annual_reports.codes import title_of
from assessment.annual_reports.lists import FEES, fees, table_2
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.states import HANDED_IN, REPORTING_KINDS, ReportState
from disclosure.catalogue import selectors as catalogue
from portal.accounts.models import Organ, OrganQuerySet
from portal.similarity import compare
from requests_app.figures import selectors as figures

_YUAN = 10_000
PASSAGES = 5
KEPT = 3


def reporting(year: int) -> OrganQuerySet:
    """The organs that owe a report for that year: those there were at its end, in the order of the list."""
    return Organ.objects.active(date(year, 12, 31)).filter(kind__in=REPORTING_KINDS).order_by("position", "pk")


def elsewhere(year: int) -> set[int]:
    """Organs whose report of that year was published as a document before reports were made here."""
    reports = catalogue.annual_reports().filter(title__contains=f"{year}年")
    titles = set(reports.order_by().values_list("organ", "title"))
    return {organ.pk for organ in reporting(year) if (organ.pk, title_of(organ.name, year)) in titles}


def counted(organ: Organ, year: int) -> Tables:
    """The three tables of one organ, from its cases, documents, decisions and fees as they are now."""
    report = figures.report([organ.pk], year)
    made = _table_2(organ, year)
    third = {f"3/{row}/{column}": n for row, found in report.table3.cells.items() for column, n in found.items()}
    fourth = {f"4/{row}/{column}": n for row, found in report.table4.cells.items() for column, n in found.items()}
    return replaced(year, empty(year), made | third | fourth)


def _table_2(organ: Organ, year: int) -> dict[str, Any]:
    lists, none = table_2([organ.pk], year), empty(year)

    def value(cell: Cell) -> Any:
        if cell.code == FEES:
            return f"{fees_yuan(organ, year) / _YUAN:.2f}"
        return lists[cell.code].count() if cell.code in lists else cell.of(none)

    return {cell.code: value(cell) for cell in cells(year, "2")}


def fees_yuan(organ: Organ, year: int) -> int:
    """What was paid for requests in the year, in yuan."""
    yuan: int | None = fees([organ.pk], year).aggregate(yuan=Sum("amount"))["yuan"]
    return yuan or 0


def repeated(report: AnnualReport) -> list[dict[str, Any]]:
    """The texts this one repeats most: its own of last year, and those the others handed in for this year (S1-5.6d).

    Each with ``label``, ``percent`` and the passages. Two queries.
    """
    before = report.previous()
    others = report.parts().filter(state__in=_compared(report)).exclude(organ=report.organ_id).select_related("organ")
    pairs = [(f"{before}（上年）", before.text)] if before else []
    pairs += [(str(other), other.text) for other in others]
    found: list[dict[str, Any]] = []
    for label, text in pairs:
        same = compare(report.text, text)
        if same.passages:
            passages = [passage.text for passage in same.passages[:PASSAGES]]
            found.append({"label": label, "percent": same.percent, "passages": passages})
    return sorted(found, key=lambda each: -each["percent"])[:KEPT]


def _compared(report: AnnualReport) -> tuple[ReportState, ...]:
    """A draft is held against what everybody can read; once it is in, against all that is in."""
    return HANDED_IN if report.state in HANDED_IN else (ReportState.PUBLISHED,)


def public_report(code: str, year: int) -> AnnualReport | None:
    return AnnualReport.objects.public().select_related("organ").filter(organ__code=code, year=year).first()
