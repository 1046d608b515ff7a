"""What a reform of organs moves: matters in the list and changes on their way. Versions stay as they were published."""

from disclosure.matters.models import Matter, MatterProposal
from disclosure.matters.states import OPEN, MatterState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_matters(estate: Succession) -> list[SubjectRef]:
    """The heir keeps the list; who publishes is written in each version and is changed by a change of the list."""
    moved = []
    standing = (MatterState.PENDING, MatterState.LISTED)
    rows = Matter.objects.filter(organ=estate.source, state__in=standing).select_for_update().order_by("pk")
    for matter in rows:
        heir = estate.heir_of(matter)
        if heir.pk == estate.source.pk:
            continue
        touch(matter, {"organ": heir})
        queue(matter)
        moved.append(ref(matter))
        for proposal in MatterProposal.objects.filter(matter=matter, state__in=OPEN):
            touch(proposal, {"organ": heir})
            moved.append(ref(proposal))
    return moved


def register_mover() -> None:
    succession.register("disclosure.matters", move_matters)
