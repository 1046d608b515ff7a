"""What a reform of organs moves: objections nobody has settled, on both sides."""

from disclosure.objections.models import Objection
from disclosure.objections.states import ObjectionState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch

_OPEN = (ObjectionState.OPEN, ObjectionState.REFUSED, ObjectionState.ACCEPTED)


def move_open_objections(estate: Succession) -> list[SubjectRef]:
    """The heir answers for the predecessor.."""
    moved = []
    for objection in Objection.objects.filter(organ=estate.source, state__in=_OPEN).select_for_update().order_by("pk"):
        heir = estate.heir_of(objection)
        if heir.pk != estate.source.pk:
            touch(objection, {"organ": heir})
            moved.append(ref(objection))
    return moved


def register_mover() -> None:
    succession.register("disclosure.objections", move_open_objections)
