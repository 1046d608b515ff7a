"""What a row of the index holds of an entry: its terms as one array, and what ranking reads.

An array has no limit that a document could reach; a ``tsvector`` ends at one megabyte and stops counting places at
16,383. All kinds of terms share one array, so that one scan of one GIN index answers words, title, numbers and filters
together. The first character tells the kind; a word of the dictionary stands as it is. Numbers of terms are stored.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import pairwise

from portal.doc_numbers import cited, parse
from portal.search import analyzer
from portal.search.entry import Choice, Entry
from portal.search.folding import fold, is_han, squeeze

# Part of the fingerprint of an index: raise it when rows are made otherwise.
LAYOUT = 2

_GRAM, _TITLE, _NUMBER, _CITED, _FILTER, _OFTEN, _SAMPLE = "~^#@=!%"
# So many samples, each drawn evenly: one of them stands for all when the hits are too many to be counted.
SAMPLES = 8
# A word said so often stands out in its text.
_STANDS_OUT = 4
_SHORTEST_CODE = 2
_MOST_TIMES = 32_000
# Terms a process keeps the numbers of: most of what a text says has been said before.
_KEPT = 1 << 17


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is stored. ``often`` are the words said twice and more, by their numbers, with how often."""

    key: str
    digest: str
    dated: date | None
    title: str
    number: tuple[str, int | None, int] | None
    length: int
    choices: tuple[tuple[str, Choice], ...]
    terms: list[int]
    meta: str
    body: str
    folded: str | None
    often: dict[int, int]
    words: frozenset[str]
    title_words: frozenset[str]


def row_of(entry: Entry) -> Row:
    """Cuts an entry into its row."""
    body = _storable(entry.body)
    folded = fold(body)
    cut = analyzer.terms_of(folded)
    title = title_of(entry)
    number = parse(entry.doc_number)
    return Row(
        key=entry.key,
        digest=entry.digest(),
        dated=entry.dated,
        title=title,
        number=(number.code, number.year, number.serial) if number else None,
        length=cut.words.total(),
        choices=tuple(_once_by_name(entry)),
        terms=list(map(number_of, set(_terms(entry, title, cut, body)))),
        meta=_storable(json.dumps(entry.meta(), ensure_ascii=False)),
        body=body,
        folded=None if folded == body else folded,
        often=_often(cut.words),
        words=frozenset(cut.words),
        title_words=frozenset(word for word in analyzer.query_words(title) if len(word) > 1),
    )


def title_of(entry: Entry) -> str:
    """Folded, without blanks and punctuation."""
    return squeeze(fold(_storable(entry.title)))


def _terms(entry: Entry, title: str, cut: analyzer.Terms, body: str) -> Iterator[str]:
    yield from cut.words
    yield from map(_GRAM.__add__, cut.grams)
    yield from (_OFTEN + each for each, times in cut.words.items() if times >= _STANDS_OUT and len(each) > 1)
    yield from in_title(title)
    yield from map(_TITLE.__add__, title)
    yield from with_number(squeeze(fold(entry.doc_number)))
    yield from map(_NUMBER.__add__, squeeze(fold(entry.doc_number)))
    for number in cited(body):
        # The code may carry words that stand before it: every ending of it may be the code.
        for start in range(max(1, len(number.code) - _SHORTEST_CODE + 1)):
            yield citing(number.year, number.serial, number.code[start:])
    for facet, values in entry.choices().items():
        for choice in values:
            yield from (filtered(facet, text) for text in choice)
    yield sample(blake2b(entry.key.encode(), digest_size=2).digest()[0] % SAMPLES)


class _Numbers(dict[str, int]):
    """Forgets everything when it is full: quicker than knowing what was used last."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        digest = blake2b(term.encode(errors="surrogatepass"), digest_size=8).digest()
        number = self[term] = int.from_bytes(digest, "little", signed=True)
        return number


# Eight bytes of the digest of a term: numbers are compared and sorted many times faster than texts. That any two of ten
# million terms share a number is as likely as one in 400,000.
number_of = _Numbers().__getitem__


def short_number_of(word: str) -> int:
    """Half of it, for the words of one text."""
    return number_of(word) >> 32


def gram(text: str) -> tuple[str, ...]:
    """A Han character or pair anywhere in the text: as a word of it, or beside its words."""
    return text, _GRAM + text


def often(text: str) -> str:
    return _OFTEN + text


def in_title(stretch: str) -> list[str]:
    """What a title has that holds the squeezed stretch: every pair of it, nearly always the stretch itself."""
    if len(stretch) == 1:
        return [_TITLE + stretch]
    return [_TITLE + first + second for first, second in pairwise(stretch)]


def with_number(part: str) -> list[str]:
    """What the 发文字号 of an entry has that holds this part."""
    if len(part) == 1:
        return [_NUMBER + part]
    return [_NUMBER + first + second for first, second in pairwise(part)]


def citing(year: int | None, serial: int, code: str) -> str:
    return f"{_CITED}{year or ''}.{serial}.{code}"


def filtered(facet: str, text: str) -> str:
    """The code or the name of a choice."""
    return f"{_FILTER}{facet}:{text}"


def sample(number: int) -> str:
    return f"{_SAMPLE}{number}"


def anywhere(text: str) -> list[tuple[str, ...]]:
    """Groups of terms, one of each must be there: the Han stretch in text or title, whatever words it is cut into."""
    if len(text) == 1:
        return [(*gram(text), _TITLE + text)]
    pairs = (first + second for first, second in pairwise(text))
    return [(*gram(pair), _TITLE + pair) for pair in pairs if is_han(pair[0]) and is_han(pair[1])]


def _often(words: Counter[str]) -> dict[int, int]:
    """The most frequent first: they are asked for most, and looked for from the front."""
    said = [(min(times, _MOST_TIMES), word) for word, times in words.items() if times > 1 and len(word) > 1]
    return {short_number_of(word): times for times, word in sorted(said, reverse=True)}


def _once_by_name(entry: Entry) -> Iterator[tuple[str, Choice]]:
    """Two columns of one name count an entry once."""
    for facet, values in entry.choices().items():
        yield from ((facet, choice) for choice in {choice.name: choice for choice in reversed(values)}.values())


def _storable(text: str) -> str:
    """PostgreSQL takes no NUL and no half characters; the length stays the same."""
    return text.replace("\0", " ").encode(errors="replace").decode()


def array_literal(numbers: Iterable[int]) -> str:
    """Numbers as a PostgreSQL array."""
    return "{" + ",".join(map(str, numbers)) + "}"
