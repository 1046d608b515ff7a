"""Numbers are given out inside the transaction of the act: no gap when it fails, no double when two race."""

from django.db.models import F

from disclosure.documents import rules
from disclosure.documents.models import Document, NumberSeries, RunningNumber
from portal.accounts.models import Organ
from portal.doc_numbers import DocNumber
from portal.errors import InvalidInput


def next_numbers(register: str, organ: Organ, year: int, *, count: int = 1) -> range:
    """``count`` numbers nobody else gets. The UPDATE locks the row until the caller's transaction ends."""
    row, _ = RunningNumber.objects.get_or_create(register=register, organ=organ, year=year)
    RunningNumber.objects.filter(pk=row.pk).update(last=F("last") + count)
    row.refresh_from_db(fields=["last"])
    return range(row.last - count + 1, row.last + 1)


def index_number_for(document: Document, *, year: int) -> str:
    """The document's own index number, given once and kept for good."""
    if document.index_number:
        return document.index_number
    organ = document.organ
    [number] = next_numbers(RunningNumber.Register.INDEX, organ, year)
    return rules.index_number(organ.uscc or "", year, number)


def filing_number_for(organ: Organ, *, year: int) -> str:
    [number] = next_numbers(RunningNumber.Register.FILING, organ, year)
    return rules.filing_number(organ.uscc or organ.code, year, number)


def next_doc_number(organ: Organ, *, year: int) -> str:
    """The next 发文字号 of the organ's series. Raises ``InvalidInput`` for an organ without 机关代字."""
    if not organ.number_code:
        raise InvalidInput({"numbered": f"{organ}没有登记机关代字，不能编发文字号"})
    series, _ = NumberSeries.objects.get_or_create(code=organ.number_code, year=year, defaults={"organ": organ})
    NumberSeries.objects.filter(pk=series.pk).update(last=F("last") + 1)
    series.refresh_from_db(fields=["last"])
    return str(DocNumber(organ.number_code, year, series.last))
