"""What may be attached: one row per kind of file. What is not in the table is refused."""

from dataclasses import dataclass
from pathlib import PurePosixPath

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    """``endings`` are the extensions a file of this kind may carry; ``unit`` counts its pages."""

    code: str
    label: str
    endings: tuple[str, ...]
    content_type: str
    unit: str = "页"


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
        Kind("jpeg", "图片", (".jpg", ".jpeg"), "image/jpeg"),
        Kind("png", "图片", (".png",), "image/png"),
        Kind("zip", "压缩包", (".zip",), "application/zip"),
    )
}
OLD = Kind("old", "旧格式文件", (), "application/octet-stream")
"""Files that were taken in before this table and could not be taken in today."""
ENDINGS: dict[str, Kind] = {ending: kind for kind in KINDS.values() for ending in kind.endings}
ALLOWED = "、".join(ending.removeprefix(".") for ending in ENDINGS)

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


def declared_kind(name: str) -> Kind | None:
    """The kind the file name claims."""
    return ENDINGS.get(ending_of(name))
