"""What a reform of organs moves: running clocks go on at the heir of their case, the time unchanged (S2-7.5c)."""

from django.db.models import F

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.deadlines.models import Deadline
from portal.subjects import SubjectRef


def move_running_clocks(estate: Succession) -> list[SubjectRef]:
    """The clocks of an organ that ends, each with its case; closed ones stay with the organ that kept them."""
    moved = []
    for deadline in Deadline.objects.running().select_for_update().filter(organ=estate.source).order_by("pk"):
        heir = estate.heir_by_key(deadline.subject_label, deadline.subject_id)
        if heir.pk != estate.source.pk:
            Deadline.objects.filter(pk=deadline.pk).update(organ=heir, version=F("version") + 1)
            moved.append(deadline.subject)
    return moved


def register_mover() -> None:
    succession.register("deadlines.clocks", move_running_clocks)
