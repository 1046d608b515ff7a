"""Whole months back from a moment."""

import calendar
from datetime import datetime


def months_before(moment: datetime, months: int) -> datetime:
    """The same day and time that many months earlier; a day that month does not have becomes its last."""
    place = moment.year * 12 + moment.month - 1 - months
    year, month = divmod(place, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
