"""What a reform of organs moves: the columns to keep filled and the regulations in force."""

from disclosure.catalogue.models import Column, Regulation
from portal.accounts import succession
from portal.accounts.models import Organ
from portal.accounts.succession import Succession
from portal.search.services import queue_all
from portal.subjects import SubjectRef, ref

NAME_LENGTH = 60


def move_columns(estate: Succession) -> list[SubjectRef]:
    """Columns in use go to the heir with all that stands in them, so that no published address changes.

    Where the heir keeps the same statutory column already, the one that comes loses its claim to the template and
    names the organ it came from.
    """
    moved = []
    for column in Column.objects.select_for_update().filter(organ=estate.source, is_active=True).order_by("pk"):
        heir = estate.heir_of(column)
        if heir.pk != estate.source.pk:
            _hand_over(column, heir, estate.source)
            moved.append(ref(column))
    return moved


def _hand_over(column: Column, heir: Organ, source: Organ) -> None:
    if column.template and heir.columns.filter(template=column.template).exists():
        column.template = ""
    if heir.columns.filter(parent=column.parent, name=column.name).exists():
        suffix = f"（原{source.short_name}）"
        column.name = column.name[: NAME_LENGTH - len(suffix)] + suffix
        queue_all("disclosure.document", column.document_ids_below())
    column.organ = heir
    column.save(update_fields=["organ", "template", "name"])


def move_regulations(estate: Succession) -> list[SubjectRef]:
    """Rules of procedure that still hold are the heir's to keep."""
    moved = []
    for regulation in Regulation.objects.in_force(estate.on).filter(organ=estate.source).order_by("pk"):
        heir = estate.heir_of(regulation)
        if heir.pk != estate.source.pk:
            regulation.organ = heir
            regulation.save(update_fields=["organ"])
            moved.append(ref(regulation))
    return moved


def register_mover() -> None:
    succession.register("disclosure.columns", move_columns)
    succession.register("disclosure.regulations", move_regulations)
