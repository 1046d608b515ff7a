"""Decisions as news: that one began, that it was announced. Followed one by one, or all of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.decisions.models import Decision
from portal.following.kinds import Kind, Ref, register, register_news

LABEL = "disclosure.decision"
ALL = "all"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """An announcement is news again."""
    for name in ("published_at", "announced_at"):
        within = {f"{name}__gt": since, f"{name}__lte": until}
        yield from Decision.objects.public().filter(**within).order_by().values_list("pk", name)


def _ids(items: Collection[Ref]) -> set[int]:
    return {pk for label, pk in items if label == LABEL}


def _titles(keys: Collection[str]) -> Mapping[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 18]
    rows = Decision.objects.public().filter(pk__in=numbers).order_by().values_list("pk", "title")
    return {str(pk): f"重大决策：{title}" for pk, title in rows}


def _each(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    known = _ids(items)
    return {key: [(LABEL, int(key))] for key in keys if key.isdecimal() and int(key) in known}


def _all_named(keys: Collection[str]) -> Mapping[str, str]:
    return {ALL: "全部重大决策"} if ALL in keys else {}


def _everything(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return {ALL: [(LABEL, pk) for pk in sorted(_ids(items))]} if ALL in keys else {}


def register_kinds() -> None:
    register_news(LABEL, _published)
    register(Kind("decision", "一件重大决策", _titles, page=lambda key: f"/decisions/{key}/", sort=_each))
    register(Kind("decisions", "重大决策", _all_named, page=lambda _key: "/decisions/", sort=_everything))
