"""At least one appraisal a year (S2-5.4a): a clock of the government that leads it runs until one has begun."""

from datetime import date, datetime

from django.db import transaction

from assessment.appraisal.models import Appraisal
from assessment.appraisal.selectors import of_the_year
from assessment.appraisal.states import ORGANISERS, YEARLY
from portal import clock
from portal.accounts.selectors import site_organ
from portal.actors import SYSTEM, Actor
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref


@transaction.atomic
def attend(*, at: datetime) -> Deadline | None:
    """The clock of this year while no appraisal of it has begun; the office is told when it starts to press.

    Called again it changes nothing. ``None`` when one has begun, or no government is entered yet.
    """
    today = clock.local(at).date()
    leader = site_organ(today)
    if leader is None or of_the_year(today.year).exists():
        return None
    running = _running(today.year) or open_deadline(
        rule=YEARLY,
        subject=leader,
        organ=leader,
        start=date(today.year, 1, 1),
        actor=SYSTEM,
        at=at,
        key=str(today.year),
    )
    if running.warn_at and running.warn_at <= at:
        _remind(running, today.year, at=at)
    return running


def begun(row: Appraisal, *, actor: Actor, at: datetime) -> None:
    """With its notice the appraisal of the year has begun."""
    today = clock.local(at).date()
    if running := _running(today.year):
        close(running, on=today, actor=actor, at=at, evidence=row.title)


def _running(year: int) -> Deadline | None:
    return Deadline.objects.running().filter(rule=YEARLY, key=str(year)).first()


def _remind(running: Deadline, year: int, *, at: datetime) -> None:
    tell(
        recipients_of(None, *ORGANISERS, at=at),
        subject_line=f"{year}年还没有开始社会评议，{running.due_on:%-m月%-d日}以前要开始",
        body="/admin/assessment/appraisal/start/start/",
        kind="appraisal",
        dedupe_key=f"appraisal-of-the-year|{running.pk}",
        at=at,
        about=ref(running.organ),
    )
