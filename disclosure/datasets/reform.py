"""What a reform of organs moves: data sets go on with the heir."""

from disclosure.datasets.models import Dataset
from disclosure.datasets.states import DatasetState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_datasets(estate: Succession) -> list[SubjectRef]:
    """The heir keeps them up to date; a title the heir has itself stays with the predecessor."""
    moved = []
    rows = Dataset.objects.filter(organ=estate.source, state=DatasetState.LISTED)
    for dataset in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(dataset)
        own = Dataset.objects.filter(organ=heir, title=dataset.title, state=DatasetState.LISTED)
        if heir.pk != estate.source.pk and not own.exists():
            touch(dataset, {"organ": heir})
            queue(dataset)
            moved.append(ref(dataset))
    return moved


def register_mover() -> None:
    succession.register("disclosure.datasets", move_datasets)
