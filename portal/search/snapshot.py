"""One state of the index, opened once and asked many times. Immutable but for its caches."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import Any, NamedTuple

from portal.doc_numbers import DocNumber
from portal.search.bitsets import bits_of
from portal.search.entry import Choice
from portal.search.generations import Pointer
from portal.search.results import FACETS
from portal.search.whoosh_codec import unpack
from portal.search.whoosh_files import Segment

# BM25: how soon repetition stops counting, and how much long texts are held back.
_K1 = 1.2
_B = 0.6
# Bytes of decoded postings kept for the next queries, per process.
_CACHE_BYTES = 48 * 1024 * 1024


class Matches(NamedTuple):
    """The documents of one term: as a set, and one by one with what the term is worth in each (BM25 without idf)."""

    bits: int
    docs: "array[int]"
    gains: "array[float]"

    def among(self, few: list[int] | None) -> Iterable[tuple[int, float]]:
        """Documents with their gains: all, or only those in a short ascending list."""
        if few is None:
            return zip(self.docs, self.gains, strict=True)
        return [(doc, self.gains[bisect_left(self.docs, doc)]) for doc in few if self.bits >> doc & 1]


class Pairs(NamedTuple):
    """How often characters follow one another in titles: ``after[x][y]`` and ``before[y][x]`` count xy."""

    after: dict[str, dict[str, int]]
    before: dict[str, dict[str, int]]


class Snapshot:
    """``size`` counts replaced documents too; ``alive`` is the set of those that are not."""

    def __init__(self, pointer: Pointer, segments: list[Segment]) -> None:
        self.pointer = pointer
        self.segments = segments
        self._bases: list[int] = []
        size = 0
        for segment in segments:
            self._bases.append(size)
            size += segment.size
        self.size = size
        self.metas: list[dict[str, Any]] = [meta for segment in segments for meta in segment.metas]
        self._parts = list(zip(self._bases, segments, strict=True))
        dead = [base + doc for base, segment in self._parts for doc in segment.deleted]
        self.alive = bits_of(range(size), size) & ~bits_of(dead, size)
        self._cache: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._cached_bytes = 0
        self._lock = Lock()

    # --- documents ---------------------------------------------------------------------------------

    @cached_property
    def doc_of(self) -> dict[str, int]:
        """Document number by key."""
        alive = self.alive
        return {meta["key"]: doc for doc, meta in enumerate(self.metas) if alive >> doc & 1}

    @cached_property
    def dates(self) -> list[str]:
        return [meta["dated"] for meta in self.metas]

    @cached_property
    def titles(self) -> list[str]:
        """Folded, without punctuation."""
        return [title for segment in self.segments for title in segment.titles]

    @cached_property
    def numbers(self) -> dict[int, list[tuple[int, DocNumber]]]:
        """Documents that bear a number, by its serial."""
        found: dict[int, list[tuple[int, DocNumber]]] = {}
        for base, segment in self._parts:
            for doc, number in segment.numbers:
                found.setdefault(number.serial, []).append((base + doc, number))
        return found

    @cached_property
    def choices(self) -> dict[str, dict[Choice, int]]:
        """For each facet, the set of documents of each of its values."""
        docs: dict[str, dict[Choice, list[int]]] = {facet: {} for facet in FACETS}
        for base, segment in self._parts:
            for facet, values in docs.items():
                for choice, members in segment.choices.get(facet, {}).items():
                    values.setdefault(choice, []).extend(base + doc for doc in members)
        return {
            facet: {choice: bits_of(members, self.size) for choice, members in values.items()}
            for facet, values in docs.items()
        }

    def dated_between(self, first: date | None, last: date | None) -> int:
        """Documents whose own date lies in the closed range."""
        low, high = first.isoformat() if first else "0", last.isoformat() if last else "9"
        return bits_of((doc for doc, day in enumerate(self.dates) if day and low <= day <= high), self.size)

    def text(self, doc: int) -> tuple[str, str]:
        """The text as it is, and folded for comparing."""
        segment, local = self._locate(doc)
        raw, folded = segment.text(local), segment.folded(local)
        text = raw.decode()
        return text, text if folded == raw else folded.decode()

    def folded(self, doc: int) -> bytes:
        """The text folded for comparing, in UTF-8."""
        segment, local = self._locate(doc)
        return segment.folded(local)

    def _locate(self, doc: int) -> tuple[Segment, int]:
        index = bisect_right(self._bases, doc) - 1
        return self.segments[index], doc - self._bases[index]

    @cached_property
    def title_pairs(self) -> Pairs:
        pairs = Pairs({}, {})
        for pair, times in Counter(pair for title in self.titles for pair in pairwise(title)).items():
            first, second = pair
            pairs.after.setdefault(first, {})[second] = times
            pairs.before.setdefault(second, {})[first] = times
        return pairs

    # --- terms -------------------------------------------------------------------------------------

    def word(self, word: str) -> Matches:
        """Documents with this word of the dictionary in their text."""
        matches: Matches = self._cached("words", word, self._read_word)
        return matches

    def gram(self, gram: str) -> int:
        """Documents with this Han character or pair anywhere in their text."""
        grams: int = self._cached("grams", gram, self._read_gram)
        return grams | self.word(gram).bits

    def in_title(self, stretch: str) -> int:
        """Documents with this stretch in their title, wherever it is cut."""
        bits: int = self._cached("title", stretch, self._read_title)
        return bits

    def citing(self, prefix: str) -> int:
        """Documents that cite a number with this prefix (``whoosh_files.citation_prefix``)."""
        docs = (
            base + doc
            for base, segment in self._parts
            for term in segment.terms_with_prefix("cites", prefix)
            for doc in unpack(segment.postings("cites", term))[0]
        )
        return bits_of(docs, self.size)

    def idf(self, bits: int) -> float:
        """How telling a set of documents is: rare is high."""
        found = bits.bit_count()
        return math.log(1 + (self.size - found + 0.5) / (found + 0.5))

    def _cached(self, kind: str, term: str, read: Callable[[str], Any]) -> Any:
        place = (kind, term)
        with self._lock:
            if place in self._cache:
                self._cache.move_to_end(place)
                return self._cache[place]
        value = read(term)
        with self._lock:
            if place not in self._cache:
                self._cache[place] = value
                self._cached_bytes += _size(value)
            while self._cached_bytes > _CACHE_BYTES:
                self._cached_bytes -= _size(self._cache.popitem(last=False)[1])
        return value

    def _postings(self, fieldname: str, term: str) -> tuple[list[int], list[int]]:
        docs: list[int] = []
        frequencies: list[int] = []
        for base, segment in self._parts:
            local, counts = unpack(segment.postings(fieldname, term))
            docs += [base + doc for doc in local] if base else local
            frequencies += counts
        return docs, frequencies

    def _read_word(self, word: str) -> Matches:
        docs, frequencies = self._postings("words", word)
        hold = self._hold
        gains = (times * (_K1 + 1) / (times + hold[doc]) for doc, times in zip(docs, frequencies, strict=True))
        return Matches(bits_of(docs, self.size), array("I", docs), array("f", gains))

    def _read_gram(self, gram: str) -> int:
        return bits_of(self._postings("grams", gram)[0], self.size)

    def _read_title(self, stretch: str) -> int:
        return bits_of(self._find_titles(stretch), self.size)

    def _find_titles(self, stretch: str) -> Iterable[int]:
        joined, starts = self._joined
        position = joined.find(stretch)
        while position >= 0:
            doc = bisect_right(starts, position) - 1
            yield doc
            if doc + 1 == len(starts):
                return
            position = joined.find(stretch, starts[doc + 1])

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All titles in one string, where a search costs microseconds, and where each begins."""
        starts, position = [], 0
        for title in self.titles:
            starts.append(position)
            position += len(title) + 1
        return "\n".join(self.titles), starts

    @cached_property
    def _hold(self) -> list[float]:
        lengths = [meta["length"] for meta in self.metas]
        average = sum(lengths) / len(lengths) if any(lengths) else 1.0
        return [_K1 * (1 - _B + _B * length / average) for length in lengths]


def _size(cached: "Matches | int") -> int:
    """About as many bytes as a cached value takes, its key included."""
    if isinstance(cached, int):
        return 250 + cached.bit_length() // 7
    return 500 + cached.bits.bit_length() // 7 + 8 * len(cached.docs)
