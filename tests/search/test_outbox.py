"""From a change in the database to the index and back, with real documents."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from disclosure.documents.models import Document
from disclosure.documents.states import State
from portal.search import indexing, registry, selectors, services, tasks
from portal.search.current import engine
from portal.search.engine import IndexUnavailable
from portal.search.entry import Entry
from portal.search.models import IndexTask, Reconciliation
from portal.search.query import Query
from portal.search.registry import SearchSource

pytestmark = pytest.mark.django_db


def titles(q):
    return [hit.title for hit in selectors.search(Query(q=q)).result.hits]


def test_a_published_document_is_found_after_the_next_drain(index, published, at) -> None:
    services.queue(published(1, "临江市停车管理办法"))
    assert titles("停车") == []
    assert indexing.drain(at=at) == 1
    assert titles("停车") == ["临江市停车管理办法"]
    assert IndexTask.objects.pending().count() == 0


def test_a_withdrawn_document_is_gone_before_the_drain_and_after_it(index, published, withdraw, at) -> None:
    document = published(1, "临江市停车管理办法")
    services.queue(document)
    indexing.drain(at=at)
    withdraw(document)
    services.queue(document)
    assert titles("停车") == []
    indexing.drain(at=at)
    assert titles("停车") == []
    assert engine().digests() == {}


def test_a_queue_that_is_rolled_back_never_was(index, published, at) -> None:
    document = published(1, "临江市停车管理办法")

    def fail():
        with transaction.atomic():
            services.queue(document)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert indexing.drain(at=at) == 0


def test_many_changes_of_one_document_are_one_update(index, published, at) -> None:
    document = published(1, "临江市停车管理办法")
    for _ in range(5):
        services.queue(document)
    assert indexing.drain(at=at) == 5
    assert engine().status().documents == 1


def test_one_bad_row_waits_alone_longer_each_time_and_stays_visible(index, published, at, monkeypatch) -> None:
    good, bad = published(1, "临江市停车管理办法"), published(2, "临江市供热管理办法")
    source = registry.source_of("disclosure.document")

    def picky(document):
        if document.pk == bad.pk:
            raise ValueError("附件读不出")
        return source.to_entry(document)

    monkeypatch.setitem(
        registry._sources, "disclosure.document", SearchSource("disclosure.document", source.public, picky)
    )
    services.queue(bad)
    services.queue(good)
    assert indexing.drain(at=at) == 1
    assert titles("停车") == ["临江市停车管理办法"]
    task = IndexTask.objects.pending().get()
    assert (task.object_id, task.attempts, task.error) == (bad.pk, 1, "ValueError: 附件读不出")
    assert task.retry_at == at + timedelta(seconds=20)
    assert indexing.drain(at=at + timedelta(seconds=19)) == 0
    indexing.drain(at=at + timedelta(seconds=20))
    task.refresh_from_db()
    assert task.retry_at == at + timedelta(seconds=60)
    assert selectors.failing() == 1
    monkeypatch.undo()
    indexing.drain(at=at + timedelta(seconds=60))
    assert titles("供热") == ["临江市供热管理办法"]


def test_an_unregistered_model_is_kept_with_its_reason(index, at) -> None:
    services.queue_all("tests.unknown", [7])
    assert indexing.drain(at=at) == 0
    assert IndexTask.objects.get().error == "没有登记这一类的检索来源"


def test_a_crash_after_the_commit_repeats_the_update_without_harm(index, published, at, monkeypatch) -> None:
    services.queue(published(1, "临江市停车管理办法"))
    monkeypatch.setattr(indexing, "_settle", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        indexing.drain(at=at)
    monkeypatch.undo()
    assert indexing.drain(at=at) == 1
    assert engine().status().documents == 1


def test_a_change_during_a_rebuild_is_in_the_new_index(published, withdraw, at, monkeypatch) -> None:
    early, late = published(1, "临江市停车管理办法"), published(2, "临江市供热管理办法")
    everything = indexing._everything

    def interrupted(failed):
        yield from everything(failed)
        withdraw(early)
        services.queue(early)
        Document.objects.filter(pk=late.pk).update(title="临江市集中供热条例")
        services.queue(late)

    monkeypatch.setattr(indexing, "_everything", interrupted)
    indexing.rebuild(at=at)
    IndexTask.objects.all().delete()
    assert titles("停车") == []
    assert titles("供热") == ["临江市集中供热条例"]


def test_a_change_taken_in_during_a_rebuild_is_not_lost_by_it(index, published, at, monkeypatch) -> None:
    everything = indexing._everything

    def interrupted(failed):
        yield from list(everything(failed))
        services.queue(published(1, "临江市停车管理办法"))
        indexing.drain(at=at + timedelta(seconds=2))

    monkeypatch.setattr(indexing, "_everything", interrupted)
    indexing.rebuild(at=at)
    assert titles("停车") == ["临江市停车管理办法"]


def test_a_missing_index_is_rebuilt_whole_by_the_drain(published, at) -> None:
    published(1, "临江市停车管理办法")
    with pytest.raises(IndexUnavailable):
        titles("停车")
    indexing.drain(at=at)
    assert titles("停车") == ["临江市停车管理办法"]


def test_reconciling_finds_and_queues_every_difference(index, published, withdraw, at) -> None:
    kept, changed, gone = (published(n, title) for n, title in enumerate(["甲办法", "乙办法", "丙办法"], start=1))
    indexing.rebuild(at=at)
    missing = published(4, "丁办法")
    Document.objects.filter(pk=changed.pk).update(body="改了的正文")
    withdraw(gone)
    found = indexing.reconcile(at=at)
    assert (found.public, found.indexed) == (3, 3)
    assert (found.missing, found.outdated, found.surplus, found.unreadable) == (1, 1, 1, 0)
    assert {task.object_id for task in IndexTask.objects.pending()} == {missing.pk, changed.pk, gone.pk}
    assert kept.pk not in {task.object_id for task in IndexTask.objects.pending()}
    indexing.drain(at=at)
    assert indexing.reconcile(at=at).agrees
    assert Reconciliation.objects.count() == 2


def test_reconciling_does_not_count_what_is_already_queued(index, published, at) -> None:
    services.queue(published(1, "临江市停车管理办法"))
    assert indexing.reconcile(at=at).agrees


def test_settled_tasks_are_forgotten_after_two_days(index, published, at) -> None:
    services.queue(published(1, "临江市停车管理办法"))
    indexing.drain(at=at)
    indexing.reconcile(at=at + timedelta(days=1))
    assert IndexTask.objects.count() == 1
    indexing.reconcile(at=at + timedelta(days=3))
    assert IndexTask.objects.count() == 0


def test_the_commands_say_what_they_did(published, capsys) -> None:
    published(1, "临江市停车管理办法")
    call_command("rebuild_index")
    assert capsys.readouterr().out.startswith("检索索引已重建：1件")
    call_command("reconcile_index")
    assert capsys.readouterr().out == "应有1件，索引里有1件\n完全一致\n"
    published(2, "临江市供热管理办法")
    with pytest.raises(CommandError, match="缺少1件，内容不一致0件，不该有0件，读不出0件；已排队修复"):
        call_command("reconcile_index")


def test_reconciling_without_an_index_says_what_to_do(db) -> None:
    with pytest.raises(CommandError, match="请运行 rebuild_index 重建"):
        call_command("reconcile_index")


def test_the_tasks_do_the_same(index, published) -> None:
    services.queue(published(1, "临江市停车管理办法"))
    assert tasks.drain() == 1
    tasks.reconcile()
    assert Reconciliation.objects.get().agrees


def test_backlog_counts_what_waits_and_how_long(index, published, at) -> None:
    assert selectors.backlog(at) == (0, None)
    services.queue(published(1, "临江市停车管理办法"))
    queued_at = IndexTask.objects.get().queued_at
    assert selectors.backlog(queued_at + timedelta(seconds=9)) == (1, 9)


# --- never shown ---------------------------------------------------------------------------------------


def test_a_document_taken_down_without_a_word_to_the_index_is_still_not_shown(index, published, withdraw, at) -> None:
    document, other = published(1, "临江市停车管理办法"), published(2, "临江市停车收费标准")
    for each in (document, other):
        services.queue(each)
    indexing.drain(at=at)
    withdraw(document)
    found = selectors.search(Query(q="停车")).result
    assert [hit.title for hit in found.hits] == ["临江市停车收费标准"]
    assert found.total == 1
    assert [value.count for facet in found.facets if facet.name == "kind" for value in facet.values] == [1]
    assert [hit.title for hit in selectors.related(f"disclosure.document:{other.pk}", limit=3)] == []


def test_a_corrected_text_is_shown_as_it_is_now(index, published, at) -> None:
    document = published(1, "临江市停车管理办法", body="联系人张某，电话12345。停车收费。")
    services.queue(document)
    indexing.drain(at=at)
    Document.objects.filter(pk=document.pk).update(body="停车收费标准另行公布。")
    services.queue(document)
    (hit,) = selectors.search(Query(q="停车收费")).result.hits
    assert "12345" not in hit.snippet
    assert "<mark>停车收费</mark>标准另行公布。" in hit.snippet


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_no_document_in_any_other_state_enters_the_index(index, published, at, state) -> None:
    document = published(1, "临江市停车管理办法")
    Document.objects.filter(pk=document.pk).update(state=state)
    services.queue(document)
    indexing.drain(at=at)
    assert engine().digests() == {}


def test_searching_costs_the_same_queries_for_one_hit_and_for_ten(
    index, published, at, django_assert_num_queries
) -> None:
    for number in range(1, 11):
        services.queue(published(number, f"临江市停车管理办法第{number}版"))
    indexing.drain(at=at)
    with django_assert_num_queries(2):
        assert len(selectors.search(Query(q="停车")).result.hits) == 10
    with django_assert_num_queries(2):
        assert len(selectors.search(Query(q="第3版")).result.hits) >= 1


def test_an_entry_of_another_kind_is_registered_in_one_line(at) -> None:
    registry.register(
        SearchSource("tests.paper", Document.objects.none, lambda row: Entry("tests.paper", 1, "", "", ""))
    )
    assert registry.public_ids("tests.paper", [1]) == set()
    registry.unregister("tests.paper")
    with pytest.raises(KeyError):
        registry.source_of("tests.paper")
