"""What a reform of organs moves: what was not looked at yet is looked at in the heir."""

from assessment.inspection.models import CheckLine
from assessment.inspection.states import InspectionState, LineState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_lines(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = CheckLine.objects.filter(
        organ=estate.source, state=LineState.PENDING, inspection__state=InspectionState.UNDERWAY
    )
    for line in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(line)
        if heir.pk != estate.source.pk:
            touch(line, {"organ": heir})
            moved.append(ref(line))
    return moved


def register_mover() -> None:
    succession.register("assessment.check_lines", move_lines)
