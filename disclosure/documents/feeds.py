"""Feeds: all of the site, one column, one organ. A reader sees a withdrawn document disappear."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import conditional_page, require_safe

from disclosure.catalogue.models import Column
from disclosure.catalogue.selectors import documents_in
from disclosure.documents import selectors
from disclosure.documents.models import Document
from portal import clock
from portal.accounts.models import Organ
from portal.site.feeds import Entry, FeedPage, answer

ENTRIES = 50


@require_safe
@conditional_page
def newest(request: HttpRequest, ending: str = "") -> HttpResponse:
    entries = [_entry(row) for row in selectors.newest(limit=ENTRIES)]
    return answer(request, FeedPage("最新公开", "/", entries), ending)


@require_safe
@conditional_page
def column(request: HttpRequest, code: str, ending: str = "") -> HttpResponse:
    """One column with those below it, as its page lists them."""
    row = get_object_or_404(Column, code=code, is_active=True)
    entries = [_entry(document) for document in documents_in(row)[:ENTRIES]]
    return answer(request, FeedPage(row.name, f"/columns/{row.code}/", entries), ending)


@require_safe
@conditional_page
def organ(request: HttpRequest, code: str, ending: str = "") -> HttpResponse:
    row = get_object_or_404(Organ.objects.domestic(), code=code)
    documents = selectors.cards(Document.objects.public().filter(organ=row))
    entries = [_entry(document) for document in documents[:ENTRIES]]
    return answer(request, FeedPage(row.name, f"/organs/{row.code}/", entries), ending)


def _entry(row: Document) -> Entry:
    at = clock.local(row.published_at) if row.published_at else None
    return Entry(row.title, row.get_absolute_url(), row.summary, row.issuer, at)
