"""What a reform of organs moves: tasks nobody has done yet."""

from disclosure.reposting.models import RepostTask
from disclosure.reposting.states import TaskState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_tasks(estate: Succession) -> list[SubjectRef]:
    """The heir reposts in the place of its predecessor, unless it was given the same task itself."""
    moved = []
    rows = RepostTask.objects.filter(organ=estate.source, state=TaskState.OPEN).select_for_update().order_by("pk")
    for task in rows:
        heir = estate.heir_of(task)
        if heir.pk != estate.source.pk and not RepostTask.objects.filter(organ=heir, link=task.link).exists():
            touch(task, {"organ": heir})
            moved.append(ref(task))
    return moved


def register_mover() -> None:
    succession.register("disclosure.reposting", move_open_tasks)
