"""What stands before an act on a meeting. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.selectors import read_files, undecided

NAMES = {
    "title": "主题",
    "summary": "内容",
    "place": "地点或者入口",
    "guests": "嘉宾、发布人",
    "press": "到场媒体",
    "record": "实录",
}


def parts_of(meeting: Any) -> list[Part]:
    """The words everybody reads."""
    return [Part(name, label, getattr(meeting, name)) for name, label in NAMES.items()]


def file_code(row: Any) -> str:
    """What the screening calls a file of a meeting."""
    return f"file:{row.file_id}"


def lies_ahead(meeting: Any, at: datetime) -> Sequence[str]:
    return [] if meeting.starts_at > at else ["举行时间已经过了，不能再预告"]


def has_begun(meeting: Any, at: datetime) -> Sequence[str]:
    return [] if meeting.starts_at <= at else ["还没有到举行的时间"]


def has_a_record(meeting: Any, _at: datetime) -> Sequence[str]:
    """What was said is written down: who could not listen reads it (law.md E5)."""
    wanted = (
        {"record": "还没有实录", "press": "还没有登记到场媒体"} if meeting.is_for_press else {"record": "还没有实录"}
    )
    missing = [words for name, words in wanted.items() if not getattr(meeting, name)]
    return missing if meeting.head_attended is not None else [*missing, "还没有登记主要负责人是否出席"]


def is_screened(meeting: Any, _at: datetime) -> Sequence[str]:
    """Words as they read now and files as they were last read hold nothing nobody has decided about."""
    files = list(meeting.files.select_related("file").prefetch_related("file__copies"))
    read = read_files(meeting)
    unread = [f"《{row}》还没有筛查" for row in files if read.get(file_code(row)) != row.file.current().sha256]
    found = undecided(meeting, parts_of(meeting), [file_code(row) for row in files])
    return unread + list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def is_not_the_writer(meeting: Any, actor: Actor) -> str:
    return "自己写的，不能由自己批准公开。" if actor.id == meeting.writer_id else ""
