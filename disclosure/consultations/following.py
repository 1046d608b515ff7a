"""Consultations as news: that one was opened, that its result is out. Followed one by one, or all of them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.consultations.models import Consultation
from portal.following.kinds import Kind, Ref, register, register_news

LABEL = "disclosure.consultation"
ALL = "all"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """A result is news again."""
    for field in ("published_at", "result_at"):
        within = {f"{field}__gt": since, f"{field}__lte": until}
        rows = Consultation.objects.public().filter(**within).order_by()
        yield from rows.values_list("pk", field)


def _ids(items: Collection[Ref]) -> set[int]:
    return {pk for label, pk in items if label == LABEL}


def _titles(keys: Collection[str]) -> Mapping[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 18]
    rows = Consultation.objects.public().filter(pk__in=numbers).order_by().values_list("pk", "title")
    return {str(pk): f"征求意见的结果：{title}" for pk, title in rows}


def _each(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    known = _ids(items)
    return {key: [(LABEL, int(key))] for key in keys if key.isdecimal() and int(key) in known}


def _all_named(keys: Collection[str]) -> Mapping[str, str]:
    return {ALL: "全部征求意见"} if ALL in keys else {}


def _everything(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return {ALL: [(LABEL, pk) for pk in sorted(_ids(items))]} if ALL in keys else {}


def register_kinds() -> None:
    register_news(LABEL, _published)
    register(Kind("consultation", "一次征求意见", _titles, page=lambda key: f"/consultations/{key}/", sort=_each))
    register(Kind("consultations", "征求意见", _all_named, page=lambda _key: "/consultations/", sort=_everything))
