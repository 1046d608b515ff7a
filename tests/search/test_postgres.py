"""What the engine in the database does beyond the contract: with the act, in any size, and whatever is lost."""

import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction

from disclosure.documents.models import Document
from portal.search import indexing, selectors, services
from portal.search.current import engine as present_engine
from portal.search.engine import IndexBusy, IndexUnavailable
from portal.search.models import IndexTask, PostgresIndex
from portal.search.postgres import counting, cutting, finding, ranking, tables, terms
from portal.search.postgres.engine import PostgresEngine
from portal.search.query import MappedParams, Query, parse
from tests.search.entries import ALL, AT, DOGS, LIFT, entry

pytestmark = pytest.mark.django_db


def total(engine, **params):
    return engine.search(parse(MappedParams(params))).total


@pytest.fixture
def in_database(settings):
    settings.SEARCH_ENGINE = "postgres"


@pytest.fixture
def library():
    engine = PostgresEngine(lock_timeout=0.2)
    engine.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    return engine


def titles(q):
    return [hit.title for hit in selectors.search(Query(q=q)).result.hits]


# --- with the act ---------------------------------------------------------------------------------------


def test_what_an_act_publishes_is_found_at_once_and_what_it_withdraws_is_gone_at_once(
    in_database, index, published, withdraw, at
) -> None:
    document = published(1, "临江市停车管理办法")
    services.queue(document)
    assert present_engine().search(Query(q="停车")).total == 1
    assert titles("停车") == ["临江市停车管理办法"]
    withdraw(document)
    services.queue(document)
    assert present_engine().search(Query(q="停车")).total == 0
    assert titles("停车") == []


def test_what_is_rolled_back_was_never_in_the_index(in_database, index, published) -> None:
    document = published(1, "临江市停车管理办法")

    def fail():
        with transaction.atomic():
            services.queue(document)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert present_engine().digests() == {}


def test_the_drain_makes_sure_without_writing_twice(in_database, index, published, at) -> None:
    document = published(1, "临江市停车管理办法")
    services.queue(document)
    before = present_engine().status().generation
    assert indexing.drain(at=at) == 1
    assert present_engine().status().generation == before
    Document.objects.filter(pk=document.pk).update(title="临江市供热管理办法")
    services.queue(document)
    assert titles("供热") == ["临江市供热管理办法"]
    indexing.drain(at=at)
    assert indexing.reconcile(at=at).agrees


def test_an_act_is_not_kept_from_its_work_by_a_missing_index(in_database, published, at) -> None:
    document = published(1, "临江市停车管理办法")
    services.queue(document)
    assert IndexTask.objects.pending().count() == 1
    indexing.drain(at=at)
    assert titles("停车") == ["临江市停车管理办法"]


def test_a_very_long_text_is_left_to_the_drain(in_database, index, published, at, monkeypatch) -> None:
    monkeypatch.setattr(services, "_CUT_AT_ONCE", 10)
    services.queue(published(1, "临江市停车管理办法", body="停车泊位按年审核，超过十个字。"))
    assert present_engine().digests() == {}
    indexing.drain(at=at)
    assert titles("泊位") == ["临江市停车管理办法"]


# --- any size -------------------------------------------------------------------------------------------


def test_no_word_of_a_long_text_is_lost(library) -> None:
    """Past the megabyte and the 16,383 places of a ``tsvector``, with words longer than a page of the index takes."""
    words = " ".join(f"编号{number:06d}x" for number in range(90_000))
    body = f"{words} {'a' * 5000} 结尾处写着芦苇荡观鸟台"
    assert len(body.encode()) > 1_000_000
    library.apply([entry(9, "鸟类名录", body)], gone=[], at=AT)
    assert total(library, q="芦苇荡观鸟台") == 1
    assert total(library, q="089999x") == 1
    assert total(library, q="“写着芦苇荡”") == 1
    assert total(library, q="a" * 150) == 0


def test_characters_a_database_refuses_do_not_keep_a_document_out(library) -> None:
    library.apply([entry(9, "关于\0编码的通知", "正文\0含有\ud83d半个字符，null，\\，\t，“引号”")], gone=[], at=AT)
    assert total(library, q="编码") == 1
    assert total(library, q="null") == 1


