"""Public lists over many documents: time and queries of the first page, of one far inside, and of the last."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape

import django

from scripts.bench import site
from scripts.bench.timing import Timing, measure

_ROUNDS = 40
# Pages gone through one by one to get far inside.
_DEEP = 25
_ONWARD = re.compile(r'href="\?([^"]*after=[^"]*)"')


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a list; ``name`` is the same for every number of documents."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page costs."""

    place: Place
    timing: Timing
    queries: int
    skips: bool


def places(browser: site.Browser, column: str) -> list[Place]:
    """Pages of the catalogue, of the column with most documents, and of the interface."""
    found = [*_of_page(browser, "公开目录", "/catalogue/"), *_of_page(browser, "栏目", f"/columns/{column}/")]
    return [*found, *_of_interface(browser, "接口 文件", "/api/v1/documents/")]


def timed(browser: site.Browser, asked: list[Place], costs: list[tuple[int, bool]]) -> list[Listed]:
    """``costs`` as ``print_costs`` counted them for the same places."""
    rounds = [""] * _ROUNDS
    return [
        Listed(place, measure(place.name, partial(_get, browser, place.path), rounds), queries, skips)
        for place, (queries, skips) in zip(asked, costs, strict=True)
    ]


def _get(browser: site.Browser, path: str, _round: str) -> bytes:
    return browser.get(path)


def _of_page(browser: site.Browser, name: str, path: str) -> Iterator[Place]:
    yield Place(f"{name} 第一页", f"{path}?page=1")
    deep = f"{path}?page=1"
    for _ in range(_DEEP):
        onward = _ONWARD.search(browser.get(deep).decode())
        if onward is None:
            return
        deep = f"{path}?{unescape(onward[1])}"
    yield Place(f"{name} 第{_DEEP + 1}页", deep)
    yield Place(f"{name} 最后一页", f"{path}?page=last")


def _of_interface(browser: site.Browser, name: str, path: str) -> Iterator[Place]:
    yield Place(f"{name} 第一页", path)
    deep = path
    for _ in range(_DEEP):
        onward = json.loads(browser.get(deep))["next"]
        if not onward:
            return
        deep = onward[onward.index(path) :]
    yield Place(f"{name} 第{_DEEP + 1}页", deep)


def print_costs(paths: list[str]) -> None:
    """As JSON: queries of each page made anew, and whether any of them skips rows."""
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor = Client(SERVER_NAME="127.0.0.1")
    costs = []
    for path in paths:
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(path)
        costs.append((len(captured), any("OFFSET" in query["sql"] for query in captured)))
    print(json.dumps(costs))


def print_largest_column() -> None:
    """The code of the column with most public documents."""
    django.setup()
    from django.db.models import Count

    from disclosure.documents.models import Document

    counted = Document.objects.public().exclude(column=None).values("column__code").annotate(held=Count("pk"))
    print(counted.order_by("-held")[0]["column__code"])
