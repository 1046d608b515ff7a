"""Questions about interviews and press conferences."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from portal.files.models import StoredFile
from sentiment.meetings.models import Meeting, MeetingFile, MeetingQuerySet
from sentiment.meetings.states import State


def ahead(at: datetime) -> MeetingQuerySet:
    """Announced and still to come, the nearest first. One query."""
    rows = Meeting.objects.filter(state=State.ANNOUNCED, starts_at__gt=at)
    return rows.select_related("organ").defer("record").order_by("starts_at", "pk")


def past(at: datetime) -> MeetingQuerySet:
    """Everything else that is public, the newest first."""
    rows = Meeting.objects.public().exclude(state=State.ANNOUNCED, starts_at__gt=at)
    return rows.select_related("organ").defer("record").order_by("-starts_at", "-pk")


def public_files(meeting: Meeting) -> list[MeetingFile]:
    """Those of a released record that everybody may have. Two queries; none before the release."""
    if meeting.state != State.RECORDED:
        return []
    rows = meeting.files.select_related("file").prefetch_related("file__copies")
    return [row for row in rows if row.file.for_public() is not None]


def public_file(meeting: int, file: int) -> StoredFile | None:
    """What of one file everybody may have, by the numbers of both rows."""
    rows = MeetingFile.objects.filter(meeting=meeting, meeting__state=State.RECORDED)
    row = rows.select_related("file").prefetch_related("file__copies").filter(pk=file).first()
    return row.file.for_public() if row else None


@dataclass(frozen=True, slots=True)
class Held:
    """How many took place in a year, and how many of them with the head of the organ."""

    held: int
    with_head: int


def held_in(year: int) -> Held:
    """One query."""
    rows = Meeting.objects.filter(state=State.RECORDED, starts_at__year=year).order_by()
    return Held(**rows.aggregate(held=Count("pk"), with_head=Count("pk", filter=Q(head_attended=True))))
