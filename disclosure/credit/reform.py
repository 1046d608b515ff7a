"""What a reform of organs moves: decisions on their way and those that are shown."""

from disclosure.credit.models import CreditRecord
from disclosure.credit.states import BEFORE, RecordState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_records(estate: Succession) -> list[SubjectRef]:
    """The heir answers for them; who decided is written in the record and stays. A number the heir has itself stays
    with the predecessor."""
    moved = []
    rows = CreditRecord.objects.filter(organ=estate.source, state__in=[*BEFORE, RecordState.PUBLISHED])
    for record in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(record)
        own = CreditRecord.objects.filter(organ=heir, kind=record.kind, number=record.number)
        if heir.pk != estate.source.pk and not own.exists():
            touch(record, {"organ": heir})
            queue(record)
            moved.append(ref(record))
    return moved


def register_mover() -> None:
    succession.register("disclosure.credit", move_records)
