"""The Whoosh side of an index folder: its fields, how entries get in, how it is opened."""

import hashlib
import json
import mmap
import sys
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.reading import SegmentReader, TermNotFound

from portal.doc_numbers import DocNumber, cited, parse
from portal.search import analyzer
from portal.search.entry import Choice, Entry
from portal.search.folding import fold, squeeze
from portal.search.whoosh_codec import ArrayWriter, read_packed

_LAYOUT = 1
_NAME = "MAIN"
_SEGMENTS_BEFORE_MERGE = 8
_MERGED_SIZES = ((0, 8), (8, 64))


class TermField(fields.FieldType):  # type: ignore[misc]  # Whoosh ships no types
    """Terms that come already cut, through ``ArrayWriter.add_terms``."""

    def __init__(self) -> None:
        self.format = formats.Frequency()
        self.analyzer = None
        self.scorable = self.stored = self.unique = self.spelling = False
        self.indexed = True
        self.vector = self.column_type = None

    def to_bytes(self, value: str | bytes) -> bytes:
        return value.encode() if isinstance(value, str) else value

    def from_bytes(self, value: bytes) -> str:
        return value.decode()


def schema() -> fields.Schema:
    """``folded`` is empty where folding changes nothing, which is nearly always."""
    return fields.Schema(
        key=fields.ID(unique=True),
        words=TermField(),
        grams=TermField(),
        cites=TermField(),
        meta=fields.COLUMN(columns.VarBytesColumn()),
        text=fields.COLUMN(columns.VarBytesColumn()),
        folded=fields.COLUMN(columns.VarBytesColumn()),
    )


def fingerprint() -> str:
    """Differs when an index made by another release was cut or laid out otherwise."""
    parts = [_LAYOUT, analyzer.VERSION, sorted(schema().names()), sys.byteorder]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


class MappedFile(BufferFile):  # type: ignore[misc]  # Whoosh ships no types
    """Reads straight from the page cache. Whoosh's own would copy the file into every process."""

    def __init__(self, buffer: mmap.mmap | bytes, name: str) -> None:
        super().__init__(b"", name=name)
        self._buf = buffer
        if isinstance(buffer, mmap.mmap):
            self.file = buffer

    def subset(self, position: int, length: int, name: str | None = None) -> "MappedFile":
        return MappedFile(self.get(position, length), name or self._name)

    def close(self) -> None:
        """The map goes with its last reader."""


class MappedStorage(FileStorage):  # type: ignore[misc]  # Whoosh ships no types
    """A folder whose files are mapped when they are opened for reading."""

    def open_file(self, name: str, **_options: Any) -> MappedFile:
        with Path(self._fpath(name)).open("rb") as file:
            length = file.seek(0, 2)
            buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if length else b""
        return MappedFile(buffer, name)


def create(folder: Path) -> None:
    """An index without documents in an empty folder."""
    index.create_in(str(folder), schema(), indexname=_NAME)


def open_segments(folder: Path, toc: int, known: dict[str, "Segment"]) -> list["Segment"]:
    """The segments of one table of contents. Those in ``known`` (by id) are shared, not opened again."""
    storage = MappedStorage(str(folder))
    contents = index.TOC.read(storage, _NAME, gen=toc)
    segments = []
    for segment in contents.segments:
        base = known.get(segment.segment_id())
        segments.append(base.with_deletions(segment) if base else Segment(storage, contents.schema, segment))
    return segments


class Segment:
    """One immutable part of the index, and the set of its documents that have been replaced or removed."""

    def __init__(self, storage: MappedStorage, contents_schema: fields.Schema, segment: Any) -> None:
        self.id: str = segment.segment_id()
        self.size: int = segment.doc_count_all()
        self.deleted = frozenset(segment.deleted_docs())
        self._reader = SegmentReader(storage, contents_schema, segment)
        self._postings = storage.open_file(segment.make_filename(W3Codec.POSTS_EXT))
        self._text, self._folded, meta = (self._reader.column_reader(name) for name in ("text", "folded", "meta"))
        self.metas: list[dict[str, Any]] = [json.loads(meta[docnum]) for docnum in range(self.size)]

    @cached_property
    def titles(self) -> list[str]:
        """Folded, without punctuation."""
        return [squeeze(fold(meta["title"])) for meta in self.metas]

    @cached_property
    def numbers(self) -> list[tuple[int, DocNumber]]:
        """Documents that bear a 发文字号."""
        parsed = ((docnum, parse(meta["doc_number"])) for docnum, meta in enumerate(self.metas))
        return [(docnum, number) for docnum, number in parsed if number]

    @cached_property
    def choices(self) -> dict[str, dict[Choice, list[int]]]:
        """For each facet and value the documents that have it."""
        found: dict[str, dict[Choice, list[int]]] = defaultdict(lambda: defaultdict(list))
        for docnum, meta in enumerate(self.metas):
            for facet, values in meta["choices"].items():
                for code, name in values:
                    found[facet][Choice(code, name)].append(docnum)
        return found

    def with_deletions(self, segment: Any) -> "Segment":
        """The same files under a newer table of contents."""
        newer: Segment = object.__new__(Segment)
        newer.__dict__ = dict(self.__dict__, deleted=frozenset(segment.deleted_docs()))
        return newer

    def postings(self, fieldname: str, term: str) -> "array[int]":
        """Packed postings, deleted documents included; empty for an unknown term."""
        try:
            return read_packed(self._postings, self._reader.term_info(fieldname, term))
        except TermNotFound:
            return array("I")

    def terms_with_prefix(self, fieldname: str, prefix: str) -> list[str]:
        return [term.decode() for term in self._reader.expand_prefix(fieldname, prefix)]

    def vocabulary(self, fieldname: str) -> Iterable[tuple[str, int]]:
        """Every term of a field with its number of documents."""
        for (name, term), info in self._reader:
            if name == fieldname:
                yield term.decode(), info.doc_frequency()

    def text(self, docnum: int) -> bytes:
        return bytes(self._text[docnum])

    def folded(self, docnum: int) -> bytes:
        """The text folded for comparing."""
        return bytes(self._folded[docnum]) or self.text(docnum)


