"""What a reform of organs moves: meetings that were not held or recorded yet."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.meetings.models import Meeting
from sentiment.meetings.states import State


def move_open_meetings(estate: Succession) -> list[SubjectRef]:
    """The heir holds them; what was said stays with the organ that said it."""
    moved = []
    rows = Meeting.objects.filter(organ=estate.source, state__in=(State.PLANNED, State.ANNOUNCED, State.HELD))
    for meeting in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(meeting)
        if heir.pk != estate.source.pk:
            touch(meeting, {"organ": heir})
            moved.append(ref(meeting))
    return moved


def register_mover() -> None:
    succession.register("sentiment.meetings", move_open_meetings)
