"""What a reform of organs moves: consultations without a result go on with the heir."""

from disclosure.consultations.models import Consultation
from disclosure.consultations.states import ANSWERABLE, BEFORE, State
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_consultations(estate: Succession) -> list[SubjectRef]:
    """The heir owes the result; what is published stays with the organ that asked."""
    moved = []
    states = [*BEFORE, *ANSWERABLE, State.RESULT_REVIEW]
    rows = Consultation.objects.filter(organ=estate.source, state__in=states)
    for consultation in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(consultation)
        if heir.pk != estate.source.pk:
            touch(consultation, {"organ": heir})
            queue(consultation)
            moved.append(ref(consultation))
    return moved


def register_mover() -> None:
    succession.register("disclosure.consultations", move_consultations)
