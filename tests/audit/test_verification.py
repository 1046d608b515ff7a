"""Tampering by somebody who holds the database: guards off, row changed, guards on. The check names the row."""

import json
from datetime import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from portal.actors import SYSTEM
from portal.audit import tasks
from portal.audit.hashing import GENESIS
from portal.audit.models import Event, Seal, Unsealed, Verification
from portal.audit.services import keep_verification, record, seal
from portal.audit.verification import Fault, Report, check_link, verify
from portal.clock import SHANGHAI
from portal.subjects import SubjectRef
from tests.guards import lifted

AT = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


def write(subject_id=7, **after):
    target = SubjectRef("disclosure.document", subject_id, f"通知{subject_id}")
    return record(act="edit", subject=target, actor=SYSTEM, at=AT, after=after)


@pytest.fixture
def chain(db):
    """Three events on one document, two on another, all sealed."""
    events = [write(7, n=1), write(8, n=1), write(7, n=2), write(8, n=2), write(7, n=3)]
    seal(at=AT)
    return events


def tamper(statement, *values):
    with lifted(connection) as cursor:
        cursor.execute(statement, values)


def found():
    report = verify(at=AT)
    return [(finding.fault, finding.event_id) for finding in report.findings]


def rewritten_hash(event):
    event.refresh_from_db()
    return event.digest()


def test_an_untouched_trail_is_intact(chain) -> None:
    report = verify(at=AT)
    assert report.is_intact
    assert (report.events, report.seals, report.unsealed) == (5, 5, 0)
    assert report.tip == Seal.objects.order_by("-pk").first().hash


def test_an_empty_trail_is_intact(db) -> None:
    report = verify(at=AT)
    assert report.is_intact
    assert report.tip == GENESIS


ALTER = {
    "reason": "UPDATE audit_event SET reason = %s WHERE id = %s",
    "actor_name": "UPDATE audit_event SET actor_name = %s WHERE id = %s",
    "at": "UPDATE audit_event SET at = %s WHERE id = %s",
    "after": "UPDATE audit_event SET after = %s WHERE id = %s",
    "subject_title": "UPDATE audit_event SET subject_title = %s WHERE id = %s",
}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reason", "换了个理由"),
        ("actor_name", "别人"),
        ("at", "2026-05-20 09:30:00+08:00"),
        ("after", '{"n": 99}'),
        ("subject_title", "另一个标题"),
    ],
)
def test_an_altered_row_is_named(chain, column, value) -> None:
    tamper(ALTER[column], value, chain[2].pk)
    assert found() == [(Fault.ALTERED, chain[2].pk)]


def test_an_altered_row_with_a_new_hash_is_named_by_its_seal_and_its_follower(chain) -> None:
    tamper("UPDATE audit_event SET reason = %s WHERE id = %s", "换了个理由", chain[2].pk)
    tamper("UPDATE audit_event SET hash = %s WHERE id = %s", rewritten_hash(chain[2]), chain[2].pk)
    assert found() == [(Fault.ALTERED, chain[2].pk), (Fault.OUT_OF_ORDER, chain[4].pk)]


def test_the_last_row_of_a_subject_rewritten_with_its_hash_is_named_by_its_seal(chain) -> None:
    tamper("UPDATE audit_event SET reason = %s WHERE id = %s", "换了个理由", chain[4].pk)
    tamper("UPDATE audit_event SET hash = %s WHERE id = %s", rewritten_hash(chain[4]), chain[4].pk)
    assert found() == [(Fault.ALTERED, chain[4].pk)]


def test_a_missing_row_is_named(chain) -> None:
    tamper("DELETE FROM audit_event WHERE id = %s", chain[2].pk)
    assert found() == [(Fault.MISSING, chain[2].pk), (Fault.MISSING, chain[4].pk)]
    texts = [finding.message for finding in verify(at=AT).findings]
    assert texts[0] == f"审计记录 {chain[2].pk} 封存过，现在不见了。"
    assert texts[1].endswith("之前缺少第2条。")


