"""Government meetings as news: that one was announced, that its result is out."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.sessions.models import Session
from portal.following.kinds import Kind, Ref, register, register_news

LABEL = "disclosure.session"
KEY = "all"


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    """A result is news again."""
    for field in ("announced_at", "published_at"):
        within = {f"{field}__gt": since, f"{field}__lte": until}
        yield from Session.objects.public().filter(**within).order_by().values_list("pk", field)


def _names(keys: Collection[str]) -> Mapping[str, str]:
    return {KEY: "政府会议"} if KEY in keys else {}


def _sorted(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return {KEY: [item for item in items if item[0] == LABEL]} if KEY in keys else {}


def register_kinds() -> None:
    register_news(LABEL, _published)
    register(Kind("sessions", "政府会议", _names, page=lambda _key: "/sessions/", sort=_sorted))
