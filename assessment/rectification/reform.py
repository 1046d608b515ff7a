"""What a reform of organs moves: notices that are not cleared yet are answered by the heir."""

from assessment.rectification.models import Criticism, Rectification
from assessment.rectification.states import OPEN, CriticismState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_rows(estate: Succession) -> list[SubjectRef]:
    moved = []
    notices = Rectification.objects.filter(state__in=OPEN)
    for rows in (notices, Criticism.objects.filter(state=CriticismState.PROPOSED)):
        for row in rows.filter(organ=estate.source).select_for_update(of=("self",)).order_by("pk"):
            heir = estate.heir_of(row)
            if heir.pk != estate.source.pk:
                touch(row, {"organ": heir})
                moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.rectification", move_open_rows)
