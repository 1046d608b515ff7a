"""Where contents lie, under the hash of what they are: a folder outside the web root, or an S3 bucket."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from portal import clock

_PARTIAL = ".part-"
_CHUNK = 64 * 1024


class Vault(FileSystemStorage):
    """A file appears under its name whole or not at all, and what is there already is not written again."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]  # bytes or text, as the base class
        target = Path(self.path(name))
        if target.exists():
            os.utime(target)  # young again: the clean-up leaves it alone while its row is being written
            return name
        target.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=target.parent, prefix=_PARTIAL, delete=False) as partial:
            try:
                shutil.copyfileobj(content, partial)
                partial.flush()
                os.fsync(partial.fileno())
                Path(partial.name).chmod(0o640)
                Path(partial.name).replace(target)
            except BaseException:
                Path(partial.name).unlink(missing_ok=True)
                raise
        return name

    def span(self, name: str, start: int, length: int) -> Iterator[bytes]:
        """So many bytes from a place on, piece by piece. Raises ``FileNotFoundError`` before the first."""
        return _Pieces(Path(self.path(name)).open("rb"), start, length)


class _Pieces:
    """A part of a file as it is read; whoever takes it closes it, also unread."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        file.seek(start)
        self._file, self._left = file, length
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = self._file.read(min(_CHUNK, self._left))
        if not piece:
            raise StopIteration
        self._left -= len(piece)
        return piece


def store() -> Storage:
    return storages["files"]


def path_of(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(source: IO[bytes], sha256: str) -> str:
    """Write the content and return its place. An S3 bucket puts objects atomically by itself."""
    source.seek(0)
    return store().save(path_of(sha256), File(source, name=sha256))


def content(path: str) -> IO[bytes]:
    """Raises ``FileNotFoundError``."""
    opened: Any = store().open(path, "rb")
    return opened  # type: ignore[no-any-return]  # Django's File is a binary stream


def span(path: str, start: int, length: int) -> Iterator[bytes]:
    """A part of the content, in pieces as it is read. Raises ``FileNotFoundError`` before the first."""
    storage: Any = store()
    return storage.span(path, start, length)  # type: ignore[no-any-return]  # both stores have it


def is_folder() -> bool:
    """Whether the contents lie on this machine, where the web server can reach them too."""
    return isinstance(store(), Vault)


@contextmanager
def local_copy(path: str) -> Iterator[Path]:
    """The content as a file on this machine, for programs that want one."""
    with content(path) as source, NamedTemporaryFile(prefix="mingzheng-") as target:
        shutil.copyfileobj(source, target)
        target.flush()
        yield Path(target.name)


def old_contents(*, before: datetime) -> Iterator[str]:
    """Places of everything last written before that moment, left-overs of broken writes included."""
    storage = store()
    for outer in _folders(storage, ""):
        for inner in _folders(storage, outer):
            _, names = storage.listdir(inner)
            for name in names:
                place = f"{inner}/{name}"
                if storage.get_modified_time(place) < before:
                    yield place


def _folders(storage: Storage, place: str) -> list[str]:
    try:
        folders, _ = storage.listdir(place)
    except FileNotFoundError:
        return []
    return sorted(f"{place}/{folder}" if place else folder for folder in folders)


def forget(path: str) -> None:
    store().delete(path)


def a_day_before(at: datetime) -> datetime:
    """Long enough for every upload under way to have got its row."""
    return clock.local(at) - timedelta(hours=24)
