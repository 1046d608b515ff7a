"""From what is drawn, whether a draw can be repeated, and what a check came to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from assessment.inspection.drawing import digest_of, drawn
from assessment.inspection.models import Inspection
from assessment.inspection.states import LineState
from assessment.problems.selectors import assessed
from disclosure.documents.models import Document
from portal.actors import Actor


def organ_pool(day: date) -> list[str]:
    """Keys of the organs that are assessed that day."""
    return [str(pk) for pk in assessed(day).values_list("pk", flat=True)]


def page_pool(organs: Collection[str], at: datetime) -> list[str]:
    """Keys of the public pages of those organs that were out by then."""
    rows = Document.objects.public().filter(organ__in=[int(pk) for pk in organs], published_at__lte=at)
    return [str(pk) for pk in rows.order_by().values_list("pk", flat=True)]


@dataclass(frozen=True, slots=True)
class Again:
    """The same draw once more: whether the pools are what they were, and whether it gives the same."""

    same_pool: bool
    same_draw: bool


def drawn_again(inspection: Inspection) -> Again:
    """Draws anew from today's rows with the seed and the day on record."""
    targets = list(inspection.targets.all())
    organs = [str(row.organ_id) for row in targets if row.document_id is None]
    pages = [str(row.document_id) for row in targets if row.document_id is not None]
    pool, lot = organ_pool(inspection.drawn_on), {"seed": inspection.seed, "day": inspection.drawn_on}
    again = drawn(pool, len(organs), **lot)  # type: ignore[arg-type]  # a str and a date
    page_keys = page_pool(again, inspection.drawn_at)
    pages_again = drawn(page_keys, len(pages), **lot)  # type: ignore[arg-type]  # a str and a date
    return Again(digest_of(pool, page_keys) == inspection.pool_digest, again == organs and pages_again == pages)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a check came to in one organ."""

    organ_id: int
    organ: str
    looked: int
    in_order: int
    faulty: int
    pending: int


def tallies(inspection: Inspection, actor: Actor) -> list[Tally]:
    """One row for each organ the actor may see lines of, in the order of the list. One query."""
    rows = (
        inspection.lines.visible_to(actor)
        .order_by("organ__position", "organ")
        .values_list("organ", "organ__short_name")
        .annotate(
            looked=Count("pk"),
            in_order=Count("pk", filter=Q(state=LineState.IN_ORDER)),
            faulty=Count("pk", filter=Q(state=LineState.FAULTY)),
            pending=Count("pk", filter=Q(state=LineState.PENDING)),
        )
    )
    return [Tally(*row) for row in rows]
