"""What a reform of organs moves: documents on their way. Published ones keep the organ that issued them."""

from django.db.models import Q

from disclosure.documents.models import Document
from disclosure.documents.states import State
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch

_FINISHED = frozenset({State.PUBLISHED, State.WITHDRAWN, State.CANCELLED})


def move_open_documents(estate: Succession) -> list[SubjectRef]:
    """Drafts, cases under review, what is filed and assessed again: the heir goes on with them."""
    open_ones = Document.objects.exclude(state__in=_FINISHED).select_for_update()
    concerned = open_ones.filter(Q(organ=estate.source) | Q(drafting_organ=estate.source)).order_by("pk")
    moved = []
    for document in concerned:
        heir = estate.heir_of(document)
        changes = {
            name: heir
            for name in ("organ", "drafting_organ")
            if getattr(document, f"{name}_id") == estate.source.pk != heir.pk
        }
        if changes:
            touch(document, changes)
            moved.append(ref(document))
    return moved


def register_mover() -> None:
    succession.register("disclosure.documents", move_open_documents)
