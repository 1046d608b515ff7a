"""What a reform of organs moves: issues under way and documents that are still owed; what is out stays as it is."""

from django.db.models import Q

from disclosure.gazette.models import GazetteDelivery, GazetteIssue
from disclosure.gazette.states import DeliveryState, IssueState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_gazette(estate: Succession) -> list[SubjectRef]:
    moved = []
    issues = GazetteIssue.objects.filter(organ=estate.source, state__in=[IssueState.DRAFT, IssueState.CHECKING])
    for issue in issues.select_for_update().order_by("pk"):
        heir = estate.heir_of(issue)
        if heir.pk != estate.source.pk:
            touch(issue, {"organ": heir})
            moved.append(ref(issue))
    open_ones = GazetteDelivery.objects.filter(state__in=[DeliveryState.WANTED, DeliveryState.DELIVERED])
    concerned = open_ones.filter(Q(organ=estate.source) | Q(office=estate.source))
    for delivery in concerned.select_for_update().order_by("pk"):
        heir = estate.heir_of(delivery)
        changes = {name: heir for name in ("organ", "office") if getattr(delivery, f"{name}_id") == estate.source.pk}
        if heir.pk != estate.source.pk:
            touch(delivery, changes)
            moved.append(ref(delivery))
    return moved


def register_mover() -> None:
    succession.register("disclosure.gazette", move_gazette)
