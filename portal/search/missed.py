"""Searches without a result, kept without a trace of the person."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, F, Max, Q, Sum, When

from portal.privacy.patterns import has_personal_data
from portal.search.models import MissedTerm
from portal.search.query import Query

_SHORTEST, _LONGEST = 2, 30
_KEPT = timedelta(days=400)
_KEPT_ONCE = timedelta(days=60)
_MOST = 5000
"""Terms kept of one month: a robot that makes up words fills no table."""
DAYS_SHOWN = 3
"""A term is shown when it was looked for on so many days."""
_NUMBER = re.compile(r"\d{5,}")


@dataclass(frozen=True, slots=True)
class Missed:
    text: str
    times: int
    last_on: date


def note(query: Query, *, on: date) -> None:
    """Count a search that found nothing. Not counted are searches with conditions, long texts, and whatever looks like
    a number, an address or a code of somebody. A handful of queries."""
    text = " ".join(query.q.split()).casefold()
    if query != Query(q=query.q) or not _SHORTEST <= len(text) <= _LONGEST:
        return
    if _NUMBER.search(text) or has_personal_data(text):
        return
    month = on.replace(day=1)
    with transaction.atomic():
        if _count_again(text, month, on) or MissedTerm.objects.filter(month=month).count() >= _MOST:
            return
        _, is_new = MissedTerm.objects.get_or_create(text=text, month=month, defaults={"last_on": on})
        if not is_new:  # somebody else was first
            _count_again(text, month, on)


def _count_again(text: str, month: date, on: date) -> bool:
    another_day = Case(When(last_on=on, then=F("days")), default=F("days") + 1)
    rows = MissedTerm.objects.filter(text=text, month=month)
    return bool(rows.update(times=F("times") + 1, days=another_day, last_on=on))


def shown(first: date, last: date, *, at_most: int) -> list[Missed]:
    """Of the months from ``first`` to ``last``, the most frequent first. One query."""
    rows = MissedTerm.objects.filter(month__gte=first.replace(day=1), month__lte=last).values("text").order_by()
    found = rows.annotate(n=Sum("times"), on_days=Sum("days"), on=Max("last_on")).filter(on_days__gte=DAYS_SHOWN)
    return [Missed(row["text"], row["n"], row["on"]) for row in found.order_by("-n", "text")[:at_most]]


def forget(*, on: date) -> int:
    """Remove what is older than a year and a month, and what was looked for on one day alone after two months; returns
    how many."""
    once = Q(days=1, month__lt=on - _KEPT_ONCE)
    removed, _ = MissedTerm.objects.filter(Q(month__lt=on - _KEPT) | once).delete()
    return removed
