"""您是不是要找, and what else there is on the same matter. Only text that can be found is ever proposed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from portal.search import analyzer, box
from portal.search.bitsets import docs_of
from portal.search.matching import Asked, Matcher
from portal.search.query import Query
from portal.search.snapshot import Snapshot

_TITLE_WORDS = 12
_NEAR = 0.35
_TRIED = 20
_REPLACEMENTS = 36


def related(snapshot: Snapshot, doc: int, visible: int, limit: int) -> list[int]:
    """Documents whose titles share the telling words of this one's."""
    words = {word for word in analyzer.query_words(snapshot.titles[doc]) if len(word) > 1}
    weights = {word: snapshot.idf(snapshot.in_title(word)) for word in words}
    scores: dict[int, float] = {}
    for word in sorted(words, key=lambda word: (-weights[word], word))[:_TITLE_WORDS]:
        for other in docs_of(snapshot.in_title(word) & visible):
            scores[other] = scores.get(other, 0.0) + weights[word]
    scores.pop(doc, None)
    enough = _NEAR * sum(weights.values())
    near = [other for other, score in scores.items() if score >= enough]
    return sorted(near, key=lambda other: (scores[other], snapshot.dates[other], other), reverse=True)[:limit]


def correct(matcher: Matcher, query: Query) -> str:
    """The search with one mistyped character put right where that finds something; else nothing."""
    text = box.read(query.q)
    if not text.is_plain:
        return ""
    repaired = [_repair(matcher, run) for run in text.runs]
    if tuple(repaired) == text.runs:
        return ""
    better = " ".join(repaired)
    found = matcher.find(replace(query, q=better, page=1))
    return better if found.hits and not found.partial else ""


def _repair(matcher: Matcher, run: str) -> str:
    """The run itself when titles have it, or when nothing better is found."""
    if matcher.snapshot.in_title(run) & matcher.visible:
        return run
    candidates = list(_candidates(matcher.snapshot, run))
    titled = max(candidates, key=lambda candidate: _in_titles(matcher, run, candidate), default=run)
    if any(_in_titles(matcher, run, titled)):
        return titled
    whole = (candidate for candidate in candidates if len(candidate) == len(run))
    return next((candidate for candidate in islice(whole, _TRIED) if _is_found(matcher, candidate)), run)


def _in_titles(matcher: Matcher, run: str, candidate: str) -> tuple[int, int]:
    """How many titles have the very string; one of the same length is preferred to a shortened one."""
    titles = (matcher.snapshot.in_title(candidate) & matcher.visible).bit_count()
    return (titles, 0) if len(candidate) == len(run) else (0, titles)


def _is_found(matcher: Matcher, candidate: str) -> bool:
    return bool(matcher.run(candidate, Asked()) & matcher.visible)


def _candidates(snapshot: Snapshot, run: str) -> Iterator[str]:
    """The run with a doubtful character replaced, swapped or dropped, the likeliest first."""
    pairs = snapshot.title_pairs
    for place in _doubtful(snapshot, run):
        before = pairs.after.get(run[place - 1], {}) if place else {}
        behind = pairs.before.get(run[place + 1], {}) if place + 1 < len(run) else {}
        likely = {char: before.get(char, 0) + behind.get(char, 0) for char in before.keys() | behind.keys()}
        both = before.keys() & behind.keys()
        if place + 1 < len(run):
            yield run[:place] + run[place + 1] + run[place] + run[place + 2 :]
        if len(run) > 2:
            yield run[:place] + run[place + 1 :]
        for char in sorted(likely, key=lambda char: (char not in both, -likely[char], char))[:_REPLACEMENTS]:
            yield run[:place] + char + run[place + 1 :]


def _doubtful(snapshot: Snapshot, run: str) -> list[int]:
    """Places of characters that stand beside their neighbours in no text, or in no title, the most doubtful first."""
    after = snapshot.title_pairs.after
    strange = [
        2 if snapshot.gram(first + second) == 0 else int(second not in after.get(first, {}))
        for first, second in pairwise(run)
    ]
    doubts = [left + right for left, right in zip([0, *strange], [*strange, 0], strict=True)]
    return sorted((place for place, doubt in enumerate(doubts) if doubt), key=lambda place: -doubts[place])[:3]
