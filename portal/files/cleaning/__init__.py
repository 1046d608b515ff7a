"""A copy of a file without what a reader of the screen does not see: ``clean(path, kind, target)``.

Comments, tracked changes, hidden text, sheets, rows, columns and slides, speaker notes, properties, camera notes.
Written in a process of its own; whether it is clean is proved afterwards by reading it again (``proof.py``).
"""

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from portal.files import confined
from portal.files.kinds import Kind

CLEANED = frozenset({"docx", "xlsx", "pptx", "pdf", "jpeg", "png"})
"""Kinds whose structure is known well enough to take something out safely."""
REFUSED = 3
"""Exit code of the child for a reason that is written for a person."""

_CHUNK = 64 * 1024
_FAILED = "清理没有做成：文件太大、太复杂，或者已经损坏"


class CannotCleanError(Exception):
    """No copy could be made; the message is for a person."""


def clean(path: Path, kind: Kind, target: IO[bytes]) -> None:
    """Write the cleaned copy of the file at ``path`` to ``target``. Raises ``CannotCleanError``."""
    if kind.code not in CLEANED:
        raise CannotCleanError(f"{kind.label}不能由系统清理，请改好以后上传副本")
    with TemporaryFile() as output:
        code = confined.run("portal.files.cleaning.child", [str(path), kind.code], output)
        output.seek(0)
        if code == REFUSED:
            raise CannotCleanError(output.read().decode())
        if code != 0:
            raise CannotCleanError(_FAILED)
        while chunk := output.read(_CHUNK):
            target.write(chunk)
    target.flush()
