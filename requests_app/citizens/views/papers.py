"""Downloads of the open case. A place beyond the list is no page at all."""

from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import clock
from portal.errors import DomainError
from portal.files import serving
from portal.letters.services import letter_file
from portal.receipts.pages import CONFLICT
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens import receipts
from requests_app.citizens.papers import given_to, papers_of
from requests_app.citizens.views.private import download

Row = TypeVar("Row")


@require_safe
@receipts.DOOR.of_open
def letter(request: HttpRequest, case: DisclosureRequest, place: str, format_: str) -> HttpResponse:
    paper = _at(papers_of(case), int(place))
    try:
        return download(letter_file(paper.letter, format_, at=clock.now()))
    except DomainError as refused:
        return render(request, "requests/refused.html", {"message": refused.message}, status=CONFLICT)


@require_safe
@receipts.DOOR.of_open
def given(request: HttpRequest, case: DisclosureRequest, place: int) -> HttpResponseBase:
    return serving.send(request, _at(given_to(case), place).stored)


def _at(rows: list[Row], place: int) -> Row:
    if not 1 <= place <= len(rows):
        raise Http404
    return rows[place - 1]
