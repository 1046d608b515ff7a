"""Which problems nobody was told to mend yet, and which periods ran out."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet

from assessment.problems.models import Problem, ProblemQuerySet
from assessment.problems.states import BY_PERSON
from assessment.rectification.models import Rectification
from assessment.rectification.states import RectificationState
from portal.accounts.models import Organ
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import rule

PERIOD = "RECTIFICATION"

ORIGINS: dict[str, tuple[str, Collection[str]]] = {
    "website": ("网站检查发现的", ("no_column", "stale_column", "guide")),
    "person": ("检查、评议、投诉发现的", (BY_PERSON,)),
    "late": (
        "超过期限的",
        ("late_disclosure", "late_guide", "late_request", "late_report", "late_response", "late_delivery", "late_task"),
    ),
    "charges": ("多收费用的", ("overcharged",)),
    "organisation": (
        "机构、制度缺失的",
        ("no_leader", "no_officer", "no_regulation", "window", "no_channel", "no_training", "untrained_staff"),
    ),
}
"""Code → what it is called, and the sources of 考评问题 it takes."""


def to_rectify() -> ProblemQuerySet:
    """Problems that count and were not sent for rectification."""
    return Problem.objects.counted().filter(rectification_item=None)


def of_origin(origin: str, organ: Organ | None) -> ProblemQuerySet:
    """Those of one origin, of one organ or of all."""
    rows = to_rectify().filter(source__in=ORIGINS[origin][1])
    return rows.filter(organ=organ) if organ else rows


def usual_days(on: date) -> int:
    """How many working days a rectification takes, unless a notice says otherwise."""
    return rule(PERIOD, on=on).amount


def overdue(at: datetime) -> "QuerySet[Rectification]":
    """Issued, not answered, the period over, no criticism proposed for this round yet. One query."""
    ended = Deadline.objects.running().filter(
        rule=PERIOD, subject_label=Rectification._meta.label_lower, due_at__lte=at
    )
    return (
        Rectification.objects.filter(state=RectificationState.ISSUED, pk__in=ended.values("subject_id"))
        .select_related("organ", "letter")
        .order_by("pk")
    )
