"""Questions about clarifications."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from portal.deadlines.models import Deadline
from sentiment.clarification.models import Clarification, ClarificationQuerySet
from sentiment.clarification.states import OPEN, State


def public_clarifications() -> ClarificationQuerySet:
    """The public list, newest first. One query."""
    return Clarification.objects.public().select_related("organ").order_by("-published_at", "-pk")


def unreported(at: datetime) -> Q:
    """Found, and the hours to report are over."""
    label = Clarification._meta.label_lower
    clocks = Deadline.objects.overdue(at).filter(subject_label=label)
    return Q(state=State.FOUND, pk__in=clocks.values("subject_id"))


@dataclass(frozen=True, slots=True)
class Watch:
    """督办视图 (S2-8.3a)."""

    open: int
    unreported: int
    late: int


def watch(rows: ClarificationQuerySet, *, at: datetime) -> Watch:
    """One query over the rows somebody may see."""
    found = rows.order_by().aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        unreported=Count("pk", filter=unreported(at)),
        late=Count("pk", filter=Q(is_late=True)),
    )
    return Watch(**found)
