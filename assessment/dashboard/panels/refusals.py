"""Why requests were refused: the eight reasons of table 3 of the annual report, by the report's own functions."""

from collections.abc import Sequence
from typing import Any

from assessment.dashboard.answers import organ_ids
from assessment.dashboard.panels.shapes import Entry, Line, Listing, Panel, entries, number, said, share
from assessment.measures.scope import Scope
from requests_app.figures.selectors import items_of, table3
from requests_app.figures.tables import ALL, ROW_TITLES, TOTAL
from requests_app.outcomes import OUTCOMES, Group

_REASONS = tuple(outcome.code for outcome in OUTCOMES if outcome.group is Group.REFUSED)


def _lines(scope: Scope) -> list[Line]:
    """Those there were this year or the last, the most frequent first. Nine queries."""
    organs, year = organ_ids(scope), scope.last.year
    now, before = table3(organs, year).cells, table3(organs, year - 1).cells
    refused, answered = sum(now[row][ALL] for row in _REASONS), now[TOTAL][ALL]
    given = [row for row in _REASONS if now[row][ALL] or before[row][ALL]]
    return [
        Line(
            ROW_TITLES[row],
            (
                number(now[row][ALL], f"{row}@{year}"),
                said(share(now[row][ALL], refused)),
                said(share(now[row][ALL], answered)),
                number(before[row][ALL], f"{row}@{year - 1}"),
            ),
        )
        for row in sorted(given, key=lambda row: (-now[row][ALL], row))
    ]


def _behind(scope: Scope, key: str) -> Listing | None:
    row, _, year = key.partition("@")
    if row not in _REASONS or year not in {str(scope.last.year), str(scope.last.year - 1)}:
        return None
    items = items_of(organ_ids(scope), int(year), row).select_related("request__organ").order_by("-pk")
    return Listing(f"{year}年　{ROW_TITLES[row]}", ("申请", "机关", "收到", "办结"), items, _shown)


def _shown(items: Sequence[Any]) -> list[Entry]:
    cells = entries([item.request for item in items], lambda row: row.organ.short_name, lambda row: row.received_on)
    return [
        Entry(entry.title, entry.href, (*entry.cells, f"{item.counted_on:%Y-%m-%d}"))
        for entry, item in zip(cells, items, strict=True)
    ]


REFUSALS = Panel(
    code="refusals",
    version=1,
    title="不予公开的理由",
    definition="本年办结的申请里结果是“不予公开”的各项，按年度报告表三的理由分。一件申请里每一项算一件。",
    article="《政府信息公开条例》第三十六条第三项",
    headings=("理由", "本年（件）", "占不予公开（%）", "占全部答复（%）", "上年（件）"),
    lines=_lines,
    behind=_behind,
)
