"""Which documents a query finds, as sets."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import and_, or_

from portal import doc_numbers
from portal.doc_numbers import NumberQuery
from portal.search import analyzer, box
from portal.search.bitsets import bits_of, docs_of
from portal.search.box import BoxText
from portal.search.folding import fold, is_han, runs, squeeze
from portal.search.query import Query
from portal.search.results import FACETS
from portal.search.snapshot import Snapshot
from portal.search.whoosh_files import citation_prefix

# Share of the weight of all words that a document must hold when none holds them all.
_PARTIAL = 0.6


@dataclass(slots=True)
class Word:
    """A word asked for, and the documents that hold it."""

    text: str
    bits: int


@dataclass(slots=True)
class Asked:
    """What is searched for, for ranking and marking.

    ``runs`` were typed without a blank inside; ``pairs`` holds, run by run, the texts that have all its pairs.
    ``typed`` is the whole box, folded.
    """

    typed: str = ""
    words: list[Word] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    pairs: dict[str, int] = field(default_factory=dict)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    citing: int = 0


@dataclass(slots=True)
class Found:
    """``filters`` are the sets of the facet filters, so that each facet can be counted without its own."""

    bits: int
    asked: Asked
    filters: dict[str, int]
    partial: bool = False

    def without_filter(self, facet: str) -> int:
        """Hits as if this facet were not chosen."""
        others = [bits for name, bits in self.filters.items() if name != facet]
        return reduce(and_, others, self.bits)

    @property
    def hits(self) -> int:
        return self.without_filter("")


class Matcher:
    """Finds within one snapshot; ``hidden`` documents exist nowhere."""

    def __init__(self, snapshot: Snapshot, hidden: int) -> None:
        self.snapshot = snapshot
        self.visible = snapshot.alive & ~hidden

    def find(self, query: Query) -> Found:
        asked = Asked(typed=fold(query.q))
        bits = self.visible & self._title(query.title, asked) & self._body(query.body, asked)
        if query.date_from or query.date_to:
            bits &= self.snapshot.dated_between(query.date_from, query.date_to)
        if query.doc_number:
            bits &= self._own_number(query.doc_number, asked)
        if query.within:
            bits &= self._box(box.read(query.within), asked, bits)
        text = box.read(query.q)
        found = self._box(text, asked, bits) if query.q else bits
        partial = not found and text.is_plain
        if partial:
            found = self._most_words(asked, bits)
        return Found(found, asked, self._filters(query), partial=partial and bool(found))

    # --- filters -----------------------------------------------------------------------------------

    def _filters(self, query: Query) -> dict[str, int]:
        chosen = query.chosen()
        return {facet: self._any_of(facet, chosen[facet]) for facet in FACETS if chosen[facet]}

    def _any_of(self, facet: str, values: tuple[str, ...]) -> int:
        wanted = {value.strip() for value in values}
        members = self.snapshot.choices[facet].items()
        return reduce(or_, (bits for choice, bits in members if wanted & {choice.code, choice.name}), 0)

    # --- the box -----------------------------------------------------------------------------------

    def _box(self, text: BoxText, asked: Asked, within: int) -> int:
        bits = self._runs(text.runs, asked) if text.runs else -1
        if text.number:
            bits = self._number(text, text.number, bits, asked)
        for phrase in text.phrases:
            asked.phrases.append(phrase)
            asked.words += [self._word(word) for run in phrase for word in analyzer.query_words(run)]
            bits &= self._phrase(phrase, bits & within)
        for phrase in text.excluded:
            bits &= ~self._phrase(phrase, bits & within)
        return bits & within

    def _runs(self, stretches: tuple[str, ...], asked: Asked) -> int:
        asked.runs += stretches
        return reduce(and_, (self.run(run, asked) for run in stretches))

    def run(self, run: str, asked: Asked) -> int:
        """All its words, or the very string: a fragment cut inside words may share none of them with its source."""
        words = [self._word(word) for word in analyzer.query_words(run)]
        asked.words += words
        bits = reduce(and_, (word.bits for word in words), -1)
        if len(words) < 2:
            return bits
        asked.pairs[run] = self._pairs(run)
        return bits | self.snapshot.in_title(run) | asked.pairs[run]

    def _word(self, text: str) -> Word:
        snapshot = self.snapshot
        bits = snapshot.word(text).bits
        if not is_han(text[0]):
            return Word(text, bits | snapshot.in_title(text))
        if len(text) == 1:
            bits |= snapshot.gram(text)
        elif len(text) > 2 or not bits:
            # A known word of two characters is not looked for across words: 和服 is not in 产品和服务.
            bits |= self._pairs(text)
        return Word(text, bits | snapshot.in_title(text))

    def _pairs(self, stretch: str) -> int:
        """Texts with every neighbouring pair of the stretch; nearly always the stretch itself."""
        pairs = analyzer.han_pairs(stretch)
        return reduce(and_, (self.snapshot.gram(pair) for pair in pairs)) if pairs else 0

    # --- numbers -----------------------------------------------------------------------------------

    def _number(self, text: BoxText, number: NumberQuery, words: int, asked: Asked) -> int:
        """Bearers of the number, then texts that cite it; also titles with the very string."""
        asked.numbers = self._bearers(number)
        bearing = bits_of((doc for doc, _ in asked.numbers), self.snapshot.size)
        if number.year and number.serial and number.code:
            asked.citing = self.snapshot.citing(citation_prefix(number.year, number.serial, number.code))
        found = bearing | asked.citing | self.snapshot.in_title("".join(text.whole))
        if not found & self.visible:
            asked.numbers, asked.citing = [], 0
            asked.runs.clear()
            asked.words.clear()
            return self._runs(text.whole, asked)
        return found & words or found

    def _bearers(self, number: NumberQuery) -> list[tuple[int, int]]:
        """Documents whose own number fits, with how well."""
        numbers = self.snapshot.numbers
        near = numbers.get(number.serial or 0, []) if number.serial and not number.open_ended else None
        candidates = near if near is not None else [pair for pairs in numbers.values() for pair in pairs]
        graded = [(doc, number.closeness(own)) for doc, own in candidates]
        return [(doc, grade) for doc, grade in graded if grade]

    def _own_number(self, text: str, asked: Asked) -> int:
        """The field 发文字号: a number whole or in part, else any part of its spelling."""
        mention = doc_numbers.find(text)
        if mention:
            asked.numbers = self._bearers(mention.query)
            return bits_of((doc for doc, _ in asked.numbers), self.snapshot.size)
        part = squeeze(fold(text))
        metas = enumerate(self.snapshot.metas)
        return bits_of((doc for doc, meta in metas if part in squeeze(fold(meta["doc_number"]))), self.snapshot.size)

    # --- one field, phrases ------------------------------------------------------------------------

    def _title(self, text: str, asked: Asked) -> int:
        bits = -1
        for run in runs(fold(text)):
            asked.runs.append(run)
            words = analyzer.query_words(run)
            asked.words += [Word(word, self.snapshot.in_title(word)) for word in words]
            bits &= self.snapshot.in_title(run) | reduce(and_, map(self.snapshot.in_title, words))
        return bits

    def _body(self, text: str, asked: Asked) -> int:
        bits = -1
        for run in runs(fold(text)):
            words = analyzer.query_words(run)
            asked.words += [Word(word, self._word_in_body(word)) for word in words]
            bits &= self._pairs(run) | reduce(and_, map(self._word_in_body, words))
        return bits

    def _word_in_body(self, text: str) -> int:
        bits = self.snapshot.word(text).bits
        if len(text) == 1 and is_han(text):
            return bits | self.snapshot.gram(text)
        return bits if bits and len(text) == 2 else bits | self._pairs(text)

    def _phrase(self, phrase: tuple[str, ...], within: int) -> int:
        """Texts and titles in which these stretches follow one another."""
        squeezed = "".join(phrase)
        titled = self.snapshot.in_title(squeezed)
        if len(phrase) == 1 and len(squeezed) <= 2 and is_han(squeezed[0]):
            return titled | self.snapshot.gram(squeezed)
        sure = self.snapshot.word(squeezed).bits if len(phrase) == 1 else 0
        pairs = [self._pairs(run) for run in phrase if analyzer.han_pairs(run)]
        words = [self._word(word).bits for run in phrase if not analyzer.han_pairs(run) for word in _whole_words(run)]
        candidates = reduce(and_, pairs + words, within) & ~sure & ~titled
        holds = phrase_test(phrase)
        held = (doc for doc in docs_of(candidates) if holds(self.snapshot.folded(doc)))
        return titled | sure | bits_of(held, self.snapshot.size)

    def _most_words(self, asked: Asked, within: int) -> int:
        """Texts that hold most of what was asked, by weight."""
        idfs = [self.snapshot.idf(word.bits) for word in asked.words]
        if len(idfs) < 2:
            return 0
        held = [0.0] * self.snapshot.size
        for word, idf in zip(asked.words, idfs, strict=True):
            for doc in docs_of(word.bits & within):
                held[doc] += idf
        enough = _PARTIAL * sum(idfs)
        return bits_of((doc for doc, weight in enumerate(held) if weight >= enough), self.snapshot.size)


def phrase_test(phrase: tuple[str, ...]) -> Callable[[bytes], bool]:
    """Whether a folded text (UTF-8) holds the stretches in this order, whatever blanks and points stand between."""
    plain = "".join(phrase).encode()

    @cache
    def loose() -> re.Pattern[str]:
        return re.compile(r"\W*".join(r"\s*".join(map(re.escape, run)) for run in phrase))

    def holds(folded: bytes) -> bool:
        return plain in folded or bool(loose().search(folded.decode()))

    return holds


def _whole_words(run: str) -> list[str]:
    """Words of a stretch that cannot be part of a longer one in the text: none at its ends."""
    return analyzer.query_words(run)[1:-1]
