"""The last second with several writers: the moment is read under the lock, whoever waits for it."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from disclosure.consultations import services
from disclosure.consultations.models import Consultation, Opinion
from portal.accounts.states import Role
from tests.disclosure.consultations.hearing import END, LAST_DAY, MORNING, OPINION, opened, token
from tests.disclosure.consultations.test_opinions import LAST, OVER, TOO_LATE
from tests.disclosure.office import open_office
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db):
    found = open_office()
    found.at = MORNING
    return found


class Waiting:
    """Somebody who sends an opinion in another thread, in time, and gets to the lock while another holds it."""

    def __init__(self, consultation) -> None:
        self.time = LAST
        self.came, self.outcome = Event(), None
        self.thread = Thread(target=self._send, args=(consultation,))

    def _moment(self):
        self.came.set()
        return self.time

    def _send(self, consultation) -> None:
        given = {"values": OPINION, "token": token(), "actor": services.CITIZEN, "moment": self._moment}
        try:
            self.outcome = services.send_opinion(consultation, **given).opinion.number
        except services.PeriodOver as late:
            self.outcome = late.message
        finally:
            connection.close()


def held_up(consultation, act) -> object:
    """What comes of an opinion that was sent in time and waited, past the end, for ``act`` to finish."""
    writer = Waiting(consultation)
    with transaction.atomic():
        # The write takes the lock on both databases: of the row on PostgreSQL, of the file on SQLite.
        Consultation.objects.filter(pk=consultation.pk).update(last_number=0)
        writer.thread.start()
        assert writer.came.wait(20)
        writer.time = TOO_LATE
        act()
    writer.thread.join(60)
    assert not writer.thread.is_alive()
    return writer.outcome


@pytest.mark.duty("S0-4.7b", "S0-6.3")
def test_who_waited_for_the_lock_past_the_end_is_late(office) -> None:
    assert held_up(opened(office), lambda: None) == OVER
    assert not Opinion.objects.exists()


def test_an_extension_that_came_first_lets_the_waiting_one_in(office) -> None:
    row = opened(office)
    later = {"ends_on": LAST_DAY.replace(day=20), "reason": "放假期间很多人没看到。"}
    outcome = held_up(row, lambda: services.extend(row, **later, **office.as_(Role.SIGNER)))
    assert outcome == f"意{row.pk}-000001"


def test_a_cancellation_that_came_first_keeps_the_waiting_one_out(office) -> None:
    row = opened(office)
    held_up(row, lambda: services.cancel(row, reason="不做了。", **office.as_(Role.HEAD)))
    assert not Opinion.objects.exists()


def test_many_at_once_get_numbers_without_a_gap(office) -> None:
    row = opened(office)

    def send(place):
        given = {"values": OPINION | {"text": f"意见{place}"}, "token": token()}
        return services.send_opinion(row, **given, actor=services.CITIZEN, moment=lambda: LAST).opinion.number

    assert sorted(at_once(send, range(5))) == [f"意{row.pk}-{place:06d}" for place in range(1, 6)]


def test_two_workers_close_it_once(office) -> None:
    row = opened(office)
    assert sorted(at_once(lambda _: services.close_what_is_over(at=END), range(2))) == [0, 1]
    assert Consultation.objects.get(pk=row.pk).state == "closed"