def test_too_many_hits_are_estimated_from_a_sample_and_said_so(library, monkeypatch) -> None:
    many = [entry(1000 + n, f"第{n}期简报", "简报", organ=LIFT.organ) for n in range(400)]
    library.apply(many, gone=[], at=AT)
    monkeypatch.setattr(counting, "COUNTED", 100)
    found = library.search(Query(q="简报"))
    assert found.estimated
    assert 250 < found.total < 550
    (organ,) = [facet.values for facet in found.facets if facet.name == "organ"]
    assert 250 < organ[0].count < 550
    assert len(found.hits) == 10
    assert not library.search(Query(q="养犬")).estimated


def test_everything_is_counted_by_the_books(library) -> None:
    found = library.search(Query())
    assert (found.total, found.estimated) == (len(ALL), False)
    kinds = {facet.name: facet.values for facet in found.facets}["kind"]
    assert [(value.name, value.count) for value in kinds] == [("办法", 2), ("通知", 2), ("公告", 1)]


def test_more_hits_than_are_ranked_are_all_there_on_some_page(library, monkeypatch) -> None:
    many = [entry(1000 + n, f"第{n}期简报", "简报") for n in range(60)]
    library.apply(many, gone=[], at=AT)
    monkeypatch.setattr(counting, "NAMED", 20)
    monkeypatch.setattr(ranking, "_EACH", 8)
    seen = [hit.pk for page in range(1, 7) for hit in library.search(Query(q="简报", page=page)).hits]
    assert sorted(seen) == [item.pk for item in many]


def test_a_phrase_too_common_to_be_read_for_is_said_to_be_about_right(library, monkeypatch) -> None:
    monkeypatch.setattr(finding, "READ_FOR_PHRASE", 1)
    assert library.search(parse(MappedParams({"q": "“住宅加装电梯”"}))).estimated
    assert not library.search(parse(MappedParams({"q": "“养犬管理办法”"}))).estimated


def test_the_index_is_asked_and_no_row_is_walked_through(library) -> None:
    finder = finding.Finder(_current(), ())
    found = finder.find(Query(q="既有住宅加装电梯 通知", kind=("通知",)))
    where, params = found.condition.sql()
    sql = finder.generation.sql("EXPLAIN SELECT e.id FROM {entry} e WHERE ")
    with tables.reading():
        plan = "\n".join(line for (line,) in tables.rows(sql + where, params))
    assert "Bitmap Index Scan" in plan
    assert "Filter" not in plan


def _current():
    with tables.reading():
        return tables.current()


# --- whatever is lost -----------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["entry", "item", "choice", "term", "pair"])
def test_a_missing_table_is_a_failure_not_an_empty_result(library, table) -> None:
    tables.run(_current().sql(f"DROP TABLE {{{table}}}"))
    with pytest.raises(IndexUnavailable):
        library.search(Query(q="养大管理"))


def test_rows_that_are_gone_are_a_failure(library) -> None:
    tables.run(_current().sql("DELETE FROM {entry}"))
    with pytest.raises(IndexUnavailable):
        library.search(Query(q="养犬"))


@pytest.mark.parametrize(
    "loss", ["DELETE FROM {entry} WHERE id = 3", "DELETE FROM {item} WHERE id = 3", "DROP INDEX {entry_terms}"]
)
def test_what_is_not_whole_is_found_by_the_watch_and_mended_by_the_drain(in_database, loss, published, at) -> None:
    for number in range(1, 5):
        published(number, f"临江市停车管理办法第{number}版")
    indexing.rebuild(at=at)
    tables.run(_current().sql(loss))
    with pytest.raises(IndexUnavailable):
        present_engine().status()
    indexing.drain(at=at)
    assert present_engine().status().documents == 4


def test_the_page_says_that_search_is_out_of_order(in_database, client, db) -> None:
    response = client.get("/search/?q=停车")
    assert response.status_code == 503
    assert "不是没有结果" in response.content.decode()


def test_an_index_of_an_older_release_serves_and_asks_for_a_rebuild(library) -> None:
    PostgresIndex.objects.update(fingerprint="older")
    assert library.status().outdated
    assert total(library, q="养犬") == 1


