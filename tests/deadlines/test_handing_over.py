"""转办: the clock goes on at another organ, and no day changes."""

import pytest

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, hand_over, open_deadline
from portal.errors import StaleState
from portal.subjects import SubjectRef

pytestmark = pytest.mark.django_db

CASE = SubjectRef("tests.case", 7, "第7件")


@pytest.fixture
def clock(education, at):
    return open_deadline(rule="LETTER_REPLY", subject=CASE, organ=education, start=at.date(), actor=SYSTEM, at=at)


def test_another_organ_has_the_clock_and_the_day_stays(clock, sport, at) -> None:
    due = clock.due_on
    hand_over(clock, to=sport, actor=SYSTEM, at=at, evidence="归体育局办")
    row = Deadline.objects.get(pk=clock.pk)
    assert (row.organ, row.due_on, row.closed_at) == (sport, due, None)
    event = Event.objects.get(act="deadline_handed_over")
    assert (event.before["organ"], event.after["organ"], event.reason) == ("临江市教育局", "临江市体育局", "归体育局办")


def test_a_clock_that_was_changed_meanwhile_is_not_handed_over(clock, sport, at) -> None:
    stale = Deadline.objects.get(pk=clock.pk)
    close(clock, on=at.date(), actor=SYSTEM, at=at)
    with pytest.raises(StaleState):
        hand_over(stale, to=sport, actor=SYSTEM, at=at)
