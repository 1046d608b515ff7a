"""The only reader of the system clock.

Everything else takes ``at`` (an aware ``datetime``) or ``on`` (a ``date``), so that one act has one moment
and a test can choose it. All civil time of the product is Asia/Shanghai.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """The present civil day in Asia/Shanghai."""
    return now().date()


def local(moment: datetime) -> datetime:
    """``moment`` in Asia/Shanghai. Raises ``ValueError`` for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(SHANGHAI)


def start_of_day(day: date) -> datetime:
    """00:00 of ``day``."""
    return datetime.combine(day, time.min, SHANGHAI)


def end_of_day(day: date) -> datetime:
    """24:00 of ``day``: the exclusive upper bound of the day (Civil Code art. 203 para. 2)."""
    return start_of_day(day + timedelta(days=1))
