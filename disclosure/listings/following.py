"""Rows of lists as news: followed list by list, or with their organ."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.documents.following import grouped, of_organs
from disclosure.listings.elements import TEMPLATES
from disclosure.listings.models import ListRow
from portal.following.kinds import Kind, Ref, register, register_further, register_news

LABEL = "disclosure.listrow"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    rows = ListRow.objects.public().filter(published_at__gt=since, published_at__lte=until)
    return ((pk, at) for pk, at in rows.order_by().values_list("pk", "published_at") if at is not None)


def _titles(keys: Collection[str]) -> Mapping[str, str]:
    return {key: f"清单：{TEMPLATES[key].title}" for key in keys if key in TEMPLATES}


def _by_list(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """One query."""
    rows = ListRow.objects.filter(pk__in=[pk for label, pk in items if label == LABEL], template__in=keys)
    return grouped(LABEL, rows.order_by().values_list("template", "pk"))


def _by_organ(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return of_organs(ListRow, LABEL, keys, items)


def register_kinds() -> None:
    register_news(LABEL, _published)
    register_further("organ", LABEL, _by_organ)
    register(Kind("list", "清单", _titles, page=lambda key: f"/lists/{key}/", sort=_by_list))
