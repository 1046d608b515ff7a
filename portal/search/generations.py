"""Where indexes lie on disk, and which one is the present one. Knows nothing of what is inside.

``root/current.json`` names one folder and lists its files with size and checksum. It is replaced atomically, last of
all, so that whatever dies half-way leaves the previous index whole. Readers compare one ``stat`` per query.
"""

import fcntl
import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.search.engine import IndexBusy, IndexUnavailable

_POINTER = "current.json"
_PREFIX = "generation-"


@dataclass(frozen=True, slots=True)
class Pointer:
    """``serial`` grows by one with every change; ``toc`` is the number of the table of contents inside the folder."""

    folder: str
    serial: int
    toc: int
    fingerprint: str
    built_at: str
    changed_at: str
    files: dict[str, tuple[int, int]]


Stamp = tuple[int, int, int]


class Generations:
    """The folders below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def stamp(self) -> Stamp:
        """Changes whenever the present index changes. Raises ``IndexUnavailable`` when there is none."""
        try:
            found = (self.root / _POINTER).stat()
        except OSError as error:
            raise IndexUnavailable("还没有检索索引") from error
        return found.st_ino, found.st_mtime_ns, found.st_size

    def current(self) -> Pointer:
        """What the pointer says. Raises ``IndexUnavailable`` when it is missing or unreadable."""
        try:
            content = json.loads((self.root / _POINTER).read_text())
            files = {name: (size, checksum) for name, (size, checksum) in content.pop("files").items()}
            return Pointer(files=files, **content)
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            raise IndexUnavailable("检索索引的说明文件缺失或者已损坏") from error

    def folder(self, pointer: Pointer) -> Path:
        return self.root / pointer.folder

    def verify(self, pointer: Pointer, verified: dict[str, tuple[int, int]]) -> None:
        """Compares every file with its checksum; files in ``verified`` are not read again.

        Raises ``IndexUnavailable`` at the first one that is missing or differs.
        """
        for name, expected in pointer.files.items():
            if verified.get(name) == expected:
                continue
            try:
                actual = _measure(self.folder(pointer) / name)
            except OSError as error:
                raise IndexUnavailable("检索索引的文件缺失") from error
            if actual != expected:
                raise IndexUnavailable("检索索引的文件已损坏")
            verified[name] = expected

    def intact(self, pointer: Pointer) -> bool:
        """A quick look: every file is there in its full size."""
        folder = self.folder(pointer)
        try:
            return all((folder / name).stat().st_size == size for name, (size, _) in pointer.files.items())
        except OSError:
            return False

    def create(self) -> Path:
        """A new empty folder, not yet pointed at."""
        self.root.mkdir(parents=True, exist_ok=True)
        taken = [int(path.name.removeprefix(_PREFIX)) for path in self.root.glob(f"{_PREFIX}[0-9]*")]
        folder = self.root / f"{_PREFIX}{max(taken, default=0) + 1:06d}"
        folder.mkdir()
        return folder

    def publish(
        self, folder: Path, names: Iterable[str], *, toc: int, fingerprint: str, at: str, rebuilt: bool
    ) -> Pointer:
        """Makes ``folder`` with these files the present index. Everything is on disk before the pointer moves."""
        try:
            before: Pointer | None = self.current()
        except IndexUnavailable:
            before = None
        same = before is not None and before.folder == folder.name and not rebuilt
        known = before.files if before and same else {}
        files = {name: known[name] if name in known else _settle(folder / name) for name in sorted(names)}
        _sync(folder)
        pointer = Pointer(
            folder=folder.name,
            serial=before.serial + 1 if before else 1,
            toc=toc,
            fingerprint=fingerprint,
            built_at=before.built_at if before and same else at,
            changed_at=at,
            files=files,
        )
        draft = self.root / f"{_POINTER}.{os.getpid()}"
        draft.write_text(json.dumps(asdict(pointer)))
        _sync(draft)
        draft.replace(self.root / _POINTER)
        _sync(self.root)
        return pointer

    def discard_others(self, pointer: Pointer) -> None:
        """Removes folders nobody points at. Readers that still have them open keep their files until they let go."""
        for path in self.root.glob(f"{_PREFIX}*"):
            if path.name != pointer.folder:
                shutil.rmtree(path, ignore_errors=True)
        for draft in self.root.glob(f"{_POINTER}.*"):
            draft.unlink(missing_ok=True)

    @contextmanager
    def lock(self, name: str, *, timeout: float) -> Iterator[None]:
        """Holds ``root/<name>.lock``; the system frees it when the process dies.

        Raises ``IndexBusy`` after ``timeout`` seconds.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{name}.lock").open("a") as file:
            _wait_for(lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB), timeout)
            yield


def _wait_for(acquire: Callable[[], None], timeout: float) -> None:
    ends = time.monotonic() + timeout
    while True:
        try:
            return acquire()
        except BlockingIOError:
            if time.monotonic() >= ends:
                raise IndexBusy("另一个进程正在写检索索引") from None
            time.sleep(0.05)


def _settle(path: Path) -> tuple[int, int]:
    """Size and checksum of a finished file, once it is on disk."""
    _sync(path)
    return _measure(path)


def _measure(path: Path) -> tuple[int, int]:
    size = checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return size, checksum


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
