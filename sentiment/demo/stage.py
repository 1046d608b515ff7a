"""What the acts of this part of the demonstration need to know: which day it is, who holds which office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.clock import SHANGHAI
from portal.deadlines.workdays import WorkCalendar

Play = Callable[[datetime], object]
Steps = list[tuple[datetime, Play]]


@dataclass(frozen=True, slots=True)
class Stage:
    """``today`` is the day of loading."""

    today: date
    calendar: WorkCalendar

    def day(self, age: int) -> date:
        """So many working days before the day of loading."""
        return self.calendar.nth_before(self.today, age) if age else self.today

    def after(self, day: date, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """``days`` working days later, at that hour."""
        found = self.calendar.nth_after(day, days) if days else day
        return datetime.combine(found, time(hour, minute), SHANGHAI)

    def by(self, organ: Organ, role: Role, at: datetime) -> dict[str, Any]:
        """Whoever holds the office then, as services take it."""
        seats = Appointment.objects.in_force(at.date()).filter(role=role).order_by("pk")
        mine = seats if role in CITY_WIDE_ROLES else seats.filter(organ=organ.heir())
        return {"actor": actor_of(User.objects.get(pk=mine.values("user")[:1]), at=at), "at": at}
