"""What a reform of organs moves: clarifications on their way, and what an organ was asked and has not answered."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.clarification.models import Clarification, Consent
from sentiment.clarification.states import OPEN, ConsentState


def move_open_rows(estate: Succession) -> list[SubjectRef]:
    """The heir goes on; what is public keeps the organ that said it."""
    moved = []
    open_rows = Clarification.objects.filter(state__in=OPEN)
    for rows in (open_rows, Consent.objects.filter(state=ConsentState.ASKED)):
        for row in rows.filter(organ=estate.source).select_for_update().order_by("pk"):
            heir = estate.heir_of(row)
            if heir.pk != estate.source.pk:
                touch(row, {"organ": heir})
                moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("sentiment.clarification", move_open_rows)
