"""Whatever dies half-way: the last whole index answers, or nobody does."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from portal.search import generations, whoosh_engine
from portal.search.engine import IndexBusy, IndexUnavailable
from portal.search.generations import Generations
from portal.search.query import Query
from portal.search.whoosh_engine import WhooshEngine
from tests.search.entries import ALL, AT, DOGS, entry

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path):
    WhooshEngine(tmp_path).rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    return tmp_path


def total(folder, q="养犬"):
    return WhooshEngine(folder).search(Query(q=q)).total


def present_files(folder):
    pointer = Generations(folder).current()
    return [folder / pointer.folder / name for name in pointer.files]


def run_until(folder, body, line):
    """Runs ``body`` in a process of its own and kills it with SIGKILL when it prints ``line``."""
    code = textwrap.dedent(
        """
        import sys, time
        from pathlib import Path
        from django.conf import settings
        settings.configure()
        from portal.search.whoosh_engine import WhooshEngine
        from tests.search.entries import ALL, AT, entry
        engine = WhooshEngine(Path(sys.argv[1]))

        def stop(word):
            print(word, flush=True)
            time.sleep(60)
        """
    ) + textwrap.dedent(body)
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with process:
        assert process.stdout.readline().strip() == line
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_a_rebuild_killed_half_way_leaves_the_old_index(folder) -> None:
    run_until(
        folder,
        """
        def half():
            yield ALL[0]
            stop("half")
        engine.rebuild(half(), at=AT, catch_up=lambda: ([], []))
        """,
        "half",
    )
    assert total(folder) == 1
    WhooshEngine(folder).rebuild(ALL[:2], at=AT, catch_up=lambda: ([], []))
    assert total(folder) == 0
    assert len(list(folder.glob("generation-*"))) == 1


@pytest.mark.parametrize("step", ["publish", "clean"])
def test_an_update_killed_around_its_commit_is_whole_or_not_there(folder, step) -> None:
    run_until(
        folder,
        f"""
        from portal.search import generations, whoosh_files
        place = generations.Generations if {step!r} == "publish" else whoosh_files.Writing
        setattr(place, {step!r}, lambda *args, **options: stop("now"))
        engine.apply([entry(9, "临江市停车管理办法")], gone=["tests.paper:3"], at=AT)
        """,
        "now",
    )
    assert (total(folder, "停车"), total(folder, "养犬")) in {(0, 1), (1, 0)}
    engine = WhooshEngine(folder)
    engine.apply([entry(9, "临江市停车管理办法")], gone=["tests.paper:3"], at=AT)
    assert (total(folder, "停车"), total(folder, "养犬"), total(folder, "电梯")) == (1, 0, 2)
    assert engine.status().documents == len(ALL)


def test_a_killed_writer_leaves_no_lock(folder) -> None:
    run_until(
        folder,
        """
        def slow():
            stop("locked")
            yield ALL[0]
        engine.apply(slow(), gone=[], at=AT)
        """,
        "locked",
    )
    WhooshEngine(folder, lock_timeout=0).apply([], gone=[DOGS.key], at=AT)
    assert total(folder) == 0


def test_the_second_writer_waits_and_then_is_told(folder) -> None:
    engine = WhooshEngine(folder, lock_timeout=0.1)
    with Generations(folder).lock("writer", timeout=0), pytest.raises(IndexBusy):
        engine.apply([DOGS], gone=[], at=AT)
    engine.apply([DOGS], gone=[], at=AT)
    assert total(folder) == 1


def test_two_writers_at_once_lose_nothing(folder) -> None:
    def write(first):
        engine = WhooshEngine(folder, lock_timeout=30)
        for n in range(first, first + 8):
            engine.apply([entry(n, f"第{n}号简报")], gone=[], at=AT)

    threads = [threading.Thread(target=write, args=(first,)) for first in (100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total(folder, "简报") == 16


def test_searching_goes_on_while_the_index_is_rebuilt_and_updated(folder) -> None:
    reader, failures, stop = WhooshEngine(folder), [], threading.Event()

    def search():
        while not stop.is_set():
            try:
                if reader.search(Query(q="养犬")).total != 1:
                    failures.append("empty")
            except IndexUnavailable as error:
                failures.append(str(error))

    thread = threading.Thread(target=search)
    thread.start()
    writer = WhooshEngine(folder)
    for n in range(300, 306):
        writer.apply([entry(n, f"第{n}号简报")], gone=[], at=AT)
        writer.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    stop.set()
    thread.join()
    assert failures == []


def test_a_running_reader_sees_a_change_at_its_next_search(folder) -> None:
    reader = WhooshEngine(folder)
    assert reader.search(Query(q="停车")).total == 0
    WhooshEngine(folder).apply([entry(9, "临江市停车管理办法")], gone=[DOGS.key], at=AT)
    assert reader.search(Query(q="停车")).total == 1
    assert reader.search(Query(q="养犬")).total == 0


@pytest.mark.parametrize("running", [False, True])
def test_a_missing_file_is_a_failure_not_an_empty_result(folder, running) -> None:
    engine = WhooshEngine(folder)
    if running:
        engine.search(Query(q="养犬"))
    present_files(folder)[-1].unlink()
    with pytest.raises(IndexUnavailable):
        engine.search(Query(q="养犬"))


@pytest.mark.parametrize("position", range(8))
def test_a_damaged_file_is_a_failure_not_a_wrong_result(folder, position) -> None:
    files = [path for path in present_files(folder) if path.stat().st_size]
    path = files[position % len(files)]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))
    with pytest.raises(IndexUnavailable):
        total(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"folder": "generation-000009"}', "null"])
def test_a_damaged_pointer_is_a_failure(folder, content) -> None:
    (folder / "current.json").write_text(content)
    with pytest.raises(IndexUnavailable):
        total(folder)


def test_a_damaged_index_is_not_written_to(folder) -> None:
    path = present_files(folder)[-1]
    path.write_bytes(b"")
    with pytest.raises(IndexUnavailable):
        WhooshEngine(folder).apply([DOGS], gone=[], at=AT)


def test_a_rebuild_mends_a_damaged_index(folder) -> None:
    for path in present_files(folder):
        path.unlink()
    WhooshEngine(folder).rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    assert total(folder) == 1


def test_a_rebuild_that_fails_leaves_the_old_index_and_says_why(folder) -> None:
    def broken():
        yield ALL[0]
        raise ValueError("no more rows")

    with pytest.raises(ValueError, match="no more rows"):
        WhooshEngine(folder).rebuild(broken(), at=AT, catch_up=lambda: ([], []))
    assert total(folder) == 1


def test_an_index_of_an_older_release_serves_and_asks_for_a_rebuild(folder, monkeypatch) -> None:
    monkeypatch.setattr(whoosh_engine, "fingerprint", lambda: "newer")
    engine = WhooshEngine(folder)
    assert engine.status().outdated
    assert engine.search(Query(q="养犬")).total == 1
    engine.apply([entry(9, "临江市停车管理办法")], gone=[], at=AT)
    assert engine.status().outdated
    engine.rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    assert not engine.status().outdated


def test_a_full_memory_closes_a_segment_and_goes_on(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("portal.search.whoosh_codec.POOL_LIMIT", 50)
    WhooshEngine(tmp_path).rebuild(ALL, at=AT, catch_up=lambda: ([], []))
    assert total(tmp_path) == 1
    assert WhooshEngine(tmp_path).status().documents == len(ALL)


def test_small_updates_are_joined_by_eights(folder) -> None:
    engine = WhooshEngine(folder)
    sizes = []
    for n in range(1, 73):
        engine.apply([entry(500 + n, f"第{n}号简报")], gone=[], at=AT)
        sizes.append(len(engine._open().segments))
    assert max(sizes) <= 18
    assert engine.search(Query(q="简报")).total == 72


def test_a_deleted_document_does_not_come_back_when_segments_are_joined(folder) -> None:
    engine = WhooshEngine(folder)
    for n in range(1, 21):
        engine.apply([entry(500 + n, f"第{n}号简报")], gone=[f"tests.paper:{499 + n}"], at=AT)
    assert [hit.pk for hit in engine.search(Query(q="简报")).hits] == [520]
    assert engine.status().documents == len(ALL) + 1


def test_the_pointer_names_every_file_with_its_checksum(folder) -> None:
    pointer = json.loads((folder / "current.json").read_text())
    assert pointer["serial"] == 1
    assert all(size >= 0 and 0 <= checksum < 2**32 for size, checksum in pointer["files"].values())
    assert {generations._measure(path) for path in present_files(folder)} == {
        tuple(value) for value in pointer["files"].values()
    }


def test_an_unchanged_index_is_not_opened_again(folder, monkeypatch) -> None:
    engine = WhooshEngine(folder)
    engine.search(Query(q="养犬"))
    monkeypatch.setattr(whoosh_engine, "open_segments", None)
    began = time.perf_counter()
    assert engine.search(Query(q="养犬")).total == 1
    assert time.perf_counter() - began < 1
