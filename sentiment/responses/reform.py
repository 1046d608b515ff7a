"""What a reform of organs moves: answers on their way and those that are shown."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.responses.models import Response
from sentiment.responses.states import BEFORE, ResponseState


def move_responses(estate: Succession) -> list[SubjectRef]:
    """They go where their ticket goes."""
    moved = []
    rows = Response.objects.filter(organ=estate.source, state__in=[*BEFORE, ResponseState.PUBLISHED])
    for response in rows.select_for_update(of=("self",)).select_related("ticket").order_by("pk"):
        heir = estate.heir_of(response.ticket)
        if heir.pk != estate.source.pk:
            touch(response, {"organ": heir})
            queue(response)
            moved.append(ref(response))
    return moved


def register_mover() -> None:
    succession.register("sentiment.responses", move_responses)