def test_a_rebuild_that_fails_leaves_the_old_index(library) -> None:
    def broken():
        yield replace(DOGS, title="别的题目")
        raise ValueError("no more rows")

    with pytest.raises(ValueError, match="no more rows"):
        library.rebuild(broken(), at=AT, catch_up=lambda: ([], []))
    assert total(library, q="养犬") == 1
    library.rebuild(ALL[:2], at=AT, catch_up=lambda: ([], []))
    assert total(library, q="养犬") == 0
    assert {name.split("_")[1] for name in tables._tables()} == {f"g{_current().number:06d}"}


def test_a_term_has_the_same_number_in_every_process_and_release() -> None:
    assert terms.number_of("电梯") == -5348420987223933817
    assert terms.short_number_of("电梯") == -1245276301
    assert len({terms.number_of(term) for term in ("电梯", "~电梯", "^电梯", "电", "梯电")}) == 5


def test_processes_that_share_the_cutting_lose_and_double_nothing(library, monkeypatch) -> None:
    monkeypatch.setattr(cutting, "_BATCH", 3)
    monkeypatch.setattr(cutting, "_ALONE", 6)
    many = [entry(1000 + n, f"第{n}期简报", f"简报正文{n}号") for n in range(40)]
    assert library.rebuild([*ALL, *many], at=AT, catch_up=lambda: ([], [])) == len(ALL) + 40
    assert library.status().documents == len(ALL) + 40
    assert total(library, q="简报") == 40
    assert [hit.pk for hit in library.search(Query(q="简报正文17号")).hits] == [1017]
    assert library.digests() == {item.key: item.digest() for item in [*ALL, *many]}


def test_an_entry_that_cannot_be_cut_stops_a_shared_rebuild_and_leaves_the_old_index(library, monkeypatch) -> None:
    monkeypatch.setattr(cutting, "_BATCH", 3)
    monkeypatch.setattr(cutting, "_ALONE", 6)
    with pytest.raises(AttributeError):
        library.rebuild([*ALL * 3, replace(DOGS, body=None)], at=AT, catch_up=lambda: ([], []))
    assert library.status().documents == len(ALL)


# --- several at once ------------------------------------------------------------------------------------


def elsewhere(task):
    """Runs in a thread with a connection of its own."""

    def work():
        try:
            task()
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_searching_goes_on_while_the_index_is_rebuilt_and_updated(library) -> None:
    failures, stop = [], threading.Event()

    def search():
        while not stop.is_set():
            try:
                if PostgresEngine().search(Query(q="养犬")).total != 1:
                    failures.append("empty")
            except IndexUnavailable as error:
                failures.append(str(error))

    thread = elsewhere(search)
    for number in range(300, 304):
        library.apply([entry(number, f"第{number}号简报")], gone=[], at=AT)
        library.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    stop.set()
    thread.join()
    assert failures == []


@pytest.mark.django_db(transaction=True)
def test_writers_share_and_a_swap_shuts_them_out(library) -> None:
    held, done = threading.Event(), threading.Event()

    def swap():
        with transaction.atomic():
            tables.own_writing(5)
            held.set()
            done.wait(5)

    thread = elsewhere(swap)
    held.wait(5)
    with pytest.raises(IndexBusy):
        library.apply([DOGS], gone=[], at=AT)
    assert total(library, q="养犬") == 1
    done.set()
    thread.join()
    library.apply([entry(9, "临江市停车管理办法")], gone=[DOGS.key], at=AT)
    assert (total(library, q="停车"), total(library, q="养犬")) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_lose_nothing(library) -> None:
    def write(first):
        for number in range(first, first + 8):
            PostgresEngine().apply([entry(number, f"第{number}号简报", organ=DOGS.organ)], gone=[], at=AT)

    threads = [elsewhere(lambda first=first: write(first)) for first in (100, 200)]
    for thread in threads:
        thread.join()
    assert total(library, q="简报") == 16
    assert library.status().documents == len(ALL) + 16


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_of_committed_rows_reads_and_writes_at_the_same_time(in_database, published, at, monkeypatch) -> None:
    monkeypatch.setattr(cutting, "_BATCH", 3)
    for number in range(1, 12):
        published(number, f"临江市停车管理办法第{number}版")
    assert indexing.rebuild(at=at) == 11
    assert present_engine().status().documents == 11
    assert selectors.search(Query(q="停车管理")).result.total == 11
