"""What a reform of organs moves: corrections nobody has answered yet."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from requests_app.rectifying.models import RecordCorrection
from requests_app.rectifying.states import RecordState


def move_open_corrections(estate: Succession) -> list[SubjectRef]:
    """The heir looks into the record and answers."""
    moved = []
    rows = RecordCorrection.objects.filter(organ=estate.source, state=RecordState.OPEN)
    for row in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("requests_app.rectifying", move_open_corrections)
