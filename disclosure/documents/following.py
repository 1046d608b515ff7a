"""Documents as news, and the two ways to follow them: by organ and by column."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.catalogue.models import Column
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.following.kinds import Kind, Ref, register, register_news

LABEL = "disclosure.document"
_HEIRS = ("successor__code", "successor__successor__code", "successor__successor__successor__code")
COLUMN_LINE = ("column__code", "column__parent__code", "column__parent__parent__code")
"""A column holds what is in the columns below it, as on its page."""


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """What was published here; imported history is no news."""
    rows = Document.objects.public().filter(import_source="", published_at__gt=since, published_at__lte=until)
    return ((pk, at) for pk, at in rows.order_by().values_list("pk", "published_at") if at is not None)


def _ids(items: Collection[Ref]) -> list[int]:
    return [pk for label, pk in items if label == LABEL]


def _organ_names(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Organ.objects.domestic().filter(code__in=keys).order_by().values_list("code", "short_name"))


def followed_through(keys: Collection[str]) -> Mapping[str, Collection[str]]:
    """By the code of an organ, which of ``keys`` hear of it: who follows one that was merged away hears of its heir.
    One query."""
    followers: dict[str, set[str]] = defaultdict(set)
    for key, *heirs in Organ.objects.filter(code__in=keys).order_by().values_list("code", *_HEIRS):
        for code in filter(None, (key, *heirs)):
            followers[code].add(key)
    return followers


def _by_organ(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """Two queries."""
    followers = followed_through(keys)
    rows = Document.objects.filter(pk__in=_ids(items), organ__code__in=followers).order_by()
    return _grouped((key, pk) for code, pk in rows.values_list("organ__code", "pk") for key in followers[code])


def _column_names(keys: Collection[str]) -> Mapping[str, str]:
    rows = Column.objects.filter(code__in=keys, is_active=True).order_by()
    return {code: f"{organ}：{name}" for code, organ, name in rows.values_list("code", "organ__short_name", "name")}


def _by_column(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """One query."""
    wanted = frozenset(keys)
    rows = Document.objects.filter(pk__in=_ids(items)).order_by().values_list("pk", *COLUMN_LINE)
    return _grouped((code, pk) for pk, *line in rows for code in line if code in wanted)


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Collection[Ref]]:
    found: dict[str, list[Ref]] = defaultdict(list)
    for code, pk in pairs:
        found[code].append((LABEL, pk))
    return found


def register_kinds() -> None:
    register_news(LABEL, _published)
    register(Kind("organ", "机关", _organ_names, page=lambda key: f"/organs/{key}/", sort=_by_organ))
    register(Kind("column", "栏目", _column_names, page=lambda key: f"/columns/{key}/", sort=_by_column))
