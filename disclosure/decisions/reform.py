"""What a reform of organs moves: decisions under way go on with the heir."""

from disclosure.decisions.models import Decision
from disclosure.decisions.states import BEFORE, State
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_decisions(estate: Succession) -> list[SubjectRef]:
    """What was announced stays with the organ that carried it out."""
    moved = []
    rows = Decision.objects.filter(organ=estate.source, state__in=[State.PROPOSED, *BEFORE])
    for decision in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(decision)
        if heir.pk != estate.source.pk:
            touch(decision, {"organ": heir})
            queue(decision)
            moved.append(ref(decision))
    return moved


def register_mover() -> None:
    succession.register("disclosure.decisions", move_decisions)
