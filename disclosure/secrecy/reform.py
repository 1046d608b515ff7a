"""What a reform of organs moves: secrets somebody must go on keeping."""

from disclosure.secrecy.models import SecrecyTerm
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_terms(estate: Succession) -> list[SubjectRef]:
    """The heir keeps what its predecessor determined (《保守国家秘密法》: the organ that carries on)."""
    moved = []
    for term in SecrecyTerm.objects.in_force().filter(organ=estate.source).select_for_update().order_by("pk"):
        heir = estate.heir_of(term)
        if heir.pk != estate.source.pk:
            touch(term, {"organ": heir})
            moved.append(ref(term))
    return moved


def register_mover() -> None:
    succession.register("disclosure.secrecy", move_terms)
