"""The worker stood still for two days: every rung, every end and every message appears once, nothing twice.

What the public reads was true all the time.
"""

from collections import Counter

import pytest

from portal.audit.models import Event
from portal.audit.tasks import seal
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.deadlines.tasks import sweep
from portal.notices.models import Notice
from portal.notices.tasks import deliver
from sentiment.duty.tasks import climb
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.tasks import propose
from sentiment.tickets.models import Escalation, Lapse
from tests.sentiment.town import ANSWER, fresh, night

BACK = night(23, 50, day=27)
"""Forty-eight hours and ten minutes after that Friday night."""
TASKS = (climb, propose, sweep, deliver, seal)


def run_all(time_machine, at) -> None:
    time_machine.move_to(at.astimezone(SHANGHAI), tick=False)
    for task in TASKS:
        task()


@pytest.fixture
def tickets(town):
    """Three concerns nobody answered; an explosion with a statement in time, without a conference."""
    silent = [town.registered(title=f"第{place}件", links="") for place in range(3)]
    explosion = town.responding(town.explosion(), night(1))
    town.answered(explosion, night(4, 30), **(ANSWER | {"kind": "statement", "title": "首条通报"}))
    return silent, fresh(explosion)


def told() -> Counter:
    """How often each person was told each thing."""
    rows = Notice.objects.filter(kind="opinion").values_list("user__username", "channel", "subject_line", "about_id")
    return Counter(rows)


@pytest.mark.duty("S3-4.5", "S0-3.11", "S0-3.12a", "S4-1.15b")
def test_two_days_without_a_worker_are_caught_up_once(town, tickets, client, time_machine) -> None:
    silent, explosion = tickets
    address = f"/concerns/{explosion.pk}/"

    # Nothing ran: the page says what is so, not what a task would have written.
    time_machine.move_to(BACK, tick=False)
    before = client.get(address).content.decode()
    for words in ("首条通报", "4小时50分钟", "按时"):
        assert words in before, words
    assert (Escalation.objects.count(), Lapse.objects.count(), Reproof.objects.count()) == (0, 0, 0)

    run_all(time_machine, BACK)
    rungs = list(Escalation.objects.order_by("deadline", "percent").values_list("deadline__rule", "percent"))
    every = [50, 70, 85, 95]
    assert Counter(rungs) == Counter(
        [("OPINION_REPLY", rung) for rung in every * 3] + [("OPINION_PRESS", rung) for rung in every]
    )
    lapses = [(row.deadline.rule, row.organ.code) for row in Lapse.objects.standing().order_by("ticket", "pk")]
    assert sorted(lapses) == [("OPINION_PRESS", "yingji"), *[("OPINION_REPLY", "jiaoyu")] * 3]
    assert [(row.organ.code, row.grounds) for row in Reproof.objects.all()] == [("jiaoyu", "2026年舆情回应超时3次")]
    first = told()
    assert first
    assert set(first.values()) == {1}
    reached = {words.partition("：")[0] for _user, _channel, words, _about in first}
    assert {"其他舆情回应已用95%时间", "其他舆情回应已经超时，记为考评线索"} <= reached
    notes = Counter(Event.objects.filter(act="note_lapse").values_list("subject_id", flat=True))
    assert notes == {ticket.pk: 1 for ticket in (*silent, explosion)}

    # The messages that piled up come all at once; a minute later the next round comes.
    for minute in (0, 1, 11):
        run_all(time_machine, BACK.replace(minute=50 + minute) if minute < 10 else night(0, 1, day=28))
    assert told() == first
    assert (Escalation.objects.count(), Lapse.objects.count(), Reproof.objects.count()) == (16, 4, 1)
    assert fresh(silent[0]).next_escalation_at is None

    after = client.get(address).content.decode()
    for words in ("首条通报", "4小时50分钟", "按时"):
        assert words in after, words
    assert all(client.get(f"/concerns/{ticket.pk}/").status_code == 404 for ticket in silent)
    assert not verify(at=night(0, 1, day=28)).findings