class Writing:
    """One commit. Nothing of it is seen until the caller has moved the pointer to ``toc``."""

    def __init__(self, folder: Path, *, timeout: float) -> None:
        self._folder = folder
        self._timeout = timeout
        self._open()

    def _open(self) -> None:
        storage = MappedStorage(str(self._folder))
        self._writer = ArrayWriter(index.FileIndex(storage, indexname=_NAME), timeout=self._timeout)

    def remove(self, keys: Collection[str]) -> None:
        """Forgets what earlier commits hold under these keys."""
        reader = self._writer.reader()
        for key in keys:
            try:
                self._writer.delete_document(reader.first_id("key", key))
            except TermNotFound:
                continue
        reader.close()

    def add(self, entry: Entry) -> None:
        """The key must not be in the index already."""
        text = entry.body.encode(errors="replace")
        folded = fold(entry.body)
        terms = analyzer.index_terms(folded)
        self._writer.add_terms("words", terms.words.items())
        self._writer.add_terms("grams", ((gram, 1) for gram in terms.grams))
        self._writer.add_terms("cites", ((term, 1) for term in citation_terms(entry.body)))
        self._writer.add_document(
            key=entry.key,
            meta=json.dumps(entry.meta() | {"digest": entry.digest(), "length": terms.words.total()}).encode(),
            text=text,
            folded=b"" if folded == entry.body else folded.encode(errors="replace"),
        )

    def flush_when_full(self) -> None:
        """Closes a segment before its terms outgrow the memory."""
        if self._writer.is_full:
            self._writer.commit(merge=False)
            self._open()

    def commit(self) -> None:
        self._writer.commit(mergetype=_merge_small)

    def cancel(self) -> None:
        self._writer.cancel()

    @property
    def toc(self) -> int:
        """The number of the committed table of contents."""
        return int(self._writer.generation)

    def files(self) -> list[str]:
        """What the committed table of contents needs."""
        names = [index.TOC._filename(_NAME, self.toc)]
        ids = {segment.segment_id() for segment in self._writer.committed.segments}
        prefixes = tuple(f"{identity}." for identity in ids)
        return names + [path.name for path in self._folder.iterdir() if prefixes and path.name.startswith(prefixes)]

    def clean(self) -> None:
        """Removes files of earlier commits; for after the pointer has moved."""
        index.clean_files(self._writer.storage, _NAME, self.toc, self._writer.committed.segments)


def _merge_small(writer: ArrayWriter, segments: list[Any]) -> list[Any]:
    """Joins segments of single updates by eights, and eights again; what is bigger waits for the nightly rebuild.

    So every document is written three times at most, and no update waits for long.
    """
    merged = _due_for_merge(segments)
    for segment in merged:
        writer.take_over(segment)
    return [segment for segment in segments if segment not in merged]


def _due_for_merge(segments: list[Any]) -> list[Any]:
    for smallest, biggest in _MERGED_SIZES:
        alike = [segment for segment in segments if smallest <= segment.doc_count_all() < biggest]
        if len(alike) >= _SEGMENTS_BEFORE_MERGE:
            return alike
    return []


def citation_terms(text: str) -> set[str]:
    """Terms of the numbers a text names, code reversed: its end is sure, its beginning may be a word before it."""
    return {citation_prefix(number.year, number.serial, number.code) for number in cited(text)}


def citation_prefix(year: int | None, serial: int, code: str) -> str:
    return f"{year}#{serial}#{code[::-1]}"
