"""What a reform of organs moves: letters that are not answered yet go on with the heir."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.mailbox.models import Message


def move_open_letters(estate: Succession) -> list[SubjectRef]:
    """The heir answers; the number the writer knows stays. What was answered keeps the organ that answered."""
    moved = []
    for message in Message.objects.open().filter(organ=estate.source).select_for_update().order_by("pk"):
        heir = estate.heir_of(message)
        if heir.pk != estate.source.pk:
            touch(message, {"organ": heir})
            moved.append(ref(message))
    return moved


def register_mover() -> None:
    succession.register("sentiment.mailbox", move_open_letters)