def test_a_missing_first_and_a_missing_last_row_are_named(chain) -> None:
    tamper("DELETE FROM audit_event WHERE id IN (%s, %s)", chain[0].pk, chain[3].pk)
    assert (Fault.MISSING, chain[0].pk) in found()
    assert (Fault.MISSING, chain[3].pk) in found()


def test_a_row_that_vanished_before_its_seal_is_named(chain) -> None:
    event = write(9)
    tamper("DELETE FROM audit_event WHERE id = %s", event.pk)
    assert found() == [(Fault.MISSING, event.pk)]


def test_a_fork_is_named(chain) -> None:
    """Two rows with one number: the database refuses them, so the check is given them by hand."""
    report = Report()
    fork = Event(pk=99, subject_label="disclosure.document", subject_id=7, seq=1, previous_hash=GENESIS)
    check_link(report, chain[0], fork)
    assert [(finding.fault, finding.event_id) for finding in report.findings] == [(Fault.FORKED, 99)]


def test_swapped_rows_are_named(chain) -> None:
    """Two rows of a subject trade places, hashes and all."""
    first, second = chain[0].pk, chain[2].pk
    tamper("UPDATE audit_event SET id = 0 WHERE id = %s", first)
    tamper("UPDATE audit_event SET id = %s WHERE id = %s", first, second)
    tamper("UPDATE audit_event SET id = %s WHERE id = 0", second)
    assert found() == [(Fault.ALTERED, first), (Fault.ALTERED, second)]


def test_swapped_numbers_are_named(chain) -> None:
    first, second = chain[0].pk, chain[2].pk
    tamper("UPDATE audit_event SET seq = 99 WHERE id = %s", first)
    tamper("UPDATE audit_event SET seq = 1 WHERE id = %s", second)
    tamper("UPDATE audit_event SET seq = 2 WHERE id = %s", first)
    assert {(Fault.ALTERED, first), (Fault.ALTERED, second)} <= set(found())


def test_a_row_slipped_in_is_named(chain) -> None:
    """Copied with a number and a hash of its own, but neither sealed nor queued."""
    event = write(9)
    tamper("DELETE FROM audit_unsealed WHERE event_id = %s", event.pk)
    assert found() == [(Fault.NOT_QUEUED, event.pk)]


def test_a_broken_seal_is_named(chain) -> None:
    middle = Seal.objects.order_by("pk")[2]
    tamper("UPDATE audit_seal SET at = %s WHERE id = %s", "2026-05-20 09:30:00+08:00", middle.pk)
    assert found() == [(Fault.SEAL_BROKEN, middle.event_id)]


def test_a_removed_seal_is_named(chain) -> None:
    middle, following = Seal.objects.order_by("pk")[2:4]
    tamper("DELETE FROM audit_seal WHERE id = %s", middle.pk)
    assert set(found()) == {(Fault.NOT_QUEUED, middle.event_id), (Fault.SEAL_BROKEN, following.event_id)}


def test_seals_in_another_order_are_named(chain) -> None:
    one, other = Seal.objects.order_by("pk")[1:3]
    tamper("UPDATE audit_seal SET id = 0 WHERE id = %s", one.pk)
    tamper("UPDATE audit_seal SET id = %s WHERE id = %s", one.pk, other.pk)
    tamper("UPDATE audit_seal SET id = %s WHERE id = 0", other.pk)
    assert {fault for fault, _ in found()} == {Fault.SEAL_BROKEN}


def test_the_end_of_both_chains_cut_off_is_known_by_a_tip_noted_elsewhere(chain) -> None:
    tip = verify(at=AT).tip
    last = Seal.objects.order_by("pk").last()
    tamper("DELETE FROM audit_seal WHERE id = %s", last.pk)
    tamper("DELETE FROM audit_event WHERE id = %s", last.event_id)
    assert verify(at=AT).is_intact  # nothing inside the database knows of it
    report = verify(at=AT, known_tip=tip)
    assert [finding.fault for finding in report.findings] == [Fault.TIP_UNKNOWN]


