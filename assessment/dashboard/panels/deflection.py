"""申请前已解决: who found what they wanted on the site and did not have to ask, as the public statistics count it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from assessment.dashboard.panels.shapes import Cell, Entry, Line, Listing, Panel, entries, number, said
from assessment.measures.scope import Scope
from portal.search import registry
from requests_app.citizens.selectors import SolvedShare, filed_in, solved_in

_NAMES = {"solved": "申请前已解决", "filed": "网上提交的申请"}


def _lines(scope: Scope) -> list[Line]:
    """The whole period, then its months. Two queries."""
    solved = _by_month(solved_in(scope.first, scope.last, scope.organ_ids), "on")
    filed = _by_month(filed_in(scope.first, scope.last, scope.organ_ids), "arrived_on")
    if not solved and not filed:
        return []
    months = [
        Line(f"{month:%Y年%-m月}", _cells(solved[month], filed[month], f".{month:%Y-%m}")) for month in scope.months()
    ]
    return [Line("合计", _cells(solved.total(), filed.total(), "")), *months]


def _cells(solved: int, filed: int, suffix: str) -> tuple[Cell, ...]:
    percent = SolvedShare(solved, filed).percent
    return number(solved, f"solved{suffix}"), number(filed, f"filed{suffix}"), said(percent)


def _by_month(rows: Any, field: str) -> Counter[date]:
    found = rows.order_by().annotate(month=TruncMonth(field)).values_list("month").annotate(n=Count("pk"))
    return Counter(dict(found))


def _behind(scope: Scope, key: str) -> Listing | None:
    what, _, month = key.partition(".")
    if what not in _NAMES or (month and month not in {f"{each:%Y-%m}" for each in scope.months()}):
        return None
    part = scope.month(date.fromisoformat(f"{month}-01")) if month else scope
    first, last = part.first, part.last
    if what == "solved":
        rows = solved_in(first, last, scope.organ_ids).select_related("organ").order_by("-on", "-pk")
        return Listing(_NAMES[what], ("已经公开的内容", "拟申请的机关", "日期"), rows, _found)
    asked = filed_in(first, last, scope.organ_ids).select_related("organ").order_by("-arrived_on", "-pk")
    heads = ("申请", "机关", "到达", "状态")
    return Listing(
        _NAMES[what],
        heads,
        asked,
        lambda page: entries(
            page, lambda row: row.organ.short_name, lambda row: row.arrived_on, lambda row: row.get_state_display()
        ),
    )


def _found(page: Sequence[Any]) -> list[Entry]:
    """What helped, by its title where it is public still. One query a kind of content."""
    titles: dict[tuple[str, int], tuple[str, str]] = {}
    for label in {row.found_label for row in page}:
        source = registry.source_of(label)
        wanted = [row.found_id for row in page if row.found_label == label]
        for item in source.public().filter(pk__in=wanted):
            shown = source.to_entry(item)
            titles[label, item.pk] = shown.title, shown.url
    return [
        Entry(
            *titles.get((row.found_label, row.found_id), ("现在已经不公开", "")),
            (row.organ.short_name if row.organ else "没有选机关", f"{row.on:%Y-%m-%d}"),
        )
        for row in page
    ]


DEFLECTION = Panel(
    code="deflection",
    version=1,
    title="申请前已解决",
    definition="来网上申请的人里，看了系统找出的已公开内容、说不用再申请的，占两者之和。只记内容和日期，不记人和问题。和公开的办理情况同一口径。",
    article="《政府信息公开条例》第三十六条第一项",
    headings=("时段", "申请前已解决（件）", "仍提交申请（件）", "已解决占（%）"),
    lines=_lines,
    behind=_behind,
)
