"""What a reform of organs moves: notes nobody has verified yet are about the heir."""

from assessment.supervision.models import PatrolNote
from assessment.supervision.states import NoteState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_notes(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = PatrolNote.objects.filter(organ=estate.source, state=NoteState.FILED).select_for_update(of=("self",))
    for row in rows.order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.supervision", move_open_notes)
