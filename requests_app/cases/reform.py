"""What a reform of organs moves: requests that are not answered yet go on with the heir."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import CLOSED


def move_open_requests(estate: Succession) -> list[SubjectRef]:
    """The heir answers; the number the applicant knows stays, the handler is named anew."""
    moved = []
    rows = DisclosureRequest.objects.filter(organ=estate.source).exclude(state__in=sorted(CLOSED))
    for request in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(request)
        if heir.pk != estate.source.pk:
            touch(request, {"organ": heir, "handler": None})
            moved.append(ref(request))
    return moved


def register_mover() -> None:
    succession.register("requests_app.cases", move_open_requests)
