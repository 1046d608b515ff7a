"""Zip archives from strangers: opened and read within a budget, or not at all. Knows nothing of Django."""

import struct
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

MEGABYTE = 1024 * 1024
ENTRIES_AT_MOST = 10_000
DIRECTORY_AT_MOST = 8 * MEGABYTE
UNPACKED_AT_MOST = 400 * MEGABYTE
"""All entries together, archives inside archives included."""
RATIO_AT_MOST = 200
RATIO_MATTERS_FROM = 16 * MEGABYTE
"""Below this size a high ratio does no harm: tables of blank cells pack very well."""
DEPTH_AT_MOST = 4
TEXT_AT_MOST = 30_000_000

_CHUNK = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_IN_MEMORY = 4 * MEGABYTE


class LimitExceededError(Exception):
    """More than the budget allows; the message is for a person."""


@dataclass
class Budget:
    """What may still be unpacked and noted, for one uploaded file and everything inside it."""

    entries: int = ENTRIES_AT_MOST
    bytes: int = UNPACKED_AT_MOST
    characters: int = TEXT_AT_MOST

    def spend_bytes(self, count: int) -> None:
        self.bytes -= count
        if self.bytes < 0:
            raise LimitExceededError("展开以后太大")

    def spend_entries(self, count: int) -> None:
        self.entries -= count
        if self.entries < 0:
            raise LimitExceededError("里面的文件太多")

    def spend_characters(self, count: int) -> None:
        self.characters -= count
        if self.characters < 0:
            raise LimitExceededError("里面的文字太多")


class Metered:
    """A stream that pays for every byte it gives out."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = _CHUNK) -> bytes:
        data = self._stream.read(size)
        self._budget.spend_bytes(len(data))
        return data


def opened(file: IO[bytes]) -> ZipFile:
    """The archive, once its own directory is known to be small. Raises ``BadZipFile`` or ``LimitExceededError``."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or place + _END.size > len(tail):
        raise BadZipFile("no directory")
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, place)
    if count > ENTRIES_AT_MOST or length > DIRECTORY_AT_MOST:
        raise LimitExceededError("里面的文件太多")
    file.seek(0)
    archive = ZipFile(file)
    if len(archive.infolist()) > ENTRIES_AT_MOST:
        raise LimitExceededError("里面的文件太多")
    return archive


def stream(archive: ZipFile, entry: ZipInfo, budget: Budget) -> Metered:
    """The entry's content, unpacked as it is read. Raises ``LimitExceededError`` for a bomb before unpacking it."""
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > RATIO_AT_MOST * max(entry.compress_size, 1):
        raise LimitExceededError("压缩得不正常，展开以后会非常大")
    if entry.file_size > budget.bytes:
        raise LimitExceededError("展开以后太大")
    return Metered(archive.open(entry), budget)


def unpacked(archive: ZipFile, entry: ZipInfo, budget: Budget) -> IO[bytes]:
    """The entry as a file that can be read anywhere, as an archive inside an archive must be."""
    source = stream(archive, entry, budget)
    target: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # whoever asked closes it
    while chunk := source.read(_CHUNK):
        target.write(chunk)
    target.seek(0)
    return target


def name_of(entry: ZipInfo) -> str:
    """The entry's name. Programs that do not say UTF-8 wrote it in the code page of a Chinese Windows."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename
