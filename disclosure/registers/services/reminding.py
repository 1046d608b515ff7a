"""What an organ still has to register: one line in its queue for each period, gone when nothing lacks."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from disclosure.registers import selectors
from disclosure.registers.models import RegisterReminder
from disclosure.registers.periods import Period, Rhythm, period_of, period_with
from disclosure.registers.selectors import Filed
from disclosure.registers.states import ReminderState
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.actors import SYSTEM
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from portal.workflow import move, touch

RULE = "REGISTER_FILING"
_OWED = (Rhythm.STANDING, Rhythm.YEARLY, Rhythm.QUARTERLY, Rhythm.MONTHLY)


def remind(*, at: datetime) -> int:
    """Make the reminders whose time has come and start the clocks of periods that are over; returns how many are owed.

    Runs twice without harm. Periods from before the first reminder are in the report of gaps, not in anybody's queue.
    """
    on = local(at).date()
    organs, office = selectors.keepers(on), site_organ(on)
    filed = selectors.filed(organs, on=on)
    for organ in organs:
        for rhythm in _OWED:
            period = period_of(rhythm, on)
            if period is None or on >= period.reminder_day:
                _remind(organ, rhythm, period, _missing(organ, rhythm, period, filed, office), at)
    owed = RegisterReminder.objects.filter(state=ReminderState.OWED).select_related("organ__successor")
    for reminder in owed:
        _start_clock(reminder, on, at)
    return len(owed)


@transaction.atomic
def settle(organ: Organ, *, at: datetime) -> None:
    """Something of the organ was registered, corrected or withdrawn: bring its reminders up to date."""
    rows = RegisterReminder.objects.filter(organ=organ, state__in=(ReminderState.OWED, ReminderState.DONE))
    reminders = list(rows.select_for_update(of=("self",)).select_related("organ__successor"))
    if not reminders:
        return
    on = local(at).date()
    filed, office = selectors.filed([organ], on=on), site_organ(on)
    for reminder in reminders:
        missing = [
            row.code
            for row in selectors.owed_kinds(organ, office=office)
            if row.rhythm == reminder.rhythm and (organ.pk, row.code, reminder.period) not in filed.places
        ]
        _update(reminder, missing, at)


def _missing(organ: Organ, rhythm: Rhythm, period: Period | None, filed: Filed, office: Organ | None) -> list[str]:
    owed = selectors.owed_kinds(organ, office=office)
    return [row.code for row in owed if row.rhythm is rhythm and filed.lacks(organ, row, period)]


@transaction.atomic
def _remind(organ: Organ, rhythm: Rhythm, period: Period | None, missing: Sequence[str], at: datetime) -> None:
    place = {"organ": organ, "rhythm": rhythm, "period": period.code if period else ""}
    reminder = RegisterReminder.objects.select_for_update().filter(**place).first()
    if reminder is not None:
        _update(reminder, missing, at)
    elif missing:
        made = RegisterReminder(missing=list(missing), made_at=at, **place)
        made.save(force_insert=True)
        record(act="remind", subject=made, actor=SYSTEM, at=at, after={"name": made.missing_names})


def _update(reminder: RegisterReminder, missing: Sequence[str], at: datetime) -> None:
    if reminder.missing != list(missing):
        touch(reminder, {"missing": list(missing)})
    if missing and reminder.state == ReminderState.DONE:
        move(reminder, "reopen", actor=SYSTEM, at=at)
    elif not missing and reminder.state == ReminderState.OWED:
        move(reminder, "complete", actor=SYSTEM, at=at)
        _stop_clock(reminder, Outcome.DONE, at)


def _start_clock(reminder: RegisterReminder, on: date, at: datetime) -> None:
    """From the last day of the period, once it is over; for what has none, from the day the organ was reminded."""
    period = period_with(reminder.period)
    start = period.last if period else local(reminder.made_at).date()
    if period is not None and on <= period.last:
        return
    if running_clock(ref(reminder), RULE) is None:
        organ = reminder.organ.heir()
        open_deadline(rule=RULE, subject=reminder, organ=organ, start=start, actor=SYSTEM, at=at)


def _stop_clock(reminder: RegisterReminder, outcome: Outcome, at: datetime) -> None:
    if running := running_clock(ref(reminder), RULE):
        close(running, on=local(at).date(), actor=SYSTEM, at=at, outcome=outcome)


@transaction.atomic
def lapse(reminder: RegisterReminder, *, at: datetime) -> RegisterReminder:
    """The organ is gone: its heir is reminded in its own name."""
    move(reminder, "lapse", actor=SYSTEM, at=at)
    _stop_clock(reminder, Outcome.CANCELLED, at)
    return reminder
