"""Documents as news, and the ways to follow them: by organ, column, topic, audience and town (S1-6.5)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from disclosure.catalogue.audiences import AUDIENCES, CHOICES, split
from disclosure.catalogue.models import Column
from disclosure.documents.models import Document
from disclosure.documents.topics import TOPIC_CHOICES
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.following.kinds import Kind, Ref, register, register_news

LABEL = "disclosure.document"
TOWNS = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT)
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
    return of_organs(Document, LABEL, keys, items)


def _column_names(keys: Collection[str]) -> Mapping[str, str]:
    rows = Column.objects.filter(code__in=keys, is_active=True).order_by()
    return {code: f"{organ}：{name}" for code, organ, name in rows.values_list("code", "organ__short_name", "name")}


def _by_column(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """One query."""
    wanted = frozenset(keys)
    rows = Document.objects.filter(pk__in=_ids(items)).order_by().values_list("pk", *COLUMN_LINE)
    return _grouped((code, pk) for pk, *line in rows for code in line if code in wanted)


def _topic_names(keys: Collection[str]) -> Mapping[str, str]:
    return {code: name for code, name in TOPIC_CHOICES if code in keys}


def _by_topic(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    rows = Document.objects.filter(pk__in=_ids(items), topic__in=keys).order_by()
    return _grouped(rows.values_list("topic", "pk"))


def _audience_names(keys: Collection[str]) -> Mapping[str, str]:
    return {name: f"面向{name}的" for name in AUDIENCES if name in keys}


def _by_audience(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """S1-6.5: for whom the document is, or its column where it says nothing itself. One query."""
    wanted = frozenset(keys)
    rows = Document.objects.filter(pk__in=_ids(items)).order_by().values_list("pk", "audiences", "column__audiences")
    return _grouped((name, pk) for pk, own, column in rows for name in split(own or column or "") if name in wanted)


def _town_names(keys: Collection[str]) -> Mapping[str, str]:
    rows = Organ.objects.domestic().filter(code__in=keys, kind__in=TOWNS).order_by()
    return {code: f"{name}和辖区内的" for code, name in rows.values_list("code", "short_name")}


def _towns() -> Sequence[tuple[str, str]]:
    rows = Organ.objects.listed(clock.today()).filter(kind__in=TOWNS)
    return [(organ.code, organ.short_name) for organ in rows]


def _by_town(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """What the town and the organs below it publish, and what names the town in its title. Two queries."""
    towns = dict(Organ.objects.filter(code__in=keys, kind__in=TOWNS).order_by().values_list("code", "short_name"))
    rows = Document.objects.filter(pk__in=_ids(items)).order_by()
    told = rows.values_list("pk", "title", "organ__code", "organ__parent__code")
    return _grouped(
        (code, pk)
        for pk, title, own, above in told
        for code, name in towns.items()
        if code in (own, above) or name in title
    )


def grouped(label: str, pairs: Iterable[tuple[str, int]]) -> Mapping[str, Collection[Ref]]:
    """Items of one label by key."""
    found: dict[str, list[Ref]] = defaultdict(list)
    for key, pk in pairs:
        found[key].append((label, pk))
    return found


def of_organs(
    model: type[Model], label: str, keys: Collection[str], items: Collection[Ref]
) -> Mapping[str, Collection[Ref]]:
    """Items of ``model``, which has an ``organ``, by the organs followed. Two queries."""
    followers = followed_through(keys)
    rows = model._default_manager.filter(pk__in=[pk for name, pk in items if name == label], organ__code__in=followers)
    told = rows.order_by().values_list("organ__code", "pk")
    return grouped(label, ((key, pk) for code, pk in told for key in followers[code]))


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Collection[Ref]]:
    return grouped(LABEL, pairs)


def register_kinds() -> None:
    register_news(LABEL, _published)
    register(Kind("organ", "机关", _organ_names, page=lambda key: f"/organs/{key}/", sort=_by_organ))
    register(
        Kind(
            "topic",
            "主题",
            _topic_names,
            page=lambda key: f"/topics/{key}/",
            sort=_by_topic,
            offered=lambda: TOPIC_CHOICES,
        )
    )
    register(
        Kind(
            "audience",
            "人群",
            _audience_names,
            page=lambda _key: "/following/",
            sort=_by_audience,
            offered=lambda: CHOICES,
        )
    )
    register(Kind("town", "镇街", _town_names, page=lambda key: f"/organs/{key}/", sort=_by_town, offered=_towns))
    register(Kind("column", "栏目", _column_names, page=lambda key: f"/columns/{key}/", sort=_by_column))
