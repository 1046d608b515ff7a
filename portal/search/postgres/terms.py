"""What a row of the index holds of an entry: its terms as one array, and what ranking reads.

An array has no limit that a document could reach; a ``tsvector`` ends at one megabyte and stops counting places at
16,383. All kinds of terms share one array, so that one scan of one GIN index answers words, title, numbers and filters
together. The first character tells the kind; a word of the dictionary stands as it is.
"""

import json
import re
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
LAYOUT = 1

_GRAM, _TITLE, _NUMBER, _CITED, _FILTER, _OFTEN, _SAMPLE = "~^#@=!%"
# So many samples, each drawn evenly: one of them stands for all when the hits are too many to be counted.
SAMPLES = 8
# A word said so often stands out in its text.
_STANDS_OUT = 4
# Longer terms are digests of themselves: an entry of a GIN index ends at a third of a page.
_LONGEST = 200
_SHORTEST_CODE = 2
_MOST_TIMES = 32_000
_ODD = re.compile(r"[\"{}\\\s]|(?:^|,)(?:null)?(?:,|$)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"\\]")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it is stored. ``often`` are words said twice and more, with ``times`` how often."""

    key: str
    digest: str
    dated: date | None
    title: str
    number: tuple[str, int | None, int] | None
    length: int
    choices: tuple[tuple[str, Choice], ...]
    terms: set[str]
    meta: str
    body: str
    folded: str | None
    often: dict[str, int]
    words: frozenset[str]
    title_words: frozenset[str]


def row_of(entry: Entry) -> Row:
    """Cuts an entry into its row."""
    body = _storable(entry.body)
    folded = fold(body)
    cut = analyzer.index_terms(folded)
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
        terms=set(_terms(entry, title, cut, body)),
        meta=_storable(json.dumps(entry.meta(), ensure_ascii=False)),
        body=body,
        folded=None if folded == body else folded,
        often={word: min(times, _MOST_TIMES) for word, times in cut.words.items() if times > 1 and len(word) > 1},
        words=frozenset(cut.words),
        title_words=frozenset(word for word in analyzer.query_words(title) if len(word) > 1),
    )


def title_of(entry: Entry) -> str:
    """Folded, without blanks and punctuation."""
    return squeeze(fold(_storable(entry.title)))


def _terms(entry: Entry, title: str, cut: analyzer.Terms, body: str) -> Iterator[str]:
    yield from map(word, cut.words)
    yield from (_GRAM + gram for gram in cut.grams)
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


def word(text: str) -> str:
    """A word of the dictionary, or letters and digits."""
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _short(text)


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
    return _FILTER + _short(f"{facet}:{text}")


def sample(number: int) -> str:
    return f"{_SAMPLE}{number}"


def anywhere(text: str) -> list[tuple[str, ...]]:
    """Groups of terms, one of each must be there: the Han stretch in text or title, whatever words it is cut into."""
    if len(text) == 1:
        return [(*gram(text), _TITLE + text)]
    pairs = (first + second for first, second in pairwise(text))
    return [(*gram(pair), _TITLE + pair) for pair in pairs if is_han(pair[0]) and is_han(pair[1])]


def _once_by_name(entry: Entry) -> Iterator[tuple[str, Choice]]:
    """Two columns of one name count an entry once."""
    for facet, values in entry.choices().items():
        yield from ((facet, choice) for choice in {choice.name: choice for choice in reversed(values)}.values())


def _short(text: str) -> str:
    return blake2b(text.encode(errors="replace"), digest_size=10).hexdigest()


def _storable(text: str) -> str:
    """PostgreSQL takes no NUL and no half characters; the length stays the same."""
    return text.replace("\0", " ").encode(errors="replace").decode()


def array_literal(items: Iterable[str]) -> str:
    """Terms as a PostgreSQL array. Quotes are rarely needed, and cost time."""
    terms = list(items)
    joined = ",".join(terms)
    if joined.count(",") >= max(1, len(terms)) or _ODD.search(joined):
        joined = ",".join('"' + _QUOTED.sub(r"\\\g<0>", term) + '"' for term in terms)
    return "{" + joined + "}"
