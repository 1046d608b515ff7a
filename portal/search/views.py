"""``/search/``: the page, and the same search as a feed."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from portal import clock
from portal.errors import InvalidInput
from portal.search import missed, pages, selectors
from portal.search.engine import IndexUnavailable
from portal.search.entry import Choice
from portal.search.query import LABELS, Query, parse
from portal.search.results import Hit
from portal.site.feeds import Entry, FeedPage, answer

UNAVAILABLE = "搜索暂时不能用，不是没有结果。请过几分钟再试，或者从栏目、机关找。"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One page of results. 400 with the messages at their fields, 503 when the index cannot be trusted."""
    typed = {name: [value for value in request.GET.getlist(name) if value] for name in LABELS}
    context: dict[str, object] = {"typed": {name: values[-1] for name, values in typed.items() if values}}
    try:
        query = parse(request.GET)
    except InvalidInput as refusal:
        context |= {
            "errors": refusal.messages,
            "problems": pages.problems(refusal.messages),
            "advanced": True,
            "selects": pages.selects(_choices(), typed, refusal.messages),
        }
        return render(request, "search/search.html", context, status=400)
    try:
        page = pages.build(query)
        context |= {
            "page": page,
            "query": query,
            "advanced": query.is_advanced,
            "selects": pages.selects(page.choices, typed, {}),
            "sorts": pages.sorts(query),
            "advice": None if page.result.total else pages.advise(page),
        }
        if not page.result.total:
            missed.note(query, on=clock.today())
    except IndexUnavailable:
        return render(request, "search/unavailable.html", context | {"query": query}, status=503)
    return render(request, "search/search.html", context)


@require_safe
@conditional_page
def feed(request: HttpRequest, ending: str = "") -> HttpResponse:
    """The newest items of a search, for whoever wants to be told."""
    try:
        query = replace(parse(request.GET), sort="newest")
        result = selectors.search(query).result
    except InvalidInput as refusal:
        return _plain(refusal.message, 400)
    except IndexUnavailable:
        return _plain(UNAVAILABLE, 503)
    address = reverse("search:search")
    shown = replace(query, sort="relevance").encoded()
    entries = [_feed_entry(hit) for hit in result.hits]
    return answer(request, FeedPage(wording(query), f"{address}?{shown}" if shown else address, entries, shown), ending)


def _feed_entry(hit: Hit) -> Entry:
    at = clock.start_of_day(hit.dated) if hit.dated else None
    return Entry(hit.title, hit.url, str(hit.snippet), hit.name("organ"), at, is_html=True)


def _choices() -> dict[str, list[Choice]]:
    """For the lists of a form that is shown again; without an index they hold only what was typed."""
    try:
        return selectors.choices()
    except IndexUnavailable:
        return {}


def wording(query: Query) -> str:
    """The search in words."""
    words = "、".join(value for name, value in query.pairs() if name not in {"sort", "page"})
    return f"“{words}”的最新文件" if words else "最新文件"


def _plain(message: str, status: int) -> HttpResponse:
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
