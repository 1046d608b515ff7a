"""What the cells of the tables count: a cell is the length of its list, so number and list cannot differ."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from assessment.annual_reports.cells import Cell
from assessment.annual_reports.models import AnnualReport
from disclosure.credit.codes import Kind
from disclosure.credit.models import CreditRecord
from disclosure.documents.codes import DocumentKind
from disclosure.documents.models import Document
from requests_app.charging.models import Fee
from requests_app.figures import selectors as figures
from requests_app.figures.tables import ALL

RULES = (DocumentKind.GOVERNMENT_RULE, DocumentKind.DEPARTMENT_RULE)
FEES = "2/charges/fees"
"""The one cell that is a sum of money over its list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``label`` and ``pk`` are of the case that a row leads to."""

    title: str
    label: str
    pk: int
    organ: str
    day: date | None


def table_2(organ_ids: Collection[int], year: int) -> dict[str, "QuerySet[Any]"]:
    """Of the old form only what both forms count: its stock of items was never kept here."""
    texts = Document.objects.public().filter(organ__in=organ_ids).select_related("organ")
    is_rule = Q(kind__in=RULES)
    decided = CreditRecord.objects.with_page().filter(organ__in=organ_ids, decided_on__year=year)
    decided = decided.select_related("organ")
    return {
        **_texts("rules", texts.filter(is_rule), year),
        **_texts("normative", texts.filter(~is_rule, is_normative=True), year),
        "2/licences/decisions": decided.filter(kind=Kind.LICENCE),
        "2/penalties/decisions": decided.filter(kind=Kind.PENALTY),
        FEES: fees(organ_ids, year),
    }


def _texts(row: str, texts: Any, year: int) -> dict[str, "QuerySet[Any]"]:
    last = date(year, 12, 31)
    over = Q(repealed_on__lte=last) | Q(expires_on__lt=last)
    new, stock = texts.filter(formed_on__year=year), texts.filter(formed_on__lte=last).exclude(over)
    return {
        f"2/{row}/made": new,
        f"2/{row}/repealed": texts.filter(repealed_on__year=year),
        f"2/{row}/in_force": stock,
        f"2/{row}/new": new,
        f"2/{row}/opened": texts.filter(published_at__year=year),
        f"2/{row}/open": stock,
    }


def fees(organ_ids: Collection[int], year: int) -> "QuerySet[Fee]":
    """What was paid for requests in the year (law.md D)."""
    return Fee.objects.filter(request__organ__in=organ_ids, paid_on__year=year).select_related("request__organ")


def behind(report: AnnualReport, cell: Cell) -> "QuerySet[Any] | None":
    """The documents, decisions, requests, suits or fees of one cell as they are now; ``None`` where nothing is kept
    that it could count."""
    organs = [report.organ_id]
    if report.is_of_city:
        organs += report.parts().final().order_by().values_list("organ", flat=True)
    if cell.table == "3":
        return figures.items_of(organs, report.year, cell.row, cell.column).select_related("request__organ")
    if cell.table == "4":
        rows = figures.remedies_of(organs, report.year).filter(kind=cell.row).select_related("request__organ")
        return rows if cell.column == ALL else rows.filter(standing=cell.column)
    return table_2(organs, report.year).get(cell.code)


def entry(row: Any) -> Entry:
    """How a row of any of the lists is shown."""
    if isinstance(row, Document):
        return Entry(str(row), row._meta.label_lower, row.pk, row.organ.short_name, row.formed_on)
    if isinstance(row, CreditRecord):
        return Entry(str(row), row._meta.label_lower, row.pk, row.organ.short_name, row.decided_on)
    request = row.request
    title = f"{request.number}　{row.amount}元" if isinstance(row, Fee) else request.number
    day = row.paid_on if isinstance(row, Fee) else request.received_on
    return Entry(title, request._meta.label_lower, request.pk, request.organ.short_name, day)
