"""What the index knows of interviews and press conferences; a record that was not released is none."""

from django.db.models import QuerySet

from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register
from sentiment.meetings.models import Meeting
from sentiment.meetings.states import State

LABEL = "sentiment.meeting"


def _public() -> "QuerySet[Meeting]":
    return Meeting.objects.public().select_related("organ")


def _entry(meeting: Meeting) -> Entry:
    said = meeting.record if meeting.state == State.RECORDED else ""
    return Entry(
        label=LABEL,
        pk=meeting.pk,
        title=meeting.title,
        body=f"{meeting.summary}\n{said}",
        url=meeting.get_absolute_url(),
        dated=local(meeting.starts_at).date(),
        kind=Choice("访谈和发布会", "访谈和发布会"),
        organ=Choice(meeting.organ.name, meeting.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
