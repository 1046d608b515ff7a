"""The database itself refuses to change or remove a row of the trail."""

import pytest
from django.db import IntegrityError, connection, transaction

from portal.actors import SYSTEM
from portal.audit.append_only import declared_tables, unguarded
from portal.audit.models import Event, Seal
from portal.audit.services import record, seal
from portal.subjects import SubjectRef
from tests.guards import lifted

SUBJECT = SubjectRef("accounts.organ", 7, "临江市教育局")


@pytest.fixture
def event(db, at):
    event = record(act="found_organ", subject=SUBJECT, actor=SYSTEM, at=at)
    seal(at=at)
    return event


def refused(act) -> bool:
    try:
        with transaction.atomic():
            act()
    except IntegrityError as error:
        return "append-only" in str(error)
    return False


def test_an_event_cannot_be_changed(event) -> None:
    assert refused(lambda: Event.objects.filter(pk=event.pk).update(reason="另一个理由"))


def test_a_saved_copy_cannot_overwrite_an_event(event) -> None:
    event.reason = "另一个理由"
    assert refused(lambda: event.save(update_fields=["reason"]))


@pytest.mark.duty("law.E7")
def test_an_event_cannot_be_deleted_one_by_one_or_in_bulk(event) -> None:
    assert refused(lambda: Event.objects.all().delete())
    assert refused(event.delete)


def test_a_seal_cannot_be_changed_or_deleted(event) -> None:
    assert refused(lambda: Seal.objects.update(event_hash="f" * 64))
    assert refused(lambda: Seal.objects.all().delete())


def test_raw_sql_is_refused_too(event) -> None:
    def erase() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_event")

    assert refused(erase)


def test_replacing_or_truncating_is_refused(event) -> None:
    statement = (
        "INSERT OR REPLACE INTO audit_seal SELECT * FROM audit_seal"
        if connection.vendor == "sqlite"
        else "TRUNCATE audit_seal"
    )

    def replace() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    assert refused(replace)


@pytest.mark.django_db
def test_every_declared_table_has_its_guard() -> None:
    assert {"audit_event", "audit_seal", "audit_verification"} <= set(declared_tables())
    assert unguarded(connection) == []


@pytest.mark.django_db
def test_a_lost_guard_is_named() -> None:
    with lifted(connection):
        assert unguarded(connection) == list(declared_tables())
    assert unguarded(connection) == []
