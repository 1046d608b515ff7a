"""How often something is registered, and which period a day falls into. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models


class Rhythm(models.TextChoices):
    """``STANDING``: one picture of how things are, true until it is ended; the others count what happened."""

    STANDING = "standing", "常年"
    YEARLY = "yearly", "每年"
    QUARTERLY = "quarterly", "每季度"
    MONTHLY = "monthly", "每月"
    EVENT = "event", "有一次记一次"


_MONTHS = {Rhythm.YEARLY: 12, Rhythm.QUARTERLY: 3, Rhythm.MONTHLY: 1}
_LAST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Period:
    """``first`` to ``last`` day, both inside. ``code`` sorts in order of time: 2026, 2026-Q2, 2026-05."""

    code: str
    label: str
    first: date
    last: date

    @property
    def reminder_day(self) -> date:
        """The day from which an organ is reminded: the last quarter of a year, month of a quarter, days of a month."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if months == 1:
            return self.last - timedelta(days=_LAST_DAYS)
        return date(self.last.year, self.last.month - (2 if months == _MONTHS[Rhythm.YEARLY] else 0), 1)


STANDING = ""
"""The period code of what stands until it is ended, and of what is counted one by one."""


def period_of(rhythm: str, day: date) -> Period | None:
    """The period of the rhythm that the day falls into; ``None`` where there are none."""
    months = _MONTHS.get(Rhythm(rhythm))
    if months is None:
        return None
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = date(first.year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1)
    return Period(_code(first, months), _label(first, months), first, after - timedelta(days=1))


def _code(first: date, months: int) -> str:
    if months == 12:
        return f"{first.year}"
    return f"{first.year}-Q{(first.month + 2) // 3}" if months == 3 else f"{first.year}-{first.month:02d}"


def _label(first: date, months: int) -> str:
    if months == 12:
        return f"{first.year}年"
    if months == 3:
        return f"{first.year}年第{'一二三四'[first.month // 3]}季度"
    return f"{first.year}年{first.month}月"


def periods_in(rhythm: str, year: int, *, until: date) -> Iterator[Period]:
    """The periods of a year that have begun by ``until``, in order."""
    day = date(year, 1, 1)
    while day.year == year and day <= until and (period := period_of(rhythm, day)):
        yield period
        day = period.last + timedelta(days=1)


def period_with(code: str) -> Period | None:
    """The period with that code; ``None`` for none. Raises ``ValueError`` for what no period is called."""
    if not code:
        return None
    year, _, part = code.partition("-")
    if part.startswith("Q"):
        return period_of(Rhythm.QUARTERLY, date(int(year), int(part[1:]) * 3 - 2, 1))
    return period_of(Rhythm.MONTHLY if part else Rhythm.YEARLY, date(int(year), int(part or 1), 1))


def label_of(code: str) -> str:
    """What people call the period with that code; empty for none."""
    period = period_with(code)
    return period.label if period else ""
