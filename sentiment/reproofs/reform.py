"""What a reform of organs moves: proposals nobody has decided yet; what was carried out stays with whom it befell."""

from typing import Any

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.selectors import next_serial
from sentiment.reproofs.states import ReproofState


def move_open_proposals(estate: Succession) -> list[SubjectRef]:
    """The heir answers for them; one that came from clocks is counted among the heir's own of that year."""
    moved = []
    rows = Reproof.objects.filter(organ=estate.source, state=ReproofState.PROPOSED)
    for reproof in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(reproof)
        if heir.pk == estate.source.pk:
            continue
        changes: dict[str, Any] = {"organ": heir}
        if reproof.serial is not None:
            changes["serial"] = next_serial(heir, reproof.year)
        touch(reproof, changes)
        moved.append(ref(reproof))
    return moved


def register_mover() -> None:
    succession.register("sentiment.reproofs", move_open_proposals)
