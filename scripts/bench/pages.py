"""Public pages of the demonstration city: time against a bare view of the same run, weight, and queries.

The addresses come from the sitemap: one page of every kind it lists, and the fixed pages of the site.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from scripts.bench import site
from scripts.bench.timing import Timing, measure, table

_TIMES_BARE = 3.0
_KILOBYTES = 150.0
_ROUNDS = 60
_FIXED = ("/", "/calculator/", "/guide/", "/catalogue/", "/organs/", "/columns/", "/statutory/")
_LINKED = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


def main() -> int:
    """Prints one table; 1 when a page is too slow or too heavy."""
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch:
        return int(_print_pages(Path(scratch)))


def _print_pages(var: Path) -> bool:
    """Whether any page misses its target."""
    os.environ |= {"MINGZHENG_VAR": str(var), "MINGZHENG_DEMO": "1", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    site.manage(var, "prepare")
    with site.serving(var) as browser:
        paths = [*_FIXED, *_one_of_each_kind(browser)]
        rounds = [""] * _ROUNDS
        bare = measure("/healthz", lambda _: browser.get("/healthz"), rounds)
        timings = [measure(path, partial(_get, browser, path), rounds) for path in paths]
        # With a query string no page is kept: what the first visitor after an act waits for.
        anew = [measure(path, partial(_get, browser, f"{path}?page=1"), rounds) for path in paths]
        weights = [_kilobytes(browser, path) for path in paths]
    queries = _queries(paths)
    rows = [_row(*figures, bare) for figures in zip(timings, anew, weights, queries, strict=True)]
    limits = ["要求", "", "", f"≤ {_TIMES_BARE:.0f}×", "", f"≤ {_KILOBYTES:.0f}", "", ""]
    head = ["公众页面", "p50 毫秒", "p95 毫秒", "比裸视图", "新生成 p50", "KB（含样式、脚本）", "新生成查询", ""]
    print(table(f"页面（各{_ROUNDS}次；裸视图 p50 {bare.p50:.2f} 毫秒）", head, [*rows, limits]))
    return any(row[-1] for row in rows)


def _row(kept: Timing, anew: Timing, kilobytes: float, queries: int, bare: Timing) -> list[str]:
    ratio = kept.p50 / bare.p50
    within = ratio <= _TIMES_BARE and kilobytes <= _KILOBYTES
    times = [f"{kept.p50:.2f}", f"{kept.p95:.2f}", f"{ratio:.1f}×", f"{anew.p50:.2f}"]
    return [kept.name, *times, f"{kilobytes:.0f}", str(queries), "" if within else "✗ 超出"]


def _get(browser: site.Browser, path: str, _round: str) -> bytes:
    return browser.get(path)


def _one_of_each_kind(browser: site.Browser) -> list[str]:
    """The first address of every section of the sitemap."""
    sections = re.findall(rb"<loc>([^<]+)</loc>", browser.get("/sitemap.xml"))
    listed = [re.findall(rb"<loc>([^<]+)</loc>", browser.get(_path(section))) for section in sections]
    return _new(_path(addresses[0]) for addresses in listed if addresses)


def _new(paths: Iterable[str]) -> list[str]:
    return [path for path in paths if path not in _FIXED]


def _path(address: bytes) -> str:
    return urlsplit(address.decode()).path


def _kilobytes(browser: site.Browser, path: str) -> float:
    """The page with its style sheets and scripts, uncompressed; pictures not counted."""
    page = browser.get(path)
    linked = {found.decode() for found in _LINKED.findall(page)}
    return (len(page) + sum(len(browser.get(file)) for file in linked)) / 1000


def _queries(paths: list[str]) -> list[int]:
    """Database queries of a page made anew, counted inside this process over the same database."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    visitor = Client(SERVER_NAME="127.0.0.1")
    counted = []
    for path in paths:
        visitor.get(path)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(f"{path}?page=1")
        counted.append(len(captured))
    return counted


if __name__ == "__main__":
    sys.exit(main())
