"""The process that rewrites one file from a stranger and then ends."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import BadZipFile

from portal.files import archives, confined
from portal.files.archives import Budget, LimitExceededError
from portal.files.cleaning import REFUSED, CannotCleanError, pictures, sheets, slides, word
from portal.files.cleaning.parts import Parts

Cleaner = Callable[[IO[bytes], IO[bytes]], None]


def _office(clean: Callable[[Parts], None]) -> Cleaner:
    def cleaner(source: IO[bytes], target: IO[bytes]) -> None:
        with archives.opened(source) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise CannotCleanError("文件加了密码，不能清理")
            parts = Parts(archive, Budget())
            clean(parts)
            parts.write(target)

    return cleaner


def _pdf(source: IO[bytes], target: IO[bytes]) -> None:
    from portal.files.cleaning import pdf  # loaded for PDF only: it takes longer than most documents

    pdf.clean(source, target)


_CLEANERS: dict[str, Cleaner] = {
    "docx": _office(word.clean),
    "xlsx": _office(sheets.clean),
    "pptx": _office(slides.clean),
    "jpeg": pictures.clean_jpeg,
    "png": pictures.clean_png,
    "pdf": _pdf,
}


def main() -> None:
    """Arguments: limits, file, kind. The copy goes to standard output once it is whole, or a reason in words."""
    path, kind = confined.confine()
    logging.disable(logging.CRITICAL)
    with Path(path).open("rb") as source, TemporaryFile() as made:
        try:
            _CLEANERS[kind](source, made)
        except (CannotCleanError, LimitExceededError) as error:
            sys.stdout.write(str(error))
            sys.stdout.flush()
            sys.exit(REFUSED)
        except (BadZipFile, NotImplementedError, EOFError):
            sys.exit(1)
        made.seek(0)
        while chunk := made.read(archives.MEGABYTE):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
