"""搜不到的词: what people look for on the site and do not find, without a trace of who looked."""

from urllib.parse import urlencode

from django.urls import reverse

from assessment.dashboard.panels.shapes import Cell, Line, Listing, Panel
from assessment.measures.scope import Scope
from portal.search import missed

_AT_MOST = 50


def _lines(scope: Scope) -> list[Line]:
    """The most frequent first. One query."""
    return [
        Line(row.text, (Cell(str(row.times), href=_search(row.text)), Cell(f"{row.last_on:%Y-%m-%d}")))
        for row in missed.shown(scope.first, scope.last, at_most=_AT_MOST)
    ]


def _search(text: str) -> str:
    return f"{reverse('search:search')}?{urlencode({'q': text})}"


def _behind(_scope: Scope, _key: str) -> Listing | None:
    return None


SEARCHES = Panel(
    code="searches",
    version=1,
    title="搜不到的词",
    definition=f"在网站搜索、一件都没有搜到的词，全市一起算，按月。点次数再搜一次。带条件的、像号码和地址的不记；在{missed.DAYS_SHOWN}个不同的日子"
    "都有人搜过的才列出，不记是谁搜的。",
    article="《政府网站发展指引》（国办发〔2017〕47号）",
    headings=("搜索词", "次数", "最近一天"),
    lines=_lines,
    behind=_behind,
    drawn=0,
)
