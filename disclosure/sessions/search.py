"""What the index knows of government meetings: open items when announced, what was decided once it is out."""

from django.db.models import QuerySet

from disclosure.sessions.models import Session
from disclosure.sessions.selectors import public_items
from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.session"


def _public() -> "QuerySet[Session]":
    return Session.objects.public().select_related("organ")


def _entry(session: Session) -> Entry:
    lines = [session.summary]
    for item in public_items(session):
        lines.append(item.title)
        if session.has_result:
            lines += [item.outcome, item.statement]
    if session.has_result:
        lines.append(session.record)
    return Entry(
        label=LABEL,
        pk=session.pk,
        title=session.title,
        body="\n".join(lines),
        url=session.get_absolute_url(),
        dated=local(session.starts_at).date(),
        kind=Choice("政府会议", "政府会议"),
        organ=Choice(session.organ.name, session.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
