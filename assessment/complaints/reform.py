"""What a reform of organs moves: complaints that are not answered yet are about the heir."""

from assessment.complaints.models import Complaint
from assessment.complaints.states import ComplaintState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_complaints(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = Complaint.objects.filter(about=estate.source, state=ComplaintState.RECEIVED)
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"about": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.complaints", move_open_complaints)
