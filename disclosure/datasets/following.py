"""Data sets as news: a new one, a new version. Followed one by one, all of them, or with their organ."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.datasets.models import Dataset
from disclosure.documents.following import grouped, of_organs
from portal.following.kinds import Kind, Ref, register, register_further, register_news

LABEL = "disclosure.dataset"
ALL = "all"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """A new version is news again."""
    rows = Dataset.objects.public().filter(updated_at__gt=since, updated_at__lte=until)
    return ((pk, at) for pk, at in rows.order_by().values_list("pk", "updated_at") if at is not None)


def _titles(keys: Collection[str]) -> Mapping[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 18]
    rows = Dataset.objects.public().filter(pk__in=numbers).order_by().values_list("pk", "title")
    return {str(pk): f"数据集：{title}" for pk, title in rows}


def _each(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return grouped(LABEL, ((str(pk), pk) for label, pk in items if label == LABEL and str(pk) in keys))


def _all_named(keys: Collection[str]) -> Mapping[str, str]:
    return {ALL: "全部开放数据"} if ALL in keys else {}


def _everything(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return {ALL: [item for item in items if item[0] == LABEL]} if ALL in keys else {}


def _by_organ(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return of_organs(Dataset, LABEL, keys, items)


def register_kinds() -> None:
    register_news(LABEL, _published)
    register_further("organ", LABEL, _by_organ)
    register(Kind("dataset", "数据集", _titles, page=lambda key: f"/data/{key}/", sort=_each))
    register(Kind("datasets", "开放数据", _all_named, page=lambda _key: "/data/", sort=_everything))
