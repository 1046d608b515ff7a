"""What a reform of organs moves: applications that are under way go on with the heir; a name stays with who got it."""

from assessment.demonstration.models import Candidacy
from assessment.demonstration.states import CandidacyState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch

_UNDER_WAY = (CandidacyState.PREPARING, CandidacyState.SUBMITTED, CandidacyState.ACCEPTED, CandidacyState.SHOWN)


def move_open_candidacies(estate: Succession) -> list[SubjectRef]:
    """An heir that applies itself keeps its own; the other stays where the heir answers for it."""
    moved = []
    rows = Candidacy.objects.filter(organ=estate.source, state__in=_UNDER_WAY)
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        heir = estate.heir_of(row)
        taken = Candidacy.objects.filter(programme=row.programme_id, organ=heir).exists()
        if heir.pk != estate.source.pk and not taken:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.demonstration", move_open_candidacies)
