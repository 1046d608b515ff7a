"""Real threads against the real database: sweeps side by side, clerks on one clock."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from portal.actors import SYSTEM
from portal.deadlines.models import ClockEvent, Deadline, Reminder
from portal.deadlines.services import close, open_deadline, pause, sweep
from portal.errors import DomainError
from portal.notices.models import Notice
from tests.deadlines.conftest import CASE, on

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts) -> list[object]:
    """Run the acts at the same time, each on its own connection; a refusal is returned, not raised."""

    def run(act) -> object:
        try:
            return act()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(run, act) for act in acts]]


def opened(organ, key) -> Deadline:
    return open_deadline(
        rule="FOI_REPLY",
        subject=CASE,
        organ=organ,
        start=date(2026, 3, 2),
        key=key,
        actor=SYSTEM,
        at=on(2026, 3, 2),
    )


def test_sweeps_side_by_side_tell_everyone_once(organ, handler) -> None:
    for number in range(8):
        opened(organ, str(number))
    at = on(2026, 3, 27)
    sweep(at=on(2026, 3, 2))
    together(*[lambda: sweep(at=at)] * 4)
    assert Reminder.objects.count() == 16
    assert Notice.objects.filter(channel="in_site").count() == 8
    assert Deadline.objects.wanting_attention(at).count() == 0


def test_of_two_clerks_on_one_clock_one_wins(organ) -> None:
    clock = opened(organ, "")
    first, second = Deadline.objects.get(pk=clock.pk), Deadline.objects.get(pk=clock.pk)
    day, at = date(2026, 3, 6), on(2026, 3, 6)
    results = together(
        lambda: pause(first, stop="THIRD_PARTY", on=day, actor=SYSTEM, at=at),
        lambda: close(second, on=day, actor=SYSTEM, at=at),
    )
    assert sum(isinstance(result, DomainError) for result in results) == 1
    assert ClockEvent.objects.filter(deadline=clock).count() == 2
