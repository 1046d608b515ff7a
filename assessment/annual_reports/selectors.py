"""Who reports, what the cases say, what another report says too."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from assessment.annual_reports.cells import Cell, Tables, cells, empty, replaced
from assessment.annual_reports.codes import title_of
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.states import HANDED_IN, REPORTING_KINDS, ReportState
from disclosure.catalogue import selectors as catalogue
from disclosure.credit.codes import Kind
from disclosure.credit.models import CreditRecord
from disclosure.documents.codes import DocumentKind
from disclosure.documents.models import Document
from portal.accounts.models import Organ, OrganQuerySet
from portal.similarity import compare
from requests_app.charging.models import Fee
from requests_app.figures import selectors as figures
from requests_app.figures.tables import ALL

RULES = (DocumentKind.GOVERNMENT_RULE, DocumentKind.DEPARTMENT_RULE)
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
    """Of the old form only what both forms count: its stock of items was never kept here."""
    texts = Document.objects.public().filter(organ=organ)
    is_rule = Q(kind__in=RULES)
    found: dict[str, Any] = _texts("rules", texts.filter(is_rule), year)
    found |= _texts("normative", texts.filter(~is_rule, is_normative=True), year)
    decided = CreditRecord.objects.with_page().filter(organ=organ, decided_on__year=year)
    found["2/licences/decisions"] = decided.filter(kind=Kind.LICENCE).count()
    found["2/penalties/decisions"] = decided.filter(kind=Kind.PENALTY).count()
    found["2/charges/fees"] = f"{fees_yuan(organ, year) / _YUAN:.2f}"
    return {cell.code: found.get(cell.code, cell.of(empty(year))) for cell in cells(year, "2")}


def _texts(row: str, texts: Any, year: int) -> dict[str, int]:
    last = date(year, 12, 31)
    over = Q(repealed_on__lte=last) | Q(expires_on__lt=last)
    new = texts.filter(formed_on__year=year).count()
    stock = texts.filter(formed_on__lte=last).exclude(over).count()
    return {
        f"2/{row}/made": new,
        f"2/{row}/repealed": texts.filter(repealed_on__year=year).count(),
        f"2/{row}/in_force": stock,
        f"2/{row}/new": new,
        f"2/{row}/opened": texts.filter(published_at__year=year).count(),
        f"2/{row}/open": stock,
    }


def fees_yuan(organ: Organ, year: int) -> int:
    """What was paid for requests in the year (law.md D)."""
    paid = Fee.objects.filter(request__organ=organ, paid_on__year=year).aggregate(yuan=Sum("amount"))
    return paid["yuan"] or 0


def behind(report: AnnualReport, cell: Cell) -> "QuerySet[Any] | None":
    """The requests or the suits one cell of table 3 or 4 counts, as they are now; ``None`` for table 2, whose lists are
    the public ones."""
    organs = [report.organ_id]
    if report.is_of_city:
        organs += report.parts().final().order_by().values_list("organ", flat=True)
    if cell.table == "3":
        return figures.items_of(organs, report.year, cell.row, cell.column).select_related("request__organ")
    if cell.table == "4":
        rows = figures.remedies_of(organs, report.year).filter(kind=cell.row).select_related("request__organ")
        return rows if cell.column == ALL else rows.filter(standing=cell.column)
    return None


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
