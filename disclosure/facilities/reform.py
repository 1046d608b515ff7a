"""What a reform of organs moves: the places the heir keeps open from now on, and the district they lie in."""

from django.db.models import Q

from disclosure.facilities.models import Facility
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref


def move_facilities(estate: Succession) -> list[SubjectRef]:
    """Places given up before stay as they were."""
    moved = []
    there = Q(organ=estate.source) | Q(district=estate.source)
    for facility in Facility.objects.filter(there, closed_on=None).select_for_update().order_by("pk"):
        heir = estate.heir_of(facility)
        if heir.pk == estate.source.pk:
            continue
        for name in ("organ", "district"):
            if getattr(facility, f"{name}_id") == estate.source.pk:
                setattr(facility, name, heir)
        facility.save(update_fields=["organ", "district"])
        moved.append(ref(facility))
    return moved


def register_mover() -> None:
    succession.register("disclosure.facilities", move_facilities)
