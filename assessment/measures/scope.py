"""What a number is asked about: which days, which organs, which duty, as known at which moment."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from portal import clock

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Scope:
    """Both days count. ``organ_ids`` is ``None`` for the whole city; ``duty`` is empty for all duties."""

    at: datetime
    first: date
    last: date
    organ_ids: frozenset[int] | None = None
    duty: str = ""

    def of(self, organ_id: int | None = None, duty: str = "") -> "Scope":
        """Only that organ or that duty. An organ outside the scope leaves nothing."""
        own = self.organ_ids
        if organ_id is not None:
            own = frozenset({organ_id}) & own if own is not None else frozenset({organ_id})
        return replace(self, organ_ids=own, duty=duty or self.duty)

    def has(self, organ_id: int) -> bool:
        return self.organ_ids is None or organ_id in self.organ_ids

    def month(self, first: date) -> "Scope":
        """The calendar month that begins on ``first``."""
        return replace(self, first=first, last=shifted(first, 1) - timedelta(days=1))

    def months(self) -> list[date]:
        """First days of the months of the period, the oldest first."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            found.append(day)
            day = shifted(day, 1)
        return found

    def a_year_before(self) -> "Scope":
        first = shifted(self.first.replace(day=1), -MONTHS)
        return replace(self, first=first, last=shifted(self.last.replace(day=1), 1 - MONTHS) - timedelta(days=1))


def shifted(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    number = first.year * MONTHS + first.month - 1 + months
    return date(number // MONTHS, number % MONTHS + 1, 1)


def last_months(at: datetime, months: int = MONTHS, organ_ids: frozenset[int] | None = None) -> Scope:
    """This month so far and the months before it."""
    today = clock.local(at).date()
    return Scope(at, shifted(today.replace(day=1), 1 - months), today, organ_ids)
