"""Where the dumps lie: one folder each, and ``current`` that points to the one being served.

A dump is written beside the present one and takes its place by one rename. Two are kept: a download that began before
the change ends with the file it began with.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from django.conf import settings

_CURRENT = "current"
_PREFIX = "dump-"


def root() -> Path:
    return Path(settings.VAR_DIR) / "open-data"


def current() -> Path | None:
    """The folder being served; ``None`` before the first night."""
    link = root() / _CURRENT
    return link.resolve() if link.exists() else None


@contextmanager
def next_folder() -> Iterator[Path | None]:
    """An empty folder that is served from the end of the block on, if it ends well; ``None`` while another process
    writes one."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        before = current()
        _sweep({before})
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root()))
        folder.chmod(0o755)
        yield folder
        _point_to(folder)
        _sweep({before, folder})


def _point_to(folder: Path) -> None:
    beside = root() / f".{_CURRENT}"
    beside.unlink(missing_ok=True)
    beside.symlink_to(folder.name, target_is_directory=True)
    os.replace(beside, root() / _CURRENT)  # noqa: PTH105  # Path.replace would follow nothing else, but says it less


def _sweep(keep: set[Path | None]) -> None:
    """Dumps of earlier nights, and what a killed worker left."""
    for folder in root().glob(f"{_PREFIX}*"):
        if folder not in keep:
            rmtree(folder, ignore_errors=True)
