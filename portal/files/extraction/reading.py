"""Which reader takes which kind of file; files inside files."""

from collections.abc import Callable
from typing import IO
from zipfile import BadZipFile

from portal.files import archives
from portal.files.archives import DEPTH_AT_MOST, LimitExceededError
from portal.files.extraction import markup, ofd, plain, recordings, sheets, slides, word
from portal.files.extraction.findings import Notebook
from portal.files.extraction.package import Package
from portal.files.kinds import EVERY, MEDIA, Kind, declared_kind
from portal.files.sniffing import DAMAGED, RefusedError, agree, sniff

Reader = Callable[[IO[bytes], Notebook], None]

_TOO_BIG = "没有全部查完"


def read_file(file: IO[bytes], notebook: Notebook) -> None:
    """The uploaded file itself. What stops the reading is a fault, never silence."""
    try:
        kind = sniff(file)
    except RefusedError as error:
        notebook.refuse(str(error))
        return
    _read(file, kind, notebook)


def read_inner(file: IO[bytes], name: str, notebook: Notebook) -> None:
    """A file inside another: only what could be attached by itself may be in there."""
    if notebook.depth > DEPTH_AT_MOST:
        raise LimitExceededError("一层套一层，套得太深")
    try:
        kind = sniff(file)
        declared = declared_kind(name)
        if declared is None or not agree(kind, declared):
            raise RefusedError("扩展名和内容不符，或者不是可以上传的格式")
    except RefusedError as error:
        notebook.refuse(str(error))
        return
    _read(file, kind, notebook)


def _read(file: IO[bytes], kind: Kind, notebook: Notebook) -> None:
    file.seek(0)
    try:
        _READERS[kind.code](file, notebook)
    except LimitExceededError as error:
        notebook.fault(f"{error}，{_TOO_BIG}")
    except MemoryError:
        notebook.fault(f"文件太大，{_TOO_BIG}")
    except (BadZipFile, markup.MarkupError, NotImplementedError, EOFError, RecursionError, *_DAMAGES) as error:
        del error
        notebook.fault(DAMAGED)


_DAMAGES = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, OSError, AssertionError)


def _office(read: Callable[[Package], None]) -> Reader:
    def reader(file: IO[bytes], notebook: Notebook) -> None:
        with archives.opened(file) as archive:
            notebook.budget.spend_entries(len(archive.infolist()))
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                notebook.fault("文件加了密码，读不出来")
                return
            read(Package(archive, notebook))

    return reader


def _zip(file: IO[bytes], notebook: Notebook) -> None:
    """Every name, the comments, and every file in its turn."""
    with archives.opened(file) as archive:
        notebook.budget.spend_entries(len(archive.infolist()))
        notebook.note("压缩包的说明", archive.comment.decode("gb18030", "replace"))
        for entry in archive.infolist():
            name = archives.name_of(entry)
            notebook.note("压缩包里的文件名", name)
            notebook.note("压缩包的说明", entry.comment.decode("gb18030", "replace"))
            inner = notebook.inside(f"压缩包里的“{name}”")
            if entry.is_dir():
                continue
            if entry.flag_bits & 1:
                inner.fault("加了密码，读不出来")
                continue
            try:
                with archives.unpacked(archive, entry, notebook.budget) as content:
                    read_inner(content, name, inner)
            except (BadZipFile, NotImplementedError, EOFError):
                inner.fault(DAMAGED)


def _pdf(file: IO[bytes], notebook: Notebook) -> None:
    from pypdf.errors import PyPdfError  # loaded for PDF only: it takes longer than most documents

    from portal.files.extraction import pdf  # the same

    try:
        pdf.read(file, notebook)
    except PyPdfError:
        notebook.fault(DAMAGED)


def _picture(file: IO[bytes], notebook: Notebook) -> None:
    from portal.files.extraction.images import read_picture  # the imaging library only when needed

    read_picture(file, notebook)


_READERS: dict[str, Reader] = {
    "pdf": _pdf,
    "ofd": _office(ofd.read),
    "docx": _office(word.read),
    "xlsx": _office(sheets.read),
    "pptx": _office(slides.read),
    "text": plain.read,
    "csv": plain.read,
    "jpeg": _picture,
    "png": _picture,
    "zip": _zip,
    "vtt": plain.read,
    **dict.fromkeys(MEDIA, recordings.read),
}
if set(_READERS) != set(EVERY):
    raise RuntimeError("every kind of file needs its reader")
