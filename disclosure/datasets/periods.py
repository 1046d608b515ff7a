"""When the next version is promised."""

from datetime import date, timedelta

from disclosure.datasets.codes import SPANS
from portal.deadlines.arithmetic import add_months


def next_due(period: str, on: date) -> date | None:
    """The last day for the version after one of ``on``; ``None`` where the organ updates when something changes."""
    span = SPANS[period]
    if span.months:
        return add_months(on, span.months)
    return on + timedelta(days=span.days) if span.days else None
