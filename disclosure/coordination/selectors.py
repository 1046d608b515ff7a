"""What the staff site reads about the coordination of a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from disclosure.coordination.models import Approval, Concern, Coordination, Inquiry
from disclosure.coordination.states import Part
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import Light, lights

_NEVER_NAMED = (OrganKind.GOVERNMENT, OrganKind.OUTSIDE)
"""Every text names the government; organs outside do not work here."""


@dataclass(frozen=True, slots=True)
class Line:
    """One inquiry with its clock, as a list shows it."""

    inquiry: Inquiry
    light: Light | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything about other organs and approvals of one document."""

    concerns: Sequence[Concern]
    mentioned: Sequence[Organ]
    round: Coordination | None
    lines: Sequence[Line]
    approvals: Sequence[Approval]

    def __bool__(self) -> bool:
        return bool(self.concerns or self.mentioned or self.round or self.approvals)


def situation_of(document: Any, *, at: datetime, is_open: bool) -> Situation:
    """The same number of queries for every document. ``is_open``: organs may still be named."""
    concerns = list(document.concerns.select_related("organ"))
    standing = Coordination.objects.standing().filter(document=document).first()
    return Situation(
        concerns=concerns,
        mentioned=mentioned_in(document, concerns, at=at) if is_open else [],
        round=standing,
        lines=lines_of(standing, at=at) if standing else [],
        approvals=list(document.approvals_needed.all()),
    )


def mentioned_in(document: Any, concerns: Sequence[Concern], *, at: datetime) -> list[Organ]:
    """Organs whose full name stands in the text and that nobody has named yet: perhaps it concerns them. One query."""
    known = {document.organ_id, document.drafting_organ_id, *(row.organ_id for row in concerns)}
    organs = Organ.objects.active(local(at).date()).exclude(kind__in=_NEVER_NAMED).exclude(pk__in=known - {None})
    text = f"{document.title}\n{document.body}"
    return [organ for organ in organs.order_by("position", "pk") if organ.name in text]


def lines_of(coordination: Coordination, *, at: datetime) -> list[Line]:
    """Every inquiry of a round with its clock. Three queries."""
    rows = list(coordination.inquiries.select_related("organ").order_by("pk"))
    clocks = Deadline.objects.filter(subject_label=Inquiry._meta.label_lower, subject_id__in=[row.pk for row in rows])
    found = {light.deadline.subject_id: light for light in lights(clocks, at)}
    return [Line(row, found.get(row.pk)) for row in rows]


def co_issuers(document: Any) -> list[Organ]:
    """The organs that issued the document together with the lead organ, for its public page. One query."""
    rows = document.concerns.filter(part=Part.CO_ISSUER).select_related("organ")
    return [row.organ for row in rows]
