"""A table somebody uploads, as rows: small enough, and really a table."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile

from disclosure.documents.importing.reading import SourceRow, Unreadable, read
from portal.files.archives import MEGABYTE, LimitExceededError, opened

FILE_AT_MOST = 5 * MEGABYTE
UNPACKED_AT_MOST = 60 * MEGABYTE


def rows_of(upload: Any, *, at_most: int) -> Iterator[SourceRow]:
    """The rows of an XLSX or CSV file. Raises ``Unreadable``, also for a file that would unpack to too much."""
    ending = Path(upload.name).suffix.lower()
    if ending not in {".xlsx", ".csv"}:
        raise Unreadable("请上传XLSX或者CSV文件")
    if upload.size > FILE_AT_MOST:
        raise Unreadable(f"文件不能超过{FILE_AT_MOST // MEGABYTE}MB")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{ending}"
        path.write_bytes(b"".join(upload.chunks()))
        if ending == ".xlsx":
            require_small(path)
        for number, row in enumerate(read(path), 1):
            if number > at_most:
                raise Unreadable(f"一次最多导入{at_most}行，请拆开")
            yield row


def require_small(path: Path) -> None:
    """Raises ``Unreadable`` for a workbook that is none, or would unpack to too much."""
    try:
        with path.open("rb") as file:
            size = sum(entry.file_size for entry in opened(file).infolist())
    except (BadZipFile, LimitExceededError) as error:
        raise Unreadable("表格打不开，请用原来的软件另存为XLSX再上传") from error
    if size > UNPACKED_AT_MOST:
        raise Unreadable("表格展开以后太大，请拆开")
