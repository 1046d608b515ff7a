"""What is new, for readers of feeds: the same entries as Atom and as JSON Feed 1.1."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.feedgenerator import Atom1Feed

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """``link`` is a path of this site; ``text`` is HTML when ``is_html``."""

    title: str
    link: str
    text: str
    author: str
    at: datetime | None
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class FeedPage:
    """``home`` is the page that shows the same entries to people, ``query`` what the address of the feed asks for."""

    title: str
    home: str
    entries: Sequence[Entry]
    query: str = ""


def answer(request: HttpRequest, page: FeedPage, ending: str) -> HttpResponse:
    """The feed in the form the address asks for: ``json``, else Atom."""
    return _json(request, page) if ending == "json" else _atom(request, page)


def _title(page: FeedPage) -> str:
    return f"{page.title} - {settings.SITE['name']}"


def _own_address(request: HttpRequest, page: FeedPage) -> str:
    """Spelt the one way, whatever the reader typed."""
    return request.build_absolute_uri(f"{request.path}?{page.query}" if page.query else request.path)


def _atom(request: HttpRequest, page: FeedPage) -> HttpResponse:
    feed = Atom1Feed(
        title=_title(page),
        link=request.build_absolute_uri(page.home),
        description="",
        language="zh-Hans",
        feed_url=_own_address(request, page),
        author_name=settings.SITE["name"],
    )
    for entry in page.entries:
        link = request.build_absolute_uri(entry.link)
        feed.add_item(
            title=entry.title,
            link=link,
            description=entry.text,
            unique_id=link,
            pubdate=entry.at,
            updateddate=entry.at,
            author_name=entry.author or None,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=ATOM)


def _json(request: HttpRequest, page: FeedPage) -> HttpResponse:
    items = [_item(request, entry) for entry in page.entries]
    feed = {
        "version": _VERSION,
        "title": _title(page),
        "home_page_url": request.build_absolute_uri(page.home),
        "feed_url": _own_address(request, page),
        "language": "zh-Hans",
        "authors": [{"name": settings.SITE["name"]}],
        "items": items,
    }
    response = JsonResponse(feed, json_dumps_params={"ensure_ascii": False}, content_type=JSON_FEED)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _item(request: HttpRequest, entry: Entry) -> dict[str, object]:
    link = request.build_absolute_uri(entry.link)
    item: dict[str, object] = {"id": link, "url": link, "title": entry.title}
    item["content_html" if entry.is_html else "content_text"] = entry.text
    if entry.at:
        item["date_published"] = entry.at.isoformat()
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    return item
