"""The ladder: who is told before a clock ends, rung by rung, by day and by night.

A ticket is claimed by one conditional UPDATE that pushes it ahead; a row that fails stays pushed ahead, is logged, and
stops nobody. What was told is a row with a unique key: a worker that was dead for two days catches up once.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.deadlines.models import Deadline
from portal.errors import StaleState
from portal.notices.selectors import recipients_of
from portal.subjects import ref
from sentiment.tickets.clocks import begun, next_rung_at, note_lapses
from sentiment.tickets.models import Escalation, Ticket
from sentiment.tickets.periods import LADDER, Rung, reached_at
from sentiment.tickets.services.telling import alert

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
BATCH = 200
ANSWERABLE = (Role.SIGNER, Role.HEAD)
"""Who hears of an end nobody met, with 政务公开办."""


def escalate(*, at: datetime) -> int:
    """Climb every ladder as far as ``at``; returns how many tickets somebody was told about."""
    told = 0
    for ticket in Ticket.objects.wanting_escalation(at).select_related("organ__successor")[:BATCH]:
        if not _claim(ticket, at):
            continue
        try:
            told += _climb(ticket, at)
        except StaleState:  # an act came first and has set the next moment itself
            continue
        except Exception:  # one bad row must not stop the others; it stays pushed ahead and is logged with its trace
            logger.exception("ticket %s could not be escalated", ticket.pk)
    return told


def _claim(ticket: Ticket, at: datetime) -> bool:
    """Only one worker's UPDATE finds the row as it was read."""
    pushed = at + LEASE
    as_read = Ticket.objects.filter(pk=ticket.pk, next_escalation_at=ticket.next_escalation_at)
    if as_read.update(next_escalation_at=pushed) != 1:
        return False
    ticket.next_escalation_at = pushed
    return True


@transaction.atomic
def _climb(ticket: Ticket, at: datetime) -> bool:
    """Write down every rung and every end that was reached, tell its people once, then set the next moment."""
    told = False
    for clock in Deadline.objects.of(ref(ticket)).running():
        reached = [rung for rung in LADDER if reached_at(rung, begun(clock), clock.due_at) <= at]
        new = [row for rung in reached if (row := _remember(clock, rung, at))]
        if new:
            people = [person for row in new for person in _people(ticket, row.percent, at)]
            words = f"{clock.title}已用{new[-1].percent}%时间"
            key = f"{clock.pk}|{new[-1].percent}"
            count = alert(ticket, people, words=words, key=key, at=at, by_phone=True)
            Escalation.objects.filter(pk=new[-1].pk).update(told=count)
            told = True
    for lapse in note_lapses(ticket, actor=SYSTEM, at=at):
        people = recipients_of(ticket.organ.heir(), *ANSWERABLE, at=at) + recipients_of(None, Role.OVERSIGHT, at=at)
        words = f"{lapse.deadline.title}已经超时，记为考评线索"
        alert(ticket, people, words=words, key=f"lapse|{lapse.deadline_id}", at=at, by_phone=True)
        told = True
    as_claimed = Ticket.objects.filter(
        pk=ticket.pk, version=ticket.version, next_escalation_at=ticket.next_escalation_at
    )
    if as_claimed.update(next_escalation_at=next_rung_at(ticket)) != 1:
        raise StaleState
    return told


def _remember(clock: Deadline, rung: Rung, at: datetime) -> Escalation | None:
    row, created = Escalation.objects.get_or_create(deadline=clock, percent=rung.percent, defaults={"at": at})
    return row if created else None


def _people(ticket: Ticket, percent: int, at: datetime) -> list[User]:
    rung = next(rung for rung in LADDER if rung.percent == percent)
    return recipients_of(None if rung.everywhere else ticket.organ.heir(), *rung.roles, at=at)
