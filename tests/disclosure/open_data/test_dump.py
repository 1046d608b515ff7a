"""The nightly dump: everything public, nothing else, whole or not at all."""

import csv
import gzip
import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.open_data import catalogue, shelf, writing
from disclosure.open_data.services import dump, is_due
from disclosure.open_data.tables import DATA_SETS
from disclosure.open_data.tasks import dump_when_due
from portal.accounts.states import Role
from tests.disclosure.office import MORNING
from tests.surfaces.cases import MARKS, one_in_every_state

NIGHT = MORNING.replace(hour=2, minute=10) + timedelta(days=1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def shelf_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "open-data"


def table(name: str) -> list[dict[str, str]]:
    text = (shelf.current() / name).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def records(name: str) -> list[dict]:
    lines = gzip.decompress((shelf.current() / name).read_bytes()).decode().splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.duty("S3-5.3c", "S4-1.8a")
def test_a_public_document_is_one_row_with_all_its_facts(office) -> None:
    document = office.published(title="关于招生工作的通知", subtopic="1101")
    assert dump(at=NIGHT) == 1
    (row,) = records("documents.jsonl.gz")
    assert row == {
        "id": document.pk,
        "index_number": "11370000004503125F/2026-00001",
        "title": "关于招生工作的通知",
        "doc_number": "临教发〔2026〕1号",
        "kind": "通知",
        "organ": "临江市教育局",
        "organ_code": "jyj",
        "organ_uscc": "11370000004503125F",
        "issuer": "临江市教育局",
        "column": "政策文件",
        "column_code": "jyj-policy",
        "topic": "科技、教育",
        "subtopic": "科技",
        "formed_on": "2026-05-21",
        "published_at": "2026-05-21T09:30:00+08:00",
        "effective_on": None,
        "expires_on": None,
        "validity": "有效",
        "is_normative": False,
        "changed_at": "2026-05-21T09:30:00+08:00",
        "url": f"http://www.linjiang.example/documents/{document.pk}/",
    }
    (line,) = table("documents.csv")
    assert list(line) == [field.title for field in DATA_SETS[0].fields]
    assert (line["名称"], line["行政规范性文件"], line["施行日期"]) == ("关于招生工作的通知", "否", "")


def test_a_withdrawn_document_leaves_a_tombstone(office) -> None:
    document, hidden = office.published(title="内容有误的通知"), office.published(title="泄漏石竹的通知")
    for row, hides in ((document, False), (hidden, True)):
        at = {"actor": office.actor(Role.SIGNER), "at": MORNING + timedelta(hours=1)}
        services.withdraw(row, reason="内容有误，停止使用", hides_title=hides, **at)
    dump(at=NIGHT)
    assert records("documents.jsonl.gz") == []
    assert [(row["id"], row["title"], row["withdrawn_at"], row["reason"]) for row in records("withdrawn.jsonl.gz")] == [
        (document.pk, "内容有误的通知", "2026-05-21T10:30:00+08:00", "内容有误，停止使用"),
        (hidden.pk, None, "2026-05-21T10:30:00+08:00", "内容有误，停止使用"),
    ]
    assert [line["名称"] for line in table("withdrawn.csv")] == ["内容有误的通知", ""]


@pytest.mark.duty("S2-10.5d", "S2-1.13b")
def test_no_file_holds_a_word_of_what_is_not_public(office) -> None:
    one_in_every_state(office)
    dump(at=NIGHT)
    content = {path.name: path.read_bytes() for path in shelf.current().iterdir()}
    assert sorted(content) == [
        "catalogue.json", "documents.csv", "documents.jsonl.gz", "withdrawn.csv", "withdrawn.jsonl.gz",
    ]  # fmt: skip
    texts = {name: (gzip.decompress(text) if name.endswith(".gz") else text).decode() for name, text in content.items()}
    shown = {name: {state.name for state, mark in MARKS.items() if mark in text} for name, text in texts.items()}
    assert shown == {
        "catalogue.json": set(),
        "documents.csv": {"PUBLISHED"},
        "documents.jsonl.gz": {"PUBLISHED"},
        "withdrawn.csv": set(),
        "withdrawn.jsonl.gz": set(),
    }


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "＝1＋1"])
def test_a_formula_in_a_title_stays_text(office, title) -> None:
    office.published(title=title)
    dump(at=NIGHT)
    assert [line["名称"] for line in table("documents.csv")] == [f"'{title}"]
    assert [row["title"] for row in records("documents.jsonl.gz")] == [title]


