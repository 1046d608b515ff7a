"""What a reform of organs moves: tasks that are not done yet are done by the heir."""

from assessment.workpoints.models import TaskShare
from assessment.workpoints.states import ShareState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_rows(estate: Succession) -> list[SubjectRef]:
    """An heir that has a share of the task already keeps its own; the other stays where the heir answers for it."""
    moved = []
    rows = TaskShare.objects.filter(organ=estate.source).exclude(state=ShareState.DONE)
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk and not TaskShare.objects.filter(task=row.task_id, organ=heir).exists():
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.workpoints", move_open_rows)
