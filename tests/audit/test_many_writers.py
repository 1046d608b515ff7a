"""Many writers at once: one provable chain, no row lost, nobody waits for another's subject longer than a row."""

from datetime import datetime, timedelta
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from portal.actors import SYSTEM
from portal.audit.models import Event, Seal, Unsealed
from portal.audit.services import record, seal
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.errors import StaleState
from portal.subjects import SubjectRef
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
WRITERS = 8


def write(subject_id, number):
    with transaction.atomic():
        target = SubjectRef("disclosure.document", subject_id, f"通知{subject_id}")
        return record(act="edit", subject=target, actor=SYSTEM, at=AT, after={"number": number})


def test_many_writers_on_many_subjects_lose_nothing() -> None:
    results = at_once(lambda subject: [write(subject, number) for number in range(10)], range(WRITERS))
    assert [type(result) for result in results] == [list] * WRITERS
    assert Event.objects.count() == 80
    for subject in range(WRITERS):
        chain = Event.objects.filter(subject_id=subject).order_by("seq")
        assert list(chain.values_list("seq", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        assert [event.after["number"] for event in chain] == list(range(10))
    assert verify(at=AT).is_intact


def test_many_writers_on_one_subject_fork_nothing() -> None:
    """Each write is kept or refused as stale; on SQLite they queue up, on PostgreSQL the later one is refused."""
    results = at_once(lambda number: write(7, number), range(WRITERS))
    kept = [result for result in results if isinstance(result, Event)]
    assert all(isinstance(result, (Event, StaleState)) for result in results)
    assert len(kept) >= 1
    assert Event.objects.count() == len(kept)
    assert sorted(Event.objects.values_list("seq", flat=True)) == list(range(1, len(kept) + 1))
    assert verify(at=AT).is_intact


def test_sealers_beside_writers_tie_one_chain() -> None:
    def work(number):
        if number % 4 == 0:
            return [seal(at=AT) for _ in range(10)]
        return [write(number, turn) for turn in range(10)]

    results = at_once(work, range(8))
    assert [type(result) for result in results] == [list] * 8
    seal(at=AT)
    assert Event.objects.count() == Seal.objects.count() == 60
    assert Unsealed.objects.count() == 0
    assert verify(at=AT).is_intact


def test_two_sealers_of_one_backlog_seal_each_event_once() -> None:
    for number in range(50):
        write(number % 5, number)
    sealed = at_once(lambda _: seal(at=AT), range(4))
    assert sum(sealed) == 50
    assert verify(at=AT).is_intact


def test_an_event_queued_late_is_sealed_all_the_same() -> None:
    """Its id is lower than ids already sealed: a sealer that asks for "above the last one" would pass it over."""
    slow, quick = write(1, 0), write(2, 0)
    Unsealed.objects.filter(event_id=slow.pk).delete()
    seal(at=AT)
    Unsealed.objects.create(event_id=slow.pk)
    seal(at=AT)
    assert list(Seal.objects.order_by("pk").values_list("event_id", flat=True)) == [quick.pk, slow.pk]
    assert verify(at=AT).is_intact


if connection.vendor == "postgresql":  # SQLite has one writer at a time: nothing can commit late there

    def test_an_event_that_commits_late_is_sealed_all_the_same() -> None:
        """Its id is lower than ids already sealed: a sealer that asks for "above the last one" would pass it over."""
        written, sealed = Signal(), Signal()

        def work(who):
            if who == "slow":
                with transaction.atomic():
                    event = record(act="edit", subject=SubjectRef("disclosure.document", 1, "慢"), actor=SYSTEM, at=AT)
                    written.set()
                    assert sealed.wait(20)
                return event.pk
            assert written.wait(20)
            event = write(2, 0)
            seal(at=AT)
            sealed.set()
            return event.pk

        slow, quick = at_once(work, ["slow", "quick"])
        assert slow < quick
        assert list(Seal.objects.values_list("event_id", flat=True)) == [quick]
        assert seal(at=AT + timedelta(seconds=10)) == 1
        assert list(Seal.objects.order_by("pk").values_list("event_id", flat=True)) == [quick, slow]
        assert verify(at=AT).is_intact
