"""The gazette as news: who follows it hears of every new issue."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.gazette.models import GazetteIssue
from portal.following.kinds import Kind, Ref, register, register_news

ISSUE = "disclosure.gazetteissue"
KEY = "all"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """Historic issues that were taken in are no news."""
    rows = GazetteIssue.objects.public().filter(is_historic=False, published_at__gt=since, published_at__lte=until)
    return ((pk, at) for pk, at in rows.order_by().values_list("pk", "published_at") if at is not None)


def _names(keys: Collection[str]) -> Mapping[str, str]:
    return {KEY: "政府公报"} if KEY in keys else {}


def _sorted(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return {KEY: [item for item in items if item[0] == ISSUE]} if KEY in keys else {}


def register_kinds() -> None:
    register_news(ISSUE, _published)
    register(Kind("gazette", "公报", _names, page=lambda _key: "/gazette/", sort=_sorted))
