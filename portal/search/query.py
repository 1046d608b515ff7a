"""A search as a value, and how the parameters of an address become one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from portal import typed_text
from portal.errors import InvalidInput
from portal.search.results import FACETS, PAGE_SIZE

TEXT_LENGTH = 200
# Nobody reads further, and a robot should not.
LAST_PAGE = 1000
SORTS = {"relevance": "最相关", "newest": "最新"}
TEXTS = ("q", "title", "body", "doc_number", "within")
LABELS = {
    "q": "搜索词",
    "title": "标题",
    "body": "正文",
    "doc_number": "发文字号",
    "within": "在结果中找",
    **FACETS,
    "from": "开始日期",
    "to": "结束日期",
    "sort": "排序",
    "page": "页码",
}


@dataclass(frozen=True, slots=True)
class Query:
    """Everything one can ask. Choice filters hold codes or names; several values of one filter mean any of them."""

    q: str = ""
    title: str = ""
    body: str = ""
    doc_number: str = ""
    within: str = ""
    kind: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    organ: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    sort: str = "relevance"
    page: int = 1

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values asked for, by facet."""
        return {
            "organ": self.organ,
            "year": tuple(str(year) for year in self.year),
            "kind": self.kind,
            "column": self.column,
            "topic": self.topic,
            "validity": self.validity,
        }

    @property
    def is_blank(self) -> bool:
        """Nothing is asked for: everything there is."""
        return replace(self, sort="relevance", page=1) == Query()

    @property
    def is_advanced(self) -> bool:
        """A field of the advanced form is set."""
        return replace(self, q="", within="", sort="relevance", page=1) != Query()

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that say this query; defaults are left out."""
        pairs = [(name, str(getattr(self, name))) for name in TEXTS if getattr(self, name)]
        for name, values in self.chosen().items():
            pairs += [(name, value) for value in values]
        if self.date_from:
            pairs.append(("from", self.date_from.isoformat()))
        if self.date_to:
            pairs.append(("to", self.date_to.isoformat()))
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def encoded(self) -> str:
        """The query string, without the question mark."""
        return urlencode(self.pairs())


class Params(Protocol):
    """``QueryDict`` and the like."""

    def getlist(self, key: str) -> list[str]: ...


class MappedParams:
    """Parameters from a plain mapping, for commands, benches and tests."""

    def __init__(self, values: Mapping[str, str | Sequence[str]]) -> None:
        self._values = values

    def getlist(self, key: str) -> list[str]:
        value = self._values.get(key, ())
        return [value] if isinstance(value, str) else list(value)


def parse(params: Params) -> Query:
    """Reads the parameters. Raises ``InvalidInput`` with one message per wrong field."""
    reader = _Reader(params)
    query = Query(
        q=reader.text("q"),
        title=reader.text("title"),
        body=reader.text("body"),
        doc_number=reader.text("doc_number"),
        within=reader.text("within"),
        kind=reader.choices("kind"),
        column=reader.choices("column"),
        organ=reader.choices("organ"),
        topic=reader.choices("topic"),
        validity=reader.choices("validity"),
        year=reader.years(),
        date_from=reader.day("from"),
        date_to=reader.day("to"),
        sort=reader.sort(),
        page=reader.page(),
    )
    if query.date_from and query.date_to and query.date_from > query.date_to:
        reader.messages["to"] = "结束日期早于开始日期，请把两个日期对调"
    if reader.messages:
        raise InvalidInput(reader.messages)
    return query


class _Reader:
    def __init__(self, params: Params) -> None:
        self._params = params
        self.messages: dict[str, str] = {}

    def _values(self, name: str) -> list[str]:
        values = self._params.getlist(name)
        for value in values:
            if fault := typed_text.fault(value, label=LABELS[name], at_most=TEXT_LENGTH):
                self.messages[name] = fault
                return []
        return [line for value in values if (line := typed_text.line(value))]

    def _one(self, name: str) -> str:
        values = self._values(name)
        return values[-1] if values else ""

    def text(self, name: str) -> str:
        return self._one(name)

    def choices(self, name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._values(name)))

    def years(self) -> tuple[int, ...]:
        values = [value.removesuffix("年") for value in self._values("year")]
        if all(re.fullmatch(r"[0-9]{4}", value) for value in values):
            return tuple(dict.fromkeys(int(value) for value in values))
        self.messages["year"] = "年份请写4位数字，例如2025"
        return ()

    def day(self, name: str) -> date | None:
        value = self._one(name)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.messages[name] = "日期请写成年-月-日，例如2025-03-01"
            return None

    def sort(self) -> str:
        value = self._one("sort")
        if value and value not in SORTS:
            self.messages["sort"] = "排序只有两种：relevance（最相关）和newest（最新）"
            return "relevance"
        return value or "relevance"

    def page(self) -> int:
        value = self._one("page")
        if not value:
            return 1
        if re.fullmatch(r"[0-9]{1,4}", value) and 1 <= int(value) <= LAST_PAGE:
            return int(value)
        self.messages["page"] = f"页码请写1到{LAST_PAGE}之间的整数；每页{PAGE_SIZE}件，要看更多请加条件缩小范围"
        return 1
