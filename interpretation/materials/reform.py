"""What a reform of organs moves: explanations under way; what is out stays under the organ that gave it."""

from interpretation.materials.models import Material
from interpretation.materials.states import UNDER_WAY, MaterialState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_materials(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = Material.objects.filter(organ=estate.source, state__in=UNDER_WAY | {MaterialState.APPROVED})
    for material in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(material)
        if heir.pk != estate.source.pk:
            touch(material, {"organ": heir})
            moved.append(ref(material))
    return moved


def register_mover() -> None:
    succession.register("interpretation.materials", move_materials)
