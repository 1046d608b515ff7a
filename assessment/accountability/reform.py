"""What a reform of organs moves: the unit of an open case. Who decides follows from the heir of the authority."""

from assessment.accountability.models import Accountability
from assessment.accountability.states import OPEN
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_rows(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = Accountability.objects.filter(organ=estate.source, state__in=OPEN).select_for_update(of=("self",))
    for row in rows.order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.accountability", move_open_rows)
