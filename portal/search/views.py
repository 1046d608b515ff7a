"""``/search/``: the page, and the same search as a feed."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from portal import clock
from portal.errors import InvalidInput
from portal.search import pages, selectors
from portal.search.engine import IndexUnavailable
from portal.search.entry import Choice
from portal.search.query import LABELS, Query, parse

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
    except IndexUnavailable:
        return render(request, "search/unavailable.html", context | {"query": query}, status=503)
    return render(request, "search/search.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest items of a search as Atom, for whoever wants to be told."""
    try:
        query = replace(parse(request.GET), sort="newest")
        result = selectors.search(query).result
    except InvalidInput as refusal:
        return _plain(refusal.message, 400)
    except IndexUnavailable:
        return _plain(UNAVAILABLE, 503)
    address = reverse("search:search")
    shown = replace(query, sort="relevance").encoded()
    atom = Atom1Feed(
        title=f"{_wording(query)} - {settings.SITE['name']}",
        link=request.build_absolute_uri(f"{address}?{shown}" if shown else address),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=settings.SITE["name"],
    )
    for hit in result.hits:
        moment = clock.start_of_day(hit.dated or date.min)
        link = request.build_absolute_uri(hit.url)
        atom.add_item(
            title=hit.title,
            link=link,
            description=str(hit.snippet),
            unique_id=link,
            pubdate=moment if hit.dated else None,
            updateddate=moment,
            author_name=hit.name("organ") or None,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _choices() -> dict[str, list[Choice]]:
    """For the lists of a form that is shown again; without an index they hold only what was typed."""
    try:
        return selectors.choices()
    except IndexUnavailable:
        return {}


def _wording(query: Query) -> str:
    words = "、".join(value for name, value in query.pairs() if name not in {"sort", "page"})
    return f"“{words}”的最新文件" if words else "最新文件"


def _plain(message: str, status: int) -> HttpResponse:
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
