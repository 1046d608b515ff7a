"""What this package passes on in a reform: subordinate organs and appointments."""

from portal.accounts import succession
from portal.accounts.models import Organ
from portal.accounts.services.appointments import move_appointments
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref


def move_subordinates(estate: Succession) -> list[SubjectRef]:
    """Organs below the source go below its heir; an heir that stood below the source takes the source's place."""
    moved = []
    for child in Organ.objects.select_for_update().filter(parent=estate.source, active_to=None).order_by("pk"):
        heir = estate.heir_of(child)
        if heir.pk == estate.source.pk:
            continue
        child.parent = estate.source.parent if heir.pk == child.pk else heir
        child.save(update_fields=["parent"])
        moved.append(ref(child))
    return moved


def register_movers() -> None:
    succession.register("accounts.subordinates", move_subordinates)
    succession.register("accounts.appointments", move_appointments)