def test_a_tip_noted_earlier_stays_on_the_chain_for_ever(chain) -> None:
    tip = verify(at=AT).tip
    write(9)
    seal(at=AT)
    assert verify(at=AT, known_tip=tip).is_intact


def test_guards_taken_off_are_named(chain) -> None:
    with lifted(connection):
        faults = found()
    assert (Fault.UNGUARDED, None) in faults


def test_the_first_fault_by_row_comes_first(chain) -> None:
    for event in (chain[3], chain[1]):
        tamper("UPDATE audit_event SET reason = 'x' WHERE id = %s", event.pk)
    assert found() == [(Fault.ALTERED, chain[1].pk), (Fault.ALTERED, chain[3].pk)]


def test_the_check_costs_the_same_queries_for_more_rows(chain, django_assert_num_queries) -> None:
    with django_assert_num_queries(8):
        verify(at=AT)
    for number in range(20):
        write(number)
    seal(at=AT)
    with django_assert_num_queries(8):
        verify(at=AT)


def test_the_command_is_content_with_an_intact_trail(chain, capsys) -> None:
    write(9)
    call_command("verify_audit_chain")
    out = capsys.readouterr().out
    assert out.startswith("审计记录 6 条，封条 5 个，待封存 1 条（最早的已等")
    assert out.endswith("核验通过：没有发现改动。\n")


def test_the_command_names_the_first_broken_row_and_fails(chain, capsys) -> None:
    tamper("UPDATE audit_event SET reason = 'x' WHERE id = %s", chain[2].pk)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit_chain")
    assert ended.value.code == 1
    row = f"审计记录 {chain[2].pk}（disclosure.document 7 的第2条）的内容被改过。"
    assert f"发现 1 处异常，第一处：{row}" in capsys.readouterr().out


def test_the_command_speaks_json(chain, capsys) -> None:
    tamper("UPDATE audit_event SET reason = 'x' WHERE id = %s", chain[2].pk)
    with pytest.raises(SystemExit):
        call_command("verify_audit_chain", json=True)
    report = json.loads(capsys.readouterr().out)
    assert (report["intact"], report["events"], report["fault_count"]) == (False, 5, 1)
    assert report["findings"][0]["fault"] == "altered"


def test_the_command_takes_a_tip(chain, capsys) -> None:
    with pytest.raises(SystemExit):
        call_command("verify_audit_chain", tip="f" * 64)
    assert "不在链上" in capsys.readouterr().out


def test_the_nightly_check_keeps_its_result(chain) -> None:
    assert tasks.verify()
    kept = Verification.objects.get()
    assert (kept.events, kept.seals, kept.faults, kept.first_fault) == (5, 5, 0, "")
    assert kept.tip == verify(at=AT).tip


def test_the_nightly_check_reports_a_fault_in_the_log(chain, caplog) -> None:
    tamper("UPDATE audit_event SET reason = 'x' WHERE id = %s", chain[2].pk)
    assert not tasks.verify()
    assert Verification.objects.get().first_fault.endswith("的内容被改过。")
    assert [line.levelname for line in caplog.records if line.name == "portal.audit.tasks"] == ["ERROR"]


def test_a_kept_result_is_not_rewritten(chain) -> None:
    result = keep_verification(at=AT)
    result.faults = 0
    with pytest.raises(Exception, match="append-only"):
        result.save(update_fields=["faults"])


def test_the_sealing_task_empties_the_queue(db) -> None:
    for number in range(5):
        write(number)
    with time_machine.travel(AT, tick=False):
        assert tasks.seal() == 5
    assert Unsealed.objects.count() == 0
    assert set(Seal.objects.values_list("at", flat=True)) == {AT}
