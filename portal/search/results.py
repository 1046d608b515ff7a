"""What a search answers."""

import math
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from portal.search.entry import Choice

PAGE_SIZE = 10

FACETS = {
    "organ": "发文机关",
    "year": "年份",
    "kind": "公文种类",
    "column": "栏目",
    "topic": "主题",
    "validity": "有效性",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found. ``title_html`` and ``snippet`` are escaped, with ``<mark>`` around what was asked for."""

    key: str
    title: str
    title_html: SafeString
    snippet: SafeString
    url: str
    doc_number: str
    dated: date | None
    choices: dict[str, tuple[Choice, ...]]
    attributes: dict[str, str]

    @property
    def pk(self) -> int:
        return int(self.key.rpartition(":")[2])

    @property
    def year(self) -> int | None:
        return self.dated.year if self.dated else None

    def name(self, facet: str) -> str:
        """The first value of a facet, by name."""
        choices = self.choices.get(facet, ())
        return choices[0].name if choices else ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    code: str
    name: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """``partial`` means nothing holds all the words and these hold most of them.

    ``estimated`` means there are too many to count: ``total`` and the counts beside the facets are about right.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: tuple[Facet, ...]
    page: int
    did_you_mean: str = ""
    partial: bool = False
    estimated: bool = False

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.total / PAGE_SIZE))
