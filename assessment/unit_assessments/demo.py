"""One organ of the demonstration city judges its units: each document not opened costs them two points."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from assessment.unit_assessments import services
from assessment.unit_assessments.selectors import units_of
from portal import clock
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import Role

_NEEDED = (Role.DISCLOSURE_HEAD, Role.HEAD)

Holder = Callable[[Organ | None, Role, datetime], dict[str, Any]]
"""Takes an organ, a role and the moment; returns ``actor`` and ``at``."""


def load(*, year: int, at: datetime, holder: Holder) -> None:
    """Raises ``DomainError`` as the acts do."""
    day = clock.local(at).date()
    organ = next((each for each in Organ.objects.listed(day) if _may(each, at)), None)
    if organ is None:
        return
    writer = holder(organ, Role.DISCLOSURE_HEAD, at)
    row = services.begin(organ=organ, year=year, name=f"{organ.short_name}政府信息公开考评细则", **writer)
    services.change_marks(row, values={"points_B1a": Decimal(2)}, **writer)
    services.put_in_force(row, **holder(organ, Role.HEAD, at))


def _may(organ: Organ, at: datetime) -> bool:
    day = clock.local(at).date()
    seats = Appointment.objects.in_force(day).filter(organ=organ, role__in=_NEEDED).values("role").distinct()
    return seats.count() == len(_NEEDED) and units_of(organ, day).exists()
