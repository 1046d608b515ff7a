"""How terms and their documents lie on disk: Whoosh's own codec with plain arrays for postings.

Whoosh's block format costs about 10 µs a posting to write and 1 µs to read, all of it Python. Here a term's postings
are one array of 32-bit numbers (document << 8 | frequency), gathered in memory by term and written at once.
"""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo
from whoosh.matching import ListMatcher
from whoosh.reading import SegmentReader
from whoosh.system import pack_ushort
from whoosh.writing import SegmentWriter

# Postings held in memory before a segment is closed: 4 bytes each and about as much for the terms.
POOL_LIMIT = 20_000_000
_MAX_FREQUENCY = 255

Item = tuple[str, bytes, int, float, bytes]
TermPostings = tuple[str, bytes, "array[int]"]


def read_packed(dbfile: Any, info: W3TermInfo) -> "array[int]":
    """The postings of a term. Their length follows from its number of documents: Whoosh misreads the stored one."""
    packed = array("I")
    packed.frombytes(dbfile.get(info.extent()[0], info.doc_frequency() * packed.itemsize))
    return packed


def unpack(packed: "array[int]") -> tuple[list[int], list[int]]:
    """Document numbers and frequencies."""
    return [value >> 8 for value in packed], [value & _MAX_FREQUENCY for value in packed]


class PostingPool:
    """Postings by field and term. Documents arrive in ascending order, so nothing is sorted but the terms."""

    def __init__(self) -> None:
        self.size = 0
        self._fields: dict[str, dict[bytes, array[int]]] = {}

    def add(self, item: Item) -> None:
        fieldname, term, docnum, weight, _value = item
        self._append(fieldname, term, docnum << 8 | min(int(weight), _MAX_FREQUENCY))

    def add_all(self, fieldname: str, docnum: int, terms: Iterable[tuple[str, int]]) -> None:
        """The terms of one document with their frequencies."""
        base = docnum << 8
        postings = self._fields.setdefault(fieldname, {})
        for text, frequency in terms:
            term = text.encode()
            packed = base | (frequency if frequency < _MAX_FREQUENCY else _MAX_FREQUENCY)
            known = postings.get(term)
            if known is None:
                postings[term] = array("I", (packed,))
            else:
                known.append(packed)
            self.size += 1

    def _append(self, fieldname: str, term: bytes, packed: int) -> None:
        self._fields.setdefault(fieldname, {}).setdefault(term, array("I")).append(packed)
        self.size += 1

    def extend(self, fieldname: str, term: bytes, packed: "array[int]") -> None:
        """Postings of documents that come after all others."""
        self._fields.setdefault(fieldname, {}).setdefault(term, array("I")).extend(packed)
        self.size += len(packed)

    def iter_postings(self) -> Iterator[TermPostings]:
        for fieldname in sorted(self._fields):
            postings = self._fields[fieldname]
            for term in sorted(postings):
                yield fieldname, term, postings[term]

    def cleanup(self) -> None:
        self._fields = {}


class ArrayFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Writes what a ``PostingPool`` holds."""

    def add_postings(self, schema: object, _lengths: object, items: Iterable[TermPostings]) -> None:
        write, tell, put = self._postfile.write, self._postfile.tell, self._tindex.add
        field_ids: dict[str, bytes] = {}
        for fieldname, term, packed in items:
            if fieldname not in field_ids:
                number = self._fieldmap.setdefault(fieldname, len(self._fieldmap))
                field_ids[fieldname] = pack_ushort(number)
            raw = packed.tobytes()
            df = len(packed)
            info = W3TermInfo(weight=df, df=df, maxweight=_MAX_FREQUENCY, minid=packed[0] >> 8, maxid=packed[-1] >> 8)
            info.set_extent(tell(), len(raw))
            write(raw)
            put(field_ids[fieldname] + term, info.to_bytes())


class ArrayMatcher(ListMatcher):  # type: ignore[misc]  # Whoosh ships no types
    """A Whoosh matcher over a packed array; ``packed`` is for readers that want it whole."""

    def __init__(self, packed: "array[int]", **options: object) -> None:
        self.packed = packed
        ids, weights = unpack(packed)
        super().__init__(ids, weights, **options)


class ArrayCodec(W3Codec):  # type: ignore[misc]  # Whoosh ships no types
    """Pickled into every segment by its module path: moving this class makes old indexes unreadable."""

    length_stats = False

    def field_writer(self, storage: object, segment: object) -> ArrayFieldWriter:
        return ArrayFieldWriter(self, storage, segment)

    def postings_reader(
        self, dbfile: object, terminfo: W3TermInfo, format_: object, term: object = None, scorer: object = None
    ) -> ArrayMatcher:
        packed = read_packed(dbfile, terminfo)
        return ArrayMatcher(packed, format=format_, term=term, scorer=scorer, terminfo=terminfo)


class ArrayWriter(SegmentWriter):  # type: ignore[misc]  # Whoosh ships no types
    """A Whoosh writer that takes terms already cut and leaves old files until the pointer has moved."""

    def __init__(self, index: object, *, timeout: float) -> None:
        super().__init__(index, timeout=timeout, codec=ArrayCodec(), compound=False)
        self.pool = PostingPool()

    def add_terms(self, fieldname: str, terms: Iterable[tuple[str, int]]) -> None:
        """Terms of the document that ``add_document`` will add next."""
        self.pool.add_all(fieldname, self.docnum, terms)

    def take_over(self, segment: Any) -> None:
        """Adds the documents of an earlier segment, without those deleted; the caller drops the segment.

        Whoosh's own merging looks every term up again and steps through its postings one by one.
        """
        reader = SegmentReader(self.storage, self.schema, segment)
        base = self.docnum
        moved = self.write_per_doc(self.schema.names(), reader)
        postings = self.storage.open_file(segment.make_filename(W3Codec.POSTS_EXT))
        for (fieldname, term), info in reader:
            packed = read_packed(postings, info)
            if moved is None:
                kept = array("I", [value + (base << 8) for value in packed])
            else:
                kept = array("I", [moved[value >> 8] << 8 | value & 255 for value in packed if value >> 8 in moved])
            if kept:
                self.pool.extend(fieldname, term, kept)
        reader.close()
        self._added = True

    @property
    def is_full(self) -> bool:
        return bool(self.pool.size >= POOL_LIMIT)

    def _commit_toc(self, segments: object) -> None:
        from whoosh.index import TOC

        self.committed = TOC(self.schema, segments, self.generation)
        self.committed.write(self.storage, self.indexname)
