"""A search as a thing to follow. Its key is the canonical query string, so that the same search is one thing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.http import QueryDict
from django.urls import reverse

from portal.errors import InvalidInput
from portal.following.kinds import Kind, NotNow, Ref, register
from portal.following.states import KEY_LENGTH
from portal.search import selectors
from portal.search.engine import IndexUnavailable
from portal.search.entry import key_of
from portal.search.query import Query, parse
from portal.search.views import wording

CODE = "search"


def _query(key: str) -> Query:
    """Raises ``InvalidInput``."""
    return replace(parse(QueryDict(key)), sort="relevance", page=1)


def _canonical(key: str) -> str:
    spelt = _query(key).encoded()
    if len(spelt) > KEY_LENGTH:
        raise InvalidInput({"": "搜索条件太长了，请减少几个条件再关注"})
    return spelt


def _names(keys: Collection[str]) -> Mapping[str, str]:
    """A search whose parameters are no longer understood is left out."""
    found = {}
    for key in keys:
        try:
            found[key] = f"搜索{wording(_query(key))}"
        except InvalidInput:
            continue
    return found


def _page(key: str) -> str:
    return f"{reverse('search:search')}?{key}" if key else reverse("search:search")


def _sort(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """One question to the index per search. Raises ``NotNow``."""
    by_key = {key_of(label, pk): (label, pk) for label, pk in items}
    found: dict[str, list[Ref]] = defaultdict(list)
    for key in _names(keys):
        try:
            found[key] = [by_key[each] for each in selectors.among(_query(key), by_key)]
        except IndexUnavailable as error:
            raise NotNow from error
    return found


def register_kind() -> None:
    register(Kind(code=CODE, label="搜索", names=_names, page=_page, sort=_sort, canonical=_canonical))
