"""What a reform of organs moves: requests that are not answered yet go on with the heir."""

from disclosure.data_requests.models import DataRequest
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_open_requests(estate: Succession) -> list[SubjectRef]:
    """The heir answers; the number the asker knows stays."""
    moved = []
    for row in DataRequest.objects.open().filter(organ=estate.source).select_for_update().order_by("pk"):
        heir = estate.heir_of(row)
        if heir.pk != estate.source.pk:
            touch(row, {"organ": heir})
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("disclosure.data_requests", move_open_requests)
