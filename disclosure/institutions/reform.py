"""What a reform of organs moves: appeals whose result is not told yet."""

from disclosure.institutions.models import Appeal
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_appeals(estate: Succession) -> list[SubjectRef]:
    """The heir investigates; the number the appellant knows stays."""
    moved = []
    for row in Appeal.objects.open().filter(organ=estate.source).select_for_update().order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("disclosure.institutions", move_open_appeals)
