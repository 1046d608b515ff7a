"""In which order hits are shown."""

import heapq

from portal.search.bitsets import docs_of
from portal.search.folding import fold
from portal.search.matching import Asked, Found, phrase_test
from portal.search.query import Query
from portal.search.snapshot import Snapshot

# Worth of a word in the title against the same word in the text (BM25 gives a text at most 2.2).
_TITLE_WORD = 2.0
# Worth of the whole search standing in the title, at least and when the title says nothing else.
_TITLE_RUN = 3.0
_TITLE_COVERED = 5.0
_TITLE_EQUAL = 5.0
# Worth of the title having the same blanks and points as well.
_TITLE_POINTED = 0.5
# Worth of the typed string standing in the text just so; looked up for the best candidates only.
_TEXT_RUN = 3.0
_CANDIDATES = 60
# So few hits are looked up one by one instead of adding up whole posting lists.
_FEW = 200
# Above any sum of the others, so that a document number always comes first.
_NUMBER = 1e6
_CITING = 1e3


def order(snapshot: Snapshot, query: Query, found: Found, *, wanted: int) -> list[int]:
    """The first ``wanted`` documents."""
    hits = found.hits
    if query.sort == "newest":
        scores = _scores(snapshot, found.asked, hits)
        dates = snapshot.dates
        return heapq.nlargest(wanted, docs_of(hits), key=lambda doc: (dates[doc], scores[doc]))
    scores = _scores(snapshot, found.asked, hits)
    _reward_text(snapshot, found.asked, hits, scores, wanted)
    return _best(snapshot, hits, scores, wanted)


def _best(snapshot: Snapshot, hits: int, scores: list[float], wanted: int) -> list[int]:
    dates = snapshot.dates
    return heapq.nlargest(wanted, docs_of(hits), key=lambda doc: (scores[doc], dates[doc]))


def _scores(snapshot: Snapshot, asked: Asked, hits: int) -> list[float]:
    scores = [0.0] * snapshot.size
    few = docs_of(hits) if hits.bit_count() < _FEW else None
    seen: set[str] = set()
    for word in asked.words:
        if word.text in seen:
            continue
        seen.add(word.text)
        idf = snapshot.idf(word.bits)
        for doc, gain in snapshot.word(word.text).among(few):
            scores[doc] += idf * gain
        for doc in docs_of(snapshot.in_title(word.text) & hits):
            scores[doc] += idf * _TITLE_WORD
    _reward_titles(snapshot, asked, hits, scores)
    _reward_numbers(asked, scores)
    return scores


def _weight(snapshot: Snapshot, asked: Asked) -> float:
    return sum({word.text: snapshot.idf(word.bits) for word in asked.words}.values())


def _reward_titles(snapshot: Snapshot, asked: Asked, hits: int, scores: list[float]) -> None:
    """A title that holds all that was typed, the more the less else it says."""
    stretches = [*asked.runs, *("".join(phrase) for phrase in asked.phrases)]
    if not stretches:
        return
    bits = hits
    for stretch in stretches:
        bits &= snapshot.in_title(stretch)
    weight = _weight(snapshot, asked)
    asked_length = sum(map(len, stretches))
    whole = "".join(stretches)
    pointed = asked.typed if asked.typed != whole else ""
    for doc in docs_of(bits):
        title = snapshot.titles[doc]
        covered = min(1.0, asked_length / len(title))
        scores[doc] += weight * (_TITLE_RUN + _TITLE_COVERED * covered + (_TITLE_EQUAL if title == whole else 0))
        if pointed and pointed in fold(snapshot.metas[doc]["title"]):
            scores[doc] += weight * _TITLE_POINTED


def _reward_numbers(asked: Asked, scores: list[float]) -> None:
    for doc, closeness in asked.numbers:
        scores[doc] += _NUMBER * closeness
    for doc in docs_of(asked.citing):
        scores[doc] += _CITING


def _reward_text(snapshot: Snapshot, asked: Asked, hits: int, scores: list[float], wanted: int) -> None:
    """Texts that have a typed string unbroken: all that may have it when they are few, else the best candidates."""
    if not asked.pairs:
        return
    weight = _weight(snapshot, asked) / len(asked.pairs)
    best: list[int] = []
    for run, pairs in asked.pairs.items():
        possible = pairs & hits
        if possible.bit_count() > _CANDIDATES:
            best = best or _best(snapshot, hits, scores, wanted + _CANDIDATES)
            candidates = [doc for doc in best if possible >> doc & 1]
        else:
            candidates = docs_of(possible)
        holds = phrase_test((run,))
        for doc in candidates:
            if holds(snapshot.folded(doc)):
                scores[doc] += weight * _TEXT_RUN
