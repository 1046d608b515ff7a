"""From when, and until when, a record is shown. Numbers come from the table of limits, the city's own included."""

from datetime import date
from typing import Any

from disclosure.credit.codes import Kind
from disclosure.credit.elements import KINDS
from portal.deadlines import selectors
from portal.deadlines.arithmetic import add_months


def longest_end(kind: str, decided_on: date, valid_to: date | None) -> date | None:
    """The last day it may be shown; ``None`` where only an act ends it. A licence is shown while it is valid."""
    if kind == Kind.LICENCE:
        return valid_to
    code = KINDS[kind].show_rule
    return add_months(decided_on, selectors.rule(code, on=decided_on).amount) if code else None


def last_day(record: Any) -> date | None:
    """What the record says, no longer than the law lets it."""
    known = (record.ends_on, longest_end(record.kind, record.decided_on, record.valid_to))
    return min((day for day in known if day), default=None)


def repairable_from(record: Any) -> date | None:
    """The first day its show may end early; ``None`` where there is no such day to wait for."""
    code = KINDS[record.kind].repair_rule
    if not code:
        return None
    return add_months(record.decided_on, selectors.rule(code, on=record.decided_on).amount)
