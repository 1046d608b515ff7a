"""Which rows a query finds: from what was typed to a ``Condition``."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import reduce
from math import log
from operator import and_, or_
from typing import Any, NamedTuple

from portal import doc_numbers
from portal.doc_numbers import DocNumber, NumberQuery
from portal.search import analyzer, box
from portal.search.box import BoxText
from portal.search.folding import fold, is_han, runs, squeeze
from portal.search.postgres import terms
from portal.search.postgres.conditions import EVERYTHING, NOTHING, Condition, check, demands, these
from portal.search.postgres.tables import Generation, rows, walked
from portal.search.query import Query

# Share of the weight of all words that a document must hold when none holds them all.
_PARTIAL = 0.6
# Documents of the rarer words that are weighed then.
_WEIGHED = 2_000
# Bearers of a half-typed number that are graded.
_NUMBERS = 2_000
# More texts than these are not read to see whether a phrase stands in them just so.
READ_FOR_PHRASE = 3_000
# A word the books do not know is counted up to here.
_COUNTED = 1_000


class Word(NamedTuple):
    """A word asked for; ``condition`` finds where it stands, ``idf`` says how telling it is (rare is high)."""

    text: str
    condition: Condition
    idf: float


@dataclass(slots=True)
class Asked:
    """What is searched for, for ranking. ``numbers`` are rows that bear the number asked for, with how well."""

    words: list[Word] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    unbroken: list[str] = field(default_factory=list)
    phrases: list[tuple[str, ...]] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    citing: str = ""

    @property
    def weights(self) -> dict[str, float]:
        return {word.text: word.idf for word in self.words}


@dataclass(slots=True)
class Found:
    """``base`` is the condition without the facet filters, ``around`` the part of it beside the words of the box.

    ``plain``: words and nothing that must be just so. ``loose``: a phrase was too common to be verified.
    """

    base: Condition
    filters: dict[str, Condition]
    asked: Asked
    around: Condition = EVERYTHING
    plain: bool = False
    partial: bool = False
    loose: bool = False

    def without_filter(self, facet: str) -> Condition:
        """As if this facet were not chosen."""
        return reduce(and_, (each for name, each in self.filters.items() if name != facet), self.base)

    @property
    def condition(self) -> Condition:
        return self.without_filter("")


class Finder:
    """Finds within one generation; ``hidden`` keys exist nowhere."""

    def __init__(self, generation: Generation, hidden: Collection[str]) -> None:
        self.generation = generation
        self.visible = check("e.key <> ALL(%s)", sorted(hidden)) if hidden else EVERYTHING
        self._held: dict[str, int] = {}
        self._loose = False

    # --- asking the tables -------------------------------------------------------------------------

    def select(self, what: str, condition: Condition, tail: str = "", params: Iterable[object] = ()) -> list[Any]:
        """``SELECT what FROM entry e WHERE condition tail`` over what is visible."""
        where, values = (condition & self.visible).sql()
        sql = self.generation.sql(f"SELECT {what} FROM {{entry}} e WHERE ")
        ask = rows if condition.is_indexed else walked
        return ask(f"{sql}{where} {tail}", [*values, *params])

    def exists(self, condition: Condition) -> bool:
        return bool(self.select("1", condition, "LIMIT 1"))

    def idf(self, held: int) -> float:
        return log(1 + (self.generation.documents - held + 0.5) / (held + 0.5)) if held < self._size else 0.1

    @property
    def _size(self) -> int:
        return max(self.generation.documents, 1)

    def held(self, word: str) -> int:
        """How many texts have a word, by the vocabulary of the last rebuild or, if it is not there, by the index."""
        if word not in self._held:
            self._look_up([word])
        return self._held[word]

    def _look_up(self, words: Iterable[str]) -> None:
        wanted = [word for word in dict.fromkeys(words) if word not in self._held]
        if not wanted:
            return
        sql = self.generation.sql("SELECT term, held FROM {term} WHERE term = ANY(%s) AND held > 0")
        self._held |= dict(rows(sql, [wanted]))
        for word in wanted:
            if word not in self._held:
                where, params = demands([[word]]).sql()
                counted = f"SELECT count(*) FROM (SELECT 1 FROM {{entry}} e WHERE {where} LIMIT {_COUNTED}) counted"
                ((self._held[word],),) = rows(self.generation.sql(counted), params)

    # --- the query ---------------------------------------------------------------------------------

    def find(self, query: Query) -> Found:
        asked = Asked()
        text, inner = box.read(query.q), box.read(query.within)
        self._look_up(word for run in (*text.whole, *inner.whole) for word in analyzer.query_words(run))
        found = self._title(query.title, asked) & self._body(query.body, asked) & _dates(query)
        if query.doc_number:
            found &= self._own_number(query.doc_number, asked)
        if query.within:
            found &= self._box(inner, asked, found)
        filters = {facet: _any_of(facet, values) for facet, values in query.chosen().items() if values}
        if not query.q:
            return Found(found, filters, asked)
        whole = found & self._box(text, asked, found)
        return Found(whole, filters, asked, around=found, plain=text.is_plain, loose=self._loose)

    def find_partly(self, found: Found) -> Found | None:
        """What holds most of the words, for a search nothing answers whole. As with the facets: a hit hidden by a
        filter is still a hit.
        """
        if not found.plain or self.exists(found.base):
            return None
        most = self._most_words(found.asked, found.around)
        return replace(found, base=most, partial=bool(most.arms))

    def _box(self, text: BoxText, asked: Asked, within: Condition) -> Condition:
        found = self._runs(text.runs, asked) if text.runs else EVERYTHING
        if text.number:
            found = self._number(text, text.number, found, asked)
        for phrase in text.phrases:
            asked.phrases.append(phrase)
            asked.words += [self._word(word) for run in phrase for word in analyzer.query_words(run)]
            found &= self.phrase(phrase, within & found)
        for phrase in text.excluded:
            found &= self._without(phrase)
        return found

    def _runs(self, stretches: tuple[str, ...], asked: Asked) -> Condition:
        asked.runs += stretches
        return reduce(and_, (self.run(run, asked) for run in stretches))

    def run(self, run: str, asked: Asked) -> Condition:
        """All its words, or the very string: a fragment cut inside words may share none of them with its source."""
        self._look_up(analyzer.query_words(run))
        words = [self._word(word) for word in analyzer.query_words(run)]
        asked.words += words
        found = reduce(and_, (word.condition for word in words), EVERYTHING)
        if len(words) < 2:
            return found
        asked.unbroken.append(run)
        pairs = terms.anywhere(run)
        titled = demands([term] for term in terms.in_title(run))
        return found | (demands(pairs) if all(map(is_han, run)) else titled)

    def _word(self, text: str) -> Word:
        held = self.held(text)
        idf = self.idf(held)
        if not is_han(text[0]):
            titled = terms.in_title(text)
            return Word(text, demands((text, each) for each in titled), idf)
        if len(text) == 2 and held:
            # A known word of two characters is not looked for across words: 和服 is not in 产品和服务.
            return Word(text, demands([(text, *terms.in_title(text))]), idf)
        return Word(text, demands(terms.anywhere(text)), idf)

    # --- numbers -----------------------------------------------------------------------------------

    def _number(self, text: BoxText, number: NumberQuery, words: Condition, asked: Asked) -> Condition:
        """Bearers of the number, then texts that cite it; also titles with the very string."""
        asked.numbers = self._bearers(number)
        whole = "".join(text.whole)
        found = these(asked.numbers) if asked.numbers else NOTHING
        ids = [pk for (pk,) in self.select("e.id", found)] if asked.numbers else []
        others = demands([term] for term in terms.in_title(whole)) if whole else NOTHING
        if number.year and number.serial and number.code:
            asked.citing = terms.citing(number.year, number.serial, number.code)
            others |= demands([[asked.citing]])
        ids += [pk for (pk,) in self.select("e.id", others, f"LIMIT {_NUMBERS}")]
        if not ids:
            asked.numbers, asked.citing = {}, ""
            asked.runs.clear()
            asked.words.clear()
            asked.unbroken.clear()
            return self._runs(text.whole, asked)
        both = words & these(ids)
        narrowed = [pk for (pk,) in self.select("e.id", both)]
        return these(narrowed or ids)

    def _bearers(self, number: NumberQuery) -> dict[int, int]:
        """Rows whose own number fits, with how well."""
        found = check("e.serial IS NOT NULL")
        if number.serial:
            low = number.serial
            ranges = [(low, low)]
            while number.open_ended and low < 10_000:
                low *= 10
                ranges.append((low, low + low // number.serial - 1))
            clauses = " OR ".join("e.serial BETWEEN %s AND %s" for _ in ranges)
            found = check(clauses, *(bound for each in ranges for bound in each))
        if number.year:
            found &= check("e.year = %s", number.year)
        if number.code:
            found &= check("strpos(e.code, %s) > 0 OR strpos(%s, e.code) > 0", number.code, number.code)
        candidates = self.select("e.id, e.code, e.year, e.serial", found, f"LIMIT {_NUMBERS}")
        graded = {pk: number.closeness(DocNumber(code, year, serial)) for pk, code, year, serial in candidates}
        return {pk: grade for pk, grade in graded.items() if grade}

    def _own_number(self, text: str, asked: Asked) -> Condition:
        """The field 发文字号: a number whole or in part, else any part of its spelling."""
        mention = doc_numbers.find(text)
        if mention:
            asked.numbers = self._bearers(mention.query)
            return these(asked.numbers)
        part = squeeze(fold(text))
        return demands([term] for term in terms.with_number(part)) if part else EVERYTHING

    # --- one field, phrases ------------------------------------------------------------------------

    def _title(self, text: str, asked: Asked) -> Condition:
        found = EVERYTHING
        for run in runs(fold(text)):
            asked.runs.append(run)
            for word in analyzer.query_words(run):
                in_title = demands([term] for term in terms.in_title(word))
                in_title &= check("strpos(e.title, %s) > 0", word)
                asked.words.append(Word(word, in_title, self.idf(self.held(word))))
                found &= in_title
        return found

    def _body(self, text: str, asked: Asked) -> Condition:
        found = EVERYTHING
        for run in runs(fold(text)):
            words = [Word(word, self._word_in_body(word), self._idf_of(word)) for word in analyzer.query_words(run)]
            asked.words += words
            whole = reduce(and_, (word.condition for word in words), EVERYTHING)
            found &= whole | _pairs_in_body(run) if all(map(is_han, run)) and len(run) > 1 else whole
        return found

    def _idf_of(self, word: str) -> float:
        return self.idf(self.held(word))

    def _word_in_body(self, text: str) -> Condition:
        if not is_han(text[0]) or (len(text) == 2 and self.held(text)):
            return demands([[text]])
        return demands([terms.gram(text)]) if len(text) == 1 else _pairs_in_body(text)

    def phrase(self, phrase: tuple[str, ...], within: Condition) -> Condition:
        """Texts and titles in which these stretches follow one another; the texts themselves are read to be sure."""
        squeezed = "".join(phrase)
        likely = self._likely(phrase)
        if len(phrase) == 1 and len(squeezed) <= 2:
            return likely
        many = self.select("1", within & likely, f"LIMIT {READ_FOR_PHRASE + 1}")
        if len(many) > READ_FOR_PHRASE:
            self._loose = True
            return likely
        return likely & check(*self._holds(phrase))

    def _likely(self, phrase: tuple[str, ...]) -> Condition:
        groups = [group for run in phrase for group in terms.anywhere(run)]
        for run in phrase:
            # Words of a stretch that cannot be part of a longer one in the text: none at its ends.
            words = [word for word in analyzer.query_words(run)[1:-1] if not is_han(word[0])]
            if len(phrase) == 1 and not is_han(run[0]) and analyzer.query_words(run) == [run]:
                words = [run]
            groups += [(word, title) for word in words for title in terms.in_title(word)]
        return demands(groups)

    def _holds(self, phrase: tuple[str, ...], row: str = "e") -> tuple[str, ...]:
        """SQL and parameters: whatever blanks and points stand between the stretches."""
        squeezed = "".join(phrase)
        loose = r"\W*".join(r"\s*".join(map(re.escape, run)) for run in phrase)
        text = "coalesce(i.folded, i.body)"
        sql = (
            f"strpos({row}.title, %s) > 0 OR EXISTS (SELECT 1 FROM {{item}} i WHERE i.id = {row}.id"
            f" AND (strpos({text}, %s) > 0 OR {text} ~ %s))"
        )
        return self.generation.sql(sql), squeezed, squeezed, loose

    def _without(self, phrase: tuple[str, ...]) -> Condition:
        squeezed = "".join(phrase)
        where, params = self._likely(phrase).sql()
        if not (len(phrase) == 1 and len(squeezed) <= 2):
            sql, *more = self._holds(phrase)
            where, params = f"{where} AND ({sql})", [*params, *more]
        inner = self.generation.sql("SELECT e.id FROM {entry} e WHERE ")
        return check(f"e.id NOT IN ({inner}{where})", *params)

    def _most_words(self, asked: Asked, within: Condition) -> Condition:
        """Texts that hold most of what was asked, by weight."""
        words = sorted({word.text: word for word in asked.words}.values(), key=lambda word: -word.idf)
        if len(words) < 2:
            return NOTHING
        enough = _PARTIAL * sum(word.idf for word in words)
        telling = needed_of([word.idf for word in words], enough)
        some = reduce(or_, (word.condition for word in words[:telling])) & within
        weights, params = [], []
        for word in words:
            where, values = word.condition.sql()
            weights.append(f"CASE WHEN {where} THEN %s ELSE 0 END")
            params += [*values, word.idf]
        where, values = (some & self.visible).sql()
        sql = self.generation.sql(
            f"SELECT id FROM (SELECT * FROM {{entry}} e WHERE {where} LIMIT {_WEIGHED}) e"
            f" WHERE {' + '.join(weights)} >= %s"
        )
        ids = [pk for (pk,) in rows(sql, [*values, *params, enough - 1e-9])]
        return these(ids) if ids else NOTHING


def needed_of(weights: list[float], enough: float) -> int:
    """How many of the heaviest words there are of which any text with enough weight must hold one."""
    for number in range(1, len(weights) + 1):
        if sum(weights[number:]) < enough:
            return number
    return len(weights)


def _dates(query: Query) -> Condition:
    found = check("e.dated >= %s", query.date_from) if query.date_from else EVERYTHING
    return found & check("e.dated <= %s", query.date_to) if query.date_to else found


def _any_of(facet: str, values: tuple[str, ...]) -> Condition:
    return demands([[terms.filtered(facet, value.strip()) for value in values]])


def _pairs_in_body(stretch: str) -> Condition:
    pairs = analyzer.han_pairs(stretch)
    return demands(terms.gram(pair) for pair in sorted(pairs)) if pairs else NOTHING
