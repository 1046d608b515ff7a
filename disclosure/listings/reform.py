"""What a reform of organs moves: rows on their way and those that are shown."""

from disclosure.listings.models import ListRow
from disclosure.listings.states import BEFORE, RowState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_rows(estate: Succession) -> list[SubjectRef]:
    """The heir answers for them. What the heir has in the same place itself stays with the predecessor."""
    moved = []
    rows = ListRow.objects.filter(organ=estate.source, state__in=[*BEFORE, RowState.PUBLISHED])
    for row in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(row)
        own = ListRow.objects.filter(organ=heir, template=row.template, key=row.key)
        if heir.pk != estate.source.pk and not own.exists():
            touch(row, {"organ": heir})
            queue(row)
            moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("disclosure.listings", move_rows)
