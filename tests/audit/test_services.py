"""Recording an act: one row on the subject's own chain, in the transaction of the act, at a constant price."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit import services
from portal.audit.hashing import GENESIS
from portal.audit.models import Event, Seal, Unsealed
from portal.audit.selectors import seal_backlog
from portal.audit.services import record, seal
from portal.errors import StaleState
from portal.subjects import SubjectRef, ref

SUBJECT = SubjectRef("disclosure.document", 7, "关于开学的通知")


def write(at, **given):
    return record(**{"act": "edit", "subject": SUBJECT, "actor": SYSTEM, "at": at, **given})


def test_names_are_copied_so_that_the_row_outlives_everything_it_names(education, at) -> None:
    actor = Actor(ActorKind.API, 5, "数据交换平台", education.pk, "临江市教育局")
    event = record(act="found_organ", subject=education, actor=actor, at=at, reason="依据")
    event.refresh_from_db()
    assert (event.actor_kind, event.actor_id, event.actor_name) == ("api", 5, "数据交换平台")
    assert (event.organ_id, event.organ_name) == (education.pk, "临江市教育局")
    assert (event.subject_label, event.subject_id, event.subject_title) == (
        "accounts.organ",
        education.pk,
        "临江市教育局",
    )


def test_rows_of_one_subject_form_a_chain_and_subjects_do_not_touch(db, at) -> None:
    first, second = write(at), write(at)
    other = write(at, subject=SubjectRef("disclosure.document", 8, "另一份"))
    assert (first.seq, first.previous_hash) == (1, GENESIS)
    assert (second.seq, second.previous_hash) == (2, first.hash)
    assert (other.seq, other.previous_hash) == (1, GENESIS)


def test_the_hash_read_back_from_the_database_is_the_one_written(db, at) -> None:
    """Whatever the database does to JSON, times and identifiers, the row still proves itself."""
    write(
        at,
        act_id=UUID("12345678-1234-5678-1234-567812345678"),
        before={"when": datetime(2026, 5, 21, 1, 30, 0, 123456, tzinfo=UTC), "day": date(2026, 5, 21), "none": None},
        after={
            "float": 1.50,
            "great": 1e22,
            "small": 1e-7,
            "endless": float("inf"),
            "money": Decimal("12.30"),
            "big": 2**70,
            "yes": True,
            "list": ["甲", {"乙": ["丙"]}],
            "text": 'emoji 😀 <script> "引号" \\ \n',
            "id": uuid4(),
        },
        reason="一" * 40000,
    )
    event = Event.objects.get()
    assert event.hash == event.digest()


def test_every_column_is_under_the_hash(db, at) -> None:
    """A column added later must be hashed too, or be named here."""
    write(at, before={"a": 1}, after={"a": 2}, reason="理由")
    event = Event.objects.get()
    free = {"id", "hash"}
    other = {"at": datetime(2026, 5, 21, 9, 31, tzinfo=UTC), "act_id": uuid4(), "before": {}, "after": {}}
    for field in Event._meta.concrete_fields:
        if field.name in free:
            continue
        kept = getattr(event, field.name)
        default = "x" if isinstance(kept, str) else 99
        setattr(event, field.name, other.get(field.name, default))
        assert event.digest() != event.hash, field.name
        setattr(event, field.name, kept)
    assert event.digest() == event.hash


def test_several_events_of_one_act_share_its_number(db, at) -> None:
    act = uuid4()
    assert {write(at, act_id=act).act_id, write(at, act_id=act).act_id} == {act}
    assert write(at).act_id != write(at).act_id


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded(at) -> None:
    with pytest.raises(RuntimeError, match="transaction of the act"):
        write(at)
    assert Event.objects.count() == 0


def test_a_record_goes_with_the_act_that_fails(db, at) -> None:
    with transaction.atomic():
        write(at)
        transaction.set_rollback(True)
    assert (Event.objects.count(), Unsealed.objects.count()) == (0, 0)


def test_a_place_already_taken_on_the_chain_is_stale(db, at, monkeypatch) -> None:
    """What PostgreSQL does to the second of two writers, told without threads."""
    write(at)
    monkeypatch.setattr(Event, "digest", _taking_the_place_of_the_first(at))
    with pytest.raises(StaleState):
        write(at)
    assert Event.objects.count() == 1


def _taking_the_place_of_the_first(at):
    def digest(event):
        event.seq = 1
        return "f" * 64

    return digest


def test_another_refusal_of_the_database_is_not_called_stale(db, at, monkeypatch) -> None:
    monkeypatch.setattr(Event, "digest", lambda event: None)
    with pytest.raises(IntegrityError):
        write(at)


def test_an_unsaved_subject_is_a_fault_of_the_program(education) -> None:
    education.pk = None
    with pytest.raises(ValueError, match="unsaved"):
        ref(education)


def test_recording_costs_the_same_after_many_rows(db, at, django_assert_num_queries) -> None:
    for number in range(300):
        write(at, subject=SUBJECT if number % 2 else SubjectRef("disclosure.document", number, "其他"))
    with django_assert_num_queries(5):  # the last of the chain, savepoint, event, queue, savepoint
        write(at)


def test_the_end_of_a_chain_is_found_by_its_index(db, at) -> None:
    """No scan: the price of a row does not depend on how many there are."""
    last = Event.objects.filter(subject_label="disclosure.document", subject_id=7).order_by("-seq")[:1]
    if connection.vendor == "sqlite":
        assert "USING INDEX" in last.explain()
        assert "TEMP B-TREE" not in last.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Index Scan Backward" in last.explain()


def test_sealing_looks_at_what_waits_and_at_nothing_else(db, at, django_assert_num_queries) -> None:
    for number in range(30):
        write(at, subject=SubjectRef("disclosure.document", number, "通知"))
    seal(at=at)
    write(at)
    with django_assert_num_queries(9):  # anything? the tip twice, queue, events, savepoints, seals, leave the queue
        assert seal(at=at) == 1
    with django_assert_num_queries(1):
        assert seal(at=at) == 0


def test_seals_tie_all_subjects_into_one_chain(db, at) -> None:
    for number in (3, 1, 2):
        write(at, subject=SubjectRef("disclosure.document", number, "通知"))
    assert seal(at=at) == 3
    seals = list(Seal.objects.order_by("pk"))
    assert [row.previous_hash for row in seals] == [GENESIS, seals[0].hash, seals[1].hash]


def test_a_backlog_is_sealed_batch_by_batch(db, at, monkeypatch) -> None:
    monkeypatch.setattr(services, "SEAL_BATCH", 4)
    for number in range(10):
        write(at, subject=SubjectRef("disclosure.document", number, "通知"))
    assert [seal(at=at) for _ in range(4)] == [4, 4, 2, 0]


def test_a_missing_event_does_not_stop_the_sealing(db, at) -> None:
    write(at)
    Unsealed.objects.create(event_id=0)
    assert seal(at=at) == 1
    assert list(Unsealed.objects.values_list("event_id", flat=True)) == [0]


def test_how_long_the_oldest_has_waited(db, at) -> None:
    assert seal_backlog(at=at) == (0, 0)
    write(datetime(2026, 5, 21, 9, 29, tzinfo=at.tzinfo))
    write(at)
    assert seal_backlog(at=at) == (2, 60)
