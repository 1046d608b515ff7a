"""What a reform of organs moves: meetings whose result is not out yet."""

from disclosure.sessions.models import Session
from disclosure.sessions.states import OPEN
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_sessions(estate: Succession) -> list[SubjectRef]:
    """The heir holds them and owes the result; what was decided stays with the organ that decided it."""
    moved = []
    rows = Session.objects.filter(organ=estate.source, state__in=OPEN)
    for session in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(session)
        if heir.pk != estate.source.pk:
            touch(session, {"organ": heir})
            queue(session)
            moved.append(ref(session))
    return moved


def register_mover() -> None:
    succession.register("disclosure.sessions", move_open_sessions)
