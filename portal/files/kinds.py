"""What may be attached: one row per kind of file. What is not in the table is refused.

Recordings, films and captions are rows of their own: only who can show them takes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """``endings`` are the extensions a file of this kind may carry; ``unit`` counts its pages; ``medium`` is how a page
    shows it: ``picture``, ``audio``, ``video``, or not at all."""

    code: str
    label: str
    endings: tuple[str, ...]
    content_type: str
    unit: str = "页"
    medium: str = ""


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("pdf", "PDF", (".pdf",), "application/pdf"),
        Kind("ofd", "OFD", (".ofd",), "application/ofd"),
        Kind("docx", "Word文档", (".docx",), f"{_OFFICE}wordprocessingml.document"),
        Kind("xlsx", "Excel表格", (".xlsx",), f"{_OFFICE}spreadsheetml.sheet", unit="张工作表"),
        Kind("pptx", "演示文稿", (".pptx",), f"{_OFFICE}presentationml.presentation", unit="张幻灯片"),
        Kind("text", "文本", (".txt",), "text/plain; charset=utf-8"),
        Kind("csv", "CSV表格", (".csv",), "text/csv; charset=utf-8"),
        Kind("jpeg", "图片", (".jpg", ".jpeg"), "image/jpeg", medium="picture"),
        Kind("png", "图片", (".png",), "image/png", medium="picture"),
        Kind("zip", "压缩包", (".zip",), "application/zip"),
    )
}
PICTURES: dict[str, Kind] = {code: KINDS[code] for code in ("jpeg", "png")}
MEDIA: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("mp3", "音频", (".mp3",), "audio/mpeg", medium="audio"),
        Kind("m4a", "音频", (".m4a",), "audio/mp4", medium="audio"),
        Kind("mp4", "视频", (".mp4",), "video/mp4", medium="video"),
        Kind("webm", "视频", (".webm",), "video/webm", medium="video"),
    )
}
CAPTIONS: dict[str, Kind] = {"vtt": Kind("vtt", "字幕", (".vtt",), "text/vtt; charset=utf-8")}
EVERY: dict[str, Kind] = KINDS | MEDIA | CAPTIONS
OLD = Kind("old", "旧格式文件", (), "application/octet-stream")
"""Files that were taken in before this table and could not be taken in today."""

_OLD = "（旧格式，请用原来的软件另存为{}，再上传）"
INSTEAD = {
    ".doc": _OLD.format("docx"),
    ".wps": _OLD.format("docx"),
    ".rtf": _OLD.format("docx"),
    ".xls": _OLD.format("xlsx"),
    ".et": _OLD.format("xlsx"),
    ".ppt": _OLD.format("pptx"),
    ".dps": _OLD.format("pptx"),
    ".docm": "（带宏的格式，请另存为不带宏的docx）",
    ".xlsm": "（带宏的格式，请另存为不带宏的xlsx）",
    ".pptm": "（带宏的格式，请另存为不带宏的pptx）",
    ".rar": "（请改用zip压缩）",
    ".7z": "（请改用zip压缩）",
}
"""What to do with a format that people have and that is not taken."""


def ending_of(name: str) -> str:
    """The extension in lower case with its dot; empty when there is none."""
    return PurePosixPath(name).suffix.lower()


def declared_kind(name: str, takes: Mapping[str, Kind] = KINDS) -> Kind | None:
    """The kind the file name claims, among those that are taken."""
    ending = ending_of(name)
    return next((kind for kind in takes.values() if ending in kind.endings), None)


def allowed(takes: Mapping[str, Kind]) -> str:
    """The endings that are taken, for a person."""
    return "、".join(ending.removeprefix(".") for kind in takes.values() for ending in kind.endings)