def test_the_catalogue_tells_the_truth_about_the_files(office, settings) -> None:
    settings.OPEN_DATA_LICENCE = "署名即可使用"
    office.published()
    dump(at=NIGHT)
    told = json.loads((shelf.current() / "catalogue.json").read_text(encoding="utf-8"))
    assert (told["license"], told["modified"]) == ("署名即可使用", "2026-05-22T02:10:00+08:00")
    assert [(each["identifier"], each["rows"]) for each in told["dataset"]] == [("documents", 1), ("withdrawn", 0)]
    files = [file for each in told["dataset"] for file in each["distribution"]]
    for file in files:
        content = (shelf.current() / file["title"]).read_bytes()
        assert file["byteSize"] == len(content)
        assert file["checksum"]["checksumValue"] == hashlib.sha256(content).hexdigest()
        assert file["downloadURL"] == f"http://www.linjiang.example/open-data/{file['title']}"
    assert len(files) == 4


def test_the_same_rows_give_the_same_bytes(office) -> None:
    office.published()
    dump(at=NIGHT)
    first = (shelf.current() / "documents.jsonl.gz").read_bytes()
    dump(at=NIGHT + DAY)
    assert (shelf.current() / "documents.jsonl.gz").read_bytes() == first


def test_a_dump_that_fails_leaves_the_present_one(office, monkeypatch) -> None:
    office.published(title="第一份")
    dump(at=NIGHT)
    office.published(title="第二份")

    def full(*_args, **_given):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "write", full)
        with pytest.raises(OSError, match="disk full"):
            dump(at=NIGHT + DAY)
    assert [row["title"] for row in records("documents.jsonl.gz")] == ["第一份"]
    dump(at=NIGHT + DAY)
    assert [row["title"] for row in records("documents.jsonl.gz")] == ["第一份", "第二份"]


def test_two_dumps_are_kept_and_no_more(office, shelf_folder) -> None:
    for night in range(4):
        dump(at=NIGHT + night * DAY)
    assert len(list(shelf_folder.glob("dump-*"))) == 2


def test_two_processes_do_not_write_at_once(office) -> None:
    with shelf.next_folder() as folder:
        assert isinstance(folder, Path)
        assert dump(at=NIGHT) is None
        with pytest.raises(CommandError, match="另一个进程正在生成"):
            call_command("dump_open_data")
        catalogue.write(folder, [], root="", at=NIGHT)
    assert shelf.current() == folder


def test_the_rows_are_read_in_parts(office, monkeypatch) -> None:
    """The number of queries does not grow with the archive, nor does what is held in memory."""
    counts = []
    monkeypatch.setattr(writing, "CHUNK", 2)
    for amount in (1, 6):
        for number in range(amount):
            office.published(title=f"{amount}之{number}")
        with CaptureQueriesContext(connection) as asked:
            dump(at=NIGHT)
        counts.append(len([row for row in asked if row["sql"].startswith("SELECT")]))
    assert counts[0] == counts[1]
    assert len(records("documents.jsonl.gz")) == 7


def test_the_dump_is_due_every_night_and_after_what_was_taken_down(office) -> None:
    document = office.published()
    assert is_due(at=MORNING), "there is none yet"
    dump(at=MORNING)
    assert not is_due(at=MORNING + timedelta(hours=12))
    assert not is_due(at=NIGHT - timedelta(minutes=11))
    assert is_due(at=NIGHT)
    assert is_due(at=NIGHT + 3 * DAY), "missed nights are made up for"
    dump(at=NIGHT)
    assert not is_due(at=NIGHT + timedelta(hours=20))
    services.withdraw(document, reason="内容有误", actor=office.actor(Role.SIGNER), at=NIGHT + timedelta(hours=7))
    assert is_due(at=NIGHT + timedelta(hours=7))
    dump(at=NIGHT + timedelta(hours=7, minutes=10))
    assert not is_due(at=NIGHT + timedelta(hours=8))


def test_the_task_and_the_command_write(office, time_machine, capsys) -> None:
    time_machine.move_to(NIGHT, tick=False)
    office.published()
    dump_when_due()
    made = shelf.current()
    dump_when_due()
    assert shelf.current() == made
    call_command("dump_open_data")
    assert "开放数据已生成：1行" in capsys.readouterr().out
    assert shelf.current() != made
    assert Document.objects.count() == 1
