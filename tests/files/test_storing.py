"""Taking files in: what is kept, under which name, in which order it is examined, and what a refusal leaves behind."""

import os
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import File

from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.files import scanning, services, vault
from portal.files.models import RefusedUpload, StoredFile
from tests.files import samples

WORDS = "张三，李四".encode()


def kept(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_the_hash_of_its_content_once(take, own_folder) -> None:
    first, second = take(WORDS), take(WORDS, name="副本.csv")
    digest = sha256(WORDS).hexdigest()
    assert kept(own_folder) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    assert (first.path, second.path) == (kept(own_folder)[0], kept(own_folder)[0])
    assert (first.name, first.kind, first.size, first.sha256) == ("名单.txt", "text", 15, digest)
    assert (second.name, second.kind) == ("副本.csv", "csv")
    assert [first.found, first.faults] == [[["正文", 5]], []]
    with vault.content(first.path) as file:
        assert file.read() == WORDS


def test_pages_and_faults_are_kept_with_the_file(take) -> None:
    stored = take(samples.xlsx(), name="工资.xlsx")
    assert stored.pages == 2
    assert ["隐藏的工作表“工资”", 22] in stored.found
    scan = take(samples.jpeg(size=(800, 600)), name="扫描件.jpg")
    assert scan.faults == ["有1张图片，图片上的文字查不出来，要人看一遍"]


@pytest.mark.parametrize(
    ("name", "content", "field", "message"),
    [
        ("页面.html", b"<p>", "name", "附件只收这些格式"),
        ("旧.doc", b"", "name", "另存为docx"),
        ("宏.xlsm", b"", "name", "不带宏"),
        ("空的.pdf", b"", "content", "文件是空的"),
        ("假的.pdf", b"MZ\x90\x00\x00", "content", "看不出是什么文件"),
        ("假的.pdf", b"plain", "content", "扩展名不符"),
        ("假的.docx", samples.xlsx(), "content", "扩展名不符"),
        ("假的.txt", b"\n <!DOCTYPE html><script>", "content", "看不出是什么文件"),
        ("宏.docx", samples.with_parts(samples.docx(), {"word/vbaProject.bin": b"x"}), "content", "有宏"),
        (
            "控件.docx",
            samples.with_parts(samples.docx(), {"word/activeX/activeX1.xml": b"x"}),
            "content",
            "有宏或者控件",
        ),
        ("旧的.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "content", "旧格式"),
        (
            "加密.docx",
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 70_000 + "EncryptedPackage".encode("utf-16-le"),
            "content",
            "打开密码",
        ),
        ("断的.zip", samples.zipped({"a.txt": "a"})[:-30], "content", "损坏"),
        ("倒着\u202efdp.txt", b"x", "name", "U+202E"),
    ],
)
def test_what_may_not_come_in_is_refused_at_its_field(take, own_folder, name, content, field, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        take(content, name=name)
    assert list(refused.value.messages) == [field]
    assert message in refused.value.messages[field]
    assert (kept(own_folder), StoredFile.objects.count()) == ([], 0)


class Endless:
    """An upload that counts how much of it was asked for."""

    asked = 0

    def chunks(self):
        while True:
            self.asked += 2**20
            yield b"x" * 2**20


def test_reading_stops_just_past_the_limit(own_folder, clerk, at, db) -> None:
    upload = Endless()
    with pytest.raises(InvalidInput) as refused:
        services.store(upload, name="大.txt", actor=clerk, at=at)
    assert refused.value.messages == {"content": "文件不能超过100MB，请压缩或者拆分"}
    assert upload.asked == 101 * 2**20
    assert kept(own_folder) == []


@pytest.mark.duty("S2-1.13b")
def test_what_inspection_refuses_leaves_neither_content_nor_name(take, own_folder) -> None:
    seen = []

    def inspect(found):
        seen.extend((part.where, part.text) for part in found.parts)
        raise InvalidInput({"content": "文件里有涉密标志，没有收下"})

    with pytest.raises(InvalidInput, match="有涉密标志"):
        take(WORDS, name="张三案情.txt", inspect=inspect)
    assert seen == [("文件名", "张三案情.txt"), ("正文", "张三，李四")]
    assert (kept(own_folder), StoredFile.objects.count()) == ([], 0)
    row = RefusedUpload.objects.get()
    assert (row.stage, row.name, row.size, row.person_name, row.organ_name) == (
        "inspection", "*.txt", 15, "经办人", "临江市教育局",
    )  # fmt: skip
    assert "张三" not in str([[event.subject_title, event.before, event.after] for event in Event.objects.all()])


def test_each_stage_comes_before_the_next(take, monkeypatch) -> None:
    """The scanner sees nothing of the wrong kind, the reader nothing infected, inspection nothing with macros."""
    called = []

    def scan(_file):
        called.append("scan")
        raise scanning.ScanRefusedError(scanning.INFECTED)

    monkeypatch.setattr(services.scanning, "scan", scan)
    for content in (b"MZ\x00", WORDS):
        with pytest.raises(InvalidInput):
            take(content, inspect=lambda found: called.append("inspect"))
    assert called == ["scan"]
    assert [row.stage for row in RefusedUpload.objects.order_by("pk")] == ["kind", "scan"]


def test_a_broken_write_leaves_nothing_under_the_name(take, own_folder, monkeypatch) -> None:
    def broken(_number):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="disk full"):
        take(WORDS)
    assert (kept(own_folder), StoredFile.objects.count()) == ([], 0)


# --- copies ---------------------------------------------------------------------------------------------


@pytest.fixture
def copy(take, clerk, at):
    original = take(WORDS)
    upload = File(BytesIO("张*，李*".encode()))
    return services.store_copy(original, upload, name="名单.txt", kind="redacted", actor=clerk, at=at)


@pytest.mark.duty("S2-6.10a")
def test_the_public_gets_the_confirmed_copy_and_never_the_original(copy, reviewer, at) -> None:
    original = copy.original
    assert original.for_public() is None
    services.confirm_copy(copy, actor=reviewer, at=at)
    assert StoredFile.objects.get(pk=original.pk).for_public() == copy
    with pytest.raises(StaleState):
        services.confirm_copy(copy, actor=reviewer, at=at)


@pytest.mark.duty("S2-6.10a")
def test_nobody_confirms_the_copy_he_made(copy, clerk, at) -> None:
    with pytest.raises(NotAllowed, match="另一个人"):
        services.confirm_copy(copy, actor=clerk, at=at)
    assert copy.original.for_public() is None


def test_a_person_cannot_hand_in_a_copy_as_cleaned_by_the_system(take, clerk, at) -> None:
    with pytest.raises(InvalidInput):
        services.store_copy(take(WORDS), File(BytesIO(b"x")), name="名单.txt", kind="cleaned", actor=clerk, at=at)


def test_a_newer_copy_waits_for_its_own_confirmation(copy, clerk, reviewer, at) -> None:
    services.confirm_copy(copy, actor=reviewer, at=at)
    upload = File(BytesIO(b"x"))
    newer = services.store_copy(copy, upload, name="名单.txt", kind="redacted", actor=clerk, at=at)
    assert newer.original == copy.original
    assert copy.original.for_public() is None
    services.drop_copy(newer, actor=clerk, at=at)
    assert StoredFile.objects.get(pk=copy.original_id).for_public() == copy


def test_an_original_cannot_be_confirmed(take, reviewer, at) -> None:
    with pytest.raises(StaleState):
        services.confirm_copy(take(WORDS), actor=reviewer, at=at)


@pytest.mark.duty("S2-6.10a")
def test_a_cleaned_copy_is_proved_and_stands_at_once(take, clerk, at) -> None:
    original = take(samples.docx(author="张三"), name="说明.docx")
    copy = services.make_clean_copy(original, actor=clerk, at=at)
    assert ("文档属性" in dict(original.found), dict(copy.found)) == (True, {"正文": 4})
    assert (copy.copy_kind, copy.confirmed_at, copy.confirmed_by) == ("cleaned", at, "系统重新检查")
    assert original.for_public() == copy
    assert original.essence() == original.sha256
    with pytest.raises(DomainError, match="没有查到可以由系统清理的内容"):
        services.make_clean_copy(copy, actor=clerk, at=at)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        ("姓名".encode(), "名单.txt", "没有查到可以由系统清理的内容"),
        (samples.zipped({"说明.docx": samples.docx(author="张三")}), "材料.zip", "压缩包不能由系统清理"),
        (
            samples.with_parts(
                samples.linked(samples.docx(author="张三"), "word/embeddings/inner.docx"),
                {"word/embeddings/inner.docx": samples.docx(author="李四")},
            ),
            "说明.docx",
            "文档属性还在",
        ),
    ],
)
@pytest.mark.duty("S2-6.10a")
def test_without_proof_there_is_no_copy(take, clerk, at, content, name, why) -> None:
    original = take(content, name=name)
    with pytest.raises(DomainError, match=why):
        services.make_clean_copy(original, actor=clerk, at=at)
    assert list(StoredFile.objects.all()) == [original]
    assert original.for_public() == original


# --- orphans --------------------------------------------------------------------------------------------


def test_what_nothing_refers_to_is_forgotten_after_a_day(take, own_folder, at) -> None:
    stored = take(WORDS)
    stray = own_folder / "aa" / "bb" / ".part-x"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    for path in own_folder.rglob("*"):
        os.utime(path, (at.timestamp(), at.timestamp()))
    assert services.clear_unreferenced(at=at + timedelta(hours=23)) == (0, 0)
    assert services.clear_unreferenced(at=at + timedelta(hours=25)) == (1, 2)
    assert (kept(own_folder), StoredFile.objects.filter(pk=stored.pk).exists()) == ([], False)


def test_a_content_that_came_again_is_young_again(take, own_folder, at) -> None:
    path = own_folder / take(WORDS).path
    os.utime(path, (0, 0))
    StoredFile.objects.all().delete()
    again = take(WORDS)
    assert path.stat().st_mtime > 0
    assert vault.store().exists(again.path)


def test_a_stored_file_can_be_read_again(take) -> None:
    found = services.extraction_of(take(WORDS))
    assert [(part.where, part.text) for part in found.parts] == [("文件名", "名单.txt"), ("正文", "张三，李四")]
