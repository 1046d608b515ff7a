"""Questions about interviews and press conferences."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from sentiment.meetings.models import Meeting, MeetingQuerySet
from sentiment.meetings.states import State


def ahead(at: datetime) -> MeetingQuerySet:
    """Announced and still to come, the nearest first. One query."""
    rows = Meeting.objects.filter(state=State.ANNOUNCED, starts_at__gt=at)
    return rows.select_related("organ").defer("record").order_by("starts_at", "pk")


def past(at: datetime) -> MeetingQuerySet:
    """Everything else that is public, the newest first."""
    rows = Meeting.objects.public().exclude(state=State.ANNOUNCED, starts_at__gt=at)
    return rows.select_related("organ").defer("record").order_by("-starts_at", "-pk")


@dataclass(frozen=True, slots=True)
class Held:
    """How many took place in a year, and how many of them with the head of the organ."""

    held: int
    with_head: int


def held_in(year: int) -> Held:
    """One query."""
    rows = Meeting.objects.filter(state=State.RECORDED, starts_at__year=year).order_by()
    return Held(**rows.aggregate(held=Count("pk"), with_head=Count("pk", filter=Q(head_attended=True))))
