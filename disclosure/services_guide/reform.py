"""What a reform of organs moves: guides and bundles the public reads or somebody writes; history stays."""

from disclosure.services_guide.models import ServiceBundle, ServiceGuide
from disclosure.services_guide.states import OPEN, BundleState, GuideState
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.search.services import queue
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_guides(estate: Succession) -> list[SubjectRef]:
    moved = []
    guides = ServiceGuide.objects.filter(organ=estate.source, state__in=[*OPEN, GuideState.PUBLISHED])
    bundles = ServiceBundle.objects.filter(organ=estate.source).exclude(state=BundleState.WITHDRAWN)
    for rows in (guides, bundles):
        for row in rows.select_for_update().order_by("pk"):
            heir = estate.heir_of(row)
            if heir.pk != estate.source.pk:
                touch(row, {"organ": heir})
                queue(row)
                moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("disclosure.services_guide", move_guides)
