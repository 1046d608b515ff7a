"""The rows behind each number: what is counted is what its list shows."""

from django.db.models import F, Q

from assessment.measures.duties import BY_CODE, DUTY_OF, IN_HOURS
from assessment.measures.scope import Scope
from portal import clock
from portal.deadlines.models import Deadline, DeadlineQuerySet
from portal.deadlines.selectors import calendar
from portal.deadlines.states import Outcome

NO_DUTY_ANY_MORE = (Outcome.SUPERSEDED, Outcome.CANCELLED, Outcome.WITHDRAWN, Outcome.ABANDONED)
SOON_WORKDAYS = 5
LATE = Q(rule__in=IN_HOURS, closed_at__gte=F("due_at")) | ~Q(rule__in=IN_HOURS) & Q(closed_on__gt=F("due_on"))
MISSED = Q(closed_at=None) | LATE


def _rows(scope: Scope) -> DeadlineQuerySet:
    rules = BY_CODE[scope.duty].rules if scope.duty else tuple(DUTY_OF)
    rows = Deadline.objects.filter(rule__in=rules, is_minimum=False)
    return rows if scope.organ_ids is None else rows.filter(organ__in=scope.organ_ids)


def due(scope: Scope) -> DeadlineQuerySet:
    """Ended within the period, closed or run out by now."""
    return ended(_rows(scope), scope)


def ended(rows: DeadlineQuerySet, scope: Scope) -> DeadlineQuerySet:
    """Those of the rows. What stands still and what fell away by no act of the organ does not count."""
    over = Q(closed_at__isnull=False) | Q(due_at__lte=scope.at, waiting_since=None)
    rows = rows.filter(over, due_on__gte=scope.first, due_on__lte=scope.last)
    return rows.exclude(outcome__in=NO_DUTY_ANY_MORE).order_by("-due_on", "-pk")


def late(scope: Scope) -> DeadlineQuerySet:
    """Of those, closed after the end or not yet closed."""
    return due(scope).filter(MISSED)


def overdue(scope: Scope) -> DeadlineQuerySet:
    """Running past the end now, whatever the period."""
    return _rows(scope).overdue(scope.at).order_by("due_at", "pk")


def ending_soon(scope: Scope) -> DeadlineQuerySet:
    """Running, not past the end, ending within five working days."""
    until = calendar().nth_after(clock.local(scope.at).date(), SOON_WORKDAYS)
    rows = _rows(scope).running().filter(waiting_since=None, due_at__gt=scope.at, due_on__lte=until)
    return rows.order_by("due_at", "pk")


def ending_in(scope: Scope) -> DeadlineQuerySet:
    """Running, not past the end, not standing still, with the last day in the period."""
    rows = _rows(scope).running().filter(waiting_since=None, due_at__gt=scope.at)
    return rows.filter(due_on__gte=scope.first, due_on__lte=scope.last).order_by("due_at", "pk")


def running(scope: Scope) -> DeadlineQuerySet:
    return _rows(scope).running().by_urgency()


def waiting(scope: Scope) -> DeadlineQuerySet:
    """Running clocks the law lets stand still."""
    return _rows(scope).running().filter(waiting_since__isnull=False).order_by("due_at", "pk")
