"""What the search page shows, worked out before the template sees it."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from portal.search import box, selectors
from portal.search.analyzer import query_words
from portal.search.entry import Choice
from portal.search.query import LABELS, LAST_PAGE, SORTS, Query
from portal.search.results import FACETS, Facet, FacetValue, Hit, Result

_SHOWN = 6
# More values than this are better narrowed by typing.
_OFFERED = 30
_AROUND = 2
_RELATED = 2
_WORDS_TRIED = 4
# How loudly the state of a text is said; any other validity is plain.
_TONES = {"有效": "ok", "已被修改": "warn", "尚未施行": "wait", "废止": "bad", "失效": "bad"}
_EVERY = {
    "organ": "全部机关",
    "year": "不限",
    "kind": "全部种类",
    "column": "全部栏目",
    "topic": "全部主题",
    "validity": "全部",
}


class Link(NamedTuple):
    """``found`` is how many items the link leads to, where that is known."""

    text: str
    query: str
    found: int | None = None
    current: bool = False


class FacetBox(NamedTuple):
    label: str
    first: list[Link]
    more: list[Link]


class Option(NamedTuple):
    value: str
    text: str
    selected: bool

    def __html__(self) -> str:
        """Lists are long: a template takes ten times as long over each."""
        chosen = " selected" if self.selected else ""
        return f'<option value="{html.escape(self.value)}"{chosen}>{html.escape(self.text)}</option>'


class Select(NamedTuple):
    """A list of the advanced form. ``every`` is the choice that leaves it open."""

    name: str
    label: str
    every: str
    options: SafeString
    error: str = ""


class Problem(NamedTuple):
    """A message, and the id of the control it belongs to."""

    place: str
    message: str


class Row(NamedTuple):
    """A hit as shown: with its colour of validity, and what else there is on the same matter."""

    hit: Hit
    organ: str
    kind: str
    validity: str
    tone: str
    related: list[Hit]


@dataclass(frozen=True)
class SearchPage:
    """The answer to a valid query."""

    query: Query
    result: Result
    choices: dict[str, list[Choice]]
    related: list[Hit] = field(default_factory=list)

    @cached_property
    def heading(self) -> str:
        total = f"约{self.result.total}件" if self.result.estimated else f"{self.result.total}件"
        if self.result.partial:
            return f"没有同时包含全部词的文件，下面{total}包含其中大部分"
        return f"共有{total}" if self.query.is_blank else f"找到{total}"

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(hit, first=place == 0) for place, hit in enumerate(self.result.hits)]

    def _row(self, hit: Hit, *, first: bool) -> Row:
        validity = hit.name("validity")
        related = self.related if first else []
        return Row(hit, hit.name("organ"), hit.name("kind"), validity, _TONES.get(validity, "plain"), related)

    @cached_property
    def facets(self) -> list[FacetBox]:
        boxes = (self._facet(facet) for facet in self.result.facets)
        return [box for box in boxes if len(box.first) > 1 or any(link.current for link in box.first)]

    def _facet(self, facet: Facet) -> FacetBox:
        values = [self._value(facet.name, value) for value in facet.values]
        current = [link for link in values if link.current]
        others = [link for link in values if not link.current]
        links = current + others
        return FacetBox(facet.label, links[:_SHOWN], links[_SHOWN:_OFFERED])

    def _value(self, facet: str, value: FacetValue) -> Link:
        chosen = () if value.selected else (int(value.code) if facet == "year" else value.code,)
        narrowed = replace(self.query, page=1, **{facet: chosen})  # type: ignore[arg-type]  # facets are fields of Query
        return Link(value.name, narrowed.encoded(), value.count, value.selected)

    @cached_property
    def chips(self) -> list[Link]:
        return [Link(text, without.encoded()) for text, without in conditions(self.query, self.result)]

    @cached_property
    def cleared(self) -> str:
        """The query with all conditions off."""
        return Query(q=self.query.q).encoded()

    @cached_property
    def correction(self) -> Link | None:
        better = self.result.did_you_mean
        return Link(better, replace(self.query, q=better, page=1).encoded()) if better else None

    @cached_property
    def pager(self) -> list[Link]:
        """Page numbers; a link without text stands for those left out."""
        last = min(self.result.pages, LAST_PAGE)
        if last < 2:
            return []
        near = range(max(1, self.query.page - _AROUND), min(last, self.query.page + _AROUND) + 1)
        links: list[Link] = []
        before = 0
        for number in sorted({1, *near, last}):
            if number > before + 1:
                links.append(Link("", ""))
            links.append(self._page(number))
            before = number
        return links

    def _page(self, number: int) -> Link:
        return Link(str(number), replace(self.query, page=number).encoded(), current=number == self.query.page)

    @cached_property
    def next_page(self) -> Link | None:
        last = min(self.result.pages, LAST_PAGE)
        return self._page(self.query.page + 1) if self.query.page < last else None

    @cached_property
    def previous_page(self) -> Link | None:
        return self._page(self.query.page - 1) if 1 < self.query.page <= self.result.pages else None

    @cached_property
    def feed(self) -> str:
        return replace(self.query, page=1, sort="relevance").encoded()

    @cached_property
    def kept_by_sort(self) -> list[tuple[str, str]]:
        """Hidden fields of the form that changes the order."""
        return _all_but("sort", self.query)

    @cached_property
    def kept_by_within(self) -> list[tuple[str, str]]:
        """Hidden fields of the form that searches inside the results."""
        return _all_but("within", self.query)

    @property
    def beyond(self) -> bool:
        """The page asked for lies after the last one."""
        return self.query.page > self.result.pages

    @cached_property
    def first_page(self) -> str:
        return replace(self.query, page=1).encoded()


def _all_but(name: str, query: Query) -> list[tuple[str, str]]:
    return [pair for pair in replace(query, page=1).pairs() if pair[0] != name]


@dataclass(frozen=True)
class Advice:
    """What to try when nothing was found, each with what it will find."""

    shorter: Link | None
    relaxed: list[Link]


def build(query: Query) -> SearchPage:
    """Asks the index. Raises ``IndexUnavailable``."""
    pending = selectors.read_pending()
    asked = replace(query, sort="newest") if query.is_blank else query
    related = _RELATED if query.q and query.page == 1 else 0
    found = selectors.search(asked, related=related, pending=pending)
    return SearchPage(query, found.result, selectors.choices(pending=pending), found.related)


def advise(page: SearchPage) -> Advice:
    """Fewer words, or one condition less. Raises ``IndexUnavailable``."""
    relaxed = []
    for text, without in conditions(page.query, page.result):
        count = selectors.search(without).result.total
        if count:
            relaxed.append(Link(text, without.encoded(), count))
    return Advice(_shorter(page.query), relaxed)


def _shorter(query: Query) -> Link | None:
    """The longest single word of the search that finds something by itself."""
    words = {word for run in box.read(query.q).whole for word in query_words(run) if len(word) > 1}
    for word in sorted(words, key=lambda word: (-len(word), word))[:_WORDS_TRIED]:
        count = selectors.search(Query(q=word)).result.total
        if count and word != query.q:
            return Link(word, Query(q=word).encoded(), count)
    return None


def conditions(query: Query, result: Result) -> list[tuple[str, Query]]:
    """Each condition beside the box in words, with the query without it."""
    base = replace(query, page=1)
    found: list[tuple[str, Query]] = []
    for name in ("title", "body", "doc_number", "within"):
        value = getattr(query, name)
        if value:
            without = replace(base, **{name: ""})  # type: ignore[arg-type]  # each of the four is a text
            found.append((f"{LABELS[name]}“{value}”", without))
    for facet in result.facets:
        for value in query.chosen()[facet.name]:
            found.append((_name(facet, value), _without(base, facet.name, value)))
    if query.date_from:
        found.append((f"{_day(query.date_from)}以后", replace(base, date_from=None)))
    if query.date_to:
        found.append((f"{_day(query.date_to)}以前", replace(base, date_to=None)))
    return found


def _name(facet: Facet, value: str) -> str:
    names = [each.name for each in facet.values if value in {each.code, each.name}]
    unknown = f"{value}年" if facet.name == "year" else value
    return names[0] if names else unknown


def _without(query: Query, facet: str, value: str) -> Query:
    rest = tuple(each for each in getattr(query, facet) if str(each) != value)
    return replace(query, **{facet: rest})  # type: ignore[arg-type]  # facets are fields of Query


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def selects(
    choices: dict[str, list[Choice]], typed: Mapping[str, list[str]], errors: Mapping[str, str]
) -> list[Select]:
    """The lists of the advanced form, with what was chosen or typed still chosen."""
    return [
        Select(name, label, _EVERY[name], _options(choices.get(name, []), typed.get(name, [])), errors.get(name, ""))
        for name, label in FACETS.items()
    ]


def problems(errors: Mapping[str, str]) -> list[Problem]:
    """The messages for the summary. What has no control of its own points to the box."""
    return [
        Problem("q" if field in {"q", "within", "sort", "page"} else f"f-{field}", message)
        for field, message in errors.items()
    ]


def _options(choices: Iterable[Choice], typed: list[str]) -> SafeString:
    wanted = set(typed)
    options = [Option(choice.code, choice.name, not wanted.isdisjoint(choice)) for choice in choices]
    known = {text for option in options for text in (option.value, option.text)}
    options += [Option(value, value, selected=True) for value in typed if value and value not in known]
    return mark_safe("".join(option.__html__() for option in options))  # noqa: S308  # every option is escaped


def sorts(query: Query) -> list[Option]:
    return [Option(code, text, code == query.sort) for code, text in SORTS.items()]
