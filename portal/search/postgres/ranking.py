"""In which order hits are shown. The weights are those of the embedded engine (``portal/search/ranking.py``).

Ranking reads a row of counted words per document. When more are found than it is worth reading, those that stand out
are ranked - what was asked in the title, words said often, the newest - and the rest follow by date.
"""

from typing import Any

from portal.search.folding import fold
from portal.search.postgres import terms
from portal.search.postgres.conditions import Condition, check, demands, these
from portal.search.postgres.counting import Counts
from portal.search.postgres.finding import Finder, Found
from portal.search.postgres.tables import rows
from portal.search.query import Query

# BM25: how soon repetition stops counting, and how much long texts are held back.
_K1 = 1.2
_B = 0.6
_TITLE_WORD = 2.0
_TITLE_RUN = 3.0
_TITLE_COVERED = 5.0
_TITLE_EQUAL = 5.0
_TEXT_RUN = 3.0
_NUMBER = 1e6
_CITING = 1e3
# Texts that are read to see whether the typed string stands in them just so.
_READ = 60
# Of more hits than are named so many of each kind that stands out are ranked.
_EACH = 300
# The expression keeps PostgreSQL from walking along the dates and reading the terms of every row on its way.
_NEWEST = "ORDER BY (e.dated + 0) DESC NULLS LAST, e.id DESC"


def order(finder: Finder, query: Query, found: Found, counts: Counts, *, first: int, wanted: int) -> list[int]:
    """The rows from ``first`` on, at most ``wanted``, of all hits."""
    if first >= counts.total:
        return []
    condition = found.condition if counts.ids is None else these(counts.ids)
    asked = found.asked
    if query.sort == "newest" or not (asked.words or asked.numbers or asked.runs):
        return _newest(finder, condition, first, wanted)
    if counts.ids is not None:
        return _ranked(finder, query, found, condition, first, wanted)
    candidates = _standing_out(finder, found, condition)
    if first + wanted <= len(candidates):
        return _ranked(finder, query, found, these(candidates), first, wanted)
    shown = _ranked(finder, query, found, these(candidates), 0, len(candidates))
    rest = condition & check("e.id <> ALL(%s)", candidates)
    missing = first + wanted - len(shown)
    return shown[first:] + _newest(finder, rest, max(0, first - len(shown)), min(wanted, missing))


def _newest(finder: Finder, condition: Condition, first: int, wanted: int) -> list[int]:
    how = _NEWEST if condition.is_indexed else "ORDER BY e.dated DESC NULLS LAST, e.id DESC"
    return [pk for (pk,) in finder.select("e.id", condition, f"{how} LIMIT %s OFFSET %s", [wanted, first])]


def _standing_out(finder: Finder, found: Found, condition: Condition) -> list[int]:
    """Rows worth ranking: the title says what was asked, shortest first; the text says it often; the newest."""
    stretches = [*found.asked.runs, *("".join(phrase) for phrase in found.asked.phrases)]
    titled = demands([term] for stretch in stretches for term in terms.in_title(stretch))
    words = [word for word in found.asked.weights if len(word) > 1]
    said = demands([terms.often(word)] for word in words)
    chosen: dict[int, None] = {}
    for each, how in (
        (titled if stretches else None, "ORDER BY length(e.title), (e.dated + 0) DESC NULLS LAST, e.id"),
        (said if words else None, _NEWEST),
        (Condition(), _NEWEST),
    ):
        if each is not None:
            picked = finder.select("e.id", condition & each, f"{how} LIMIT {_EACH}")
            chosen |= dict.fromkeys(pk for (pk,) in picked)
    return list(chosen)


def _ranked(finder: Finder, query: Query, found: Found, condition: Condition, first: int, wanted: int) -> list[int]:
    """By score, then date."""
    score, params = _score(finder, found)
    where, values = (condition & finder.visible).sql()
    generation = finder.generation
    text, reading = _text_reward(found)
    best = first + wanted + (_READ if reading else 0)
    sql = generation.sql(
        f"WITH found AS MATERIALIZED (SELECT e.id, e.dated, e.length, e.title, {_cites(found)} AS cites"
        f" FROM {{entry}} e WHERE {where})"
        f" SELECT b.id FROM (SELECT e.id, e.dated, {score} AS score FROM found e JOIN {{said}} s ON s.id = e.id"
        f" ORDER BY score DESC, e.dated DESC NULLS LAST, e.id LIMIT %s) b"
        f" JOIN {{item}} i ON i.id = b.id ORDER BY b.score + {text} DESC, b.dated DESC NULLS LAST, b.id"
        " LIMIT %s OFFSET %s"
    )
    return [pk for (pk,) in rows(sql, [*_cited(found), *values, *params, best, *reading, wanted, first])]


def _score(finder: Finder, found: Found) -> tuple[str, list[Any]]:
    asked = found.asked
    parts: list[str] = []
    params: list[Any] = []
    hold = f"({_K1 * (1 - _B)}::float8 + {_K1 * _B / finder.generation.average}::float8 * e.length)"
    for word, idf in asked.weights.items():
        # tf * (k + 1) / (tf + hold), with tf asked for once.
        times = "coalesce(s.times[array_position(s.words, %s)], 1)"
        gain = f"{_K1 + 1} * (1 - {hold} / ({times} + {hold}))"
        parts.append(f"{idf:.4f}::float8 * ({gain} + {_TITLE_WORD} * (strpos(e.title, %s) > 0)::int)")
        params += [terms.short_number_of(word), word]
    if stretches := [*asked.runs, *("".join(phrase) for phrase in asked.phrases)]:
        whole, weight = "".join(stretches), sum(asked.weights.values())
        every = " AND ".join("strpos(e.title, %s) > 0" for _ in stretches)
        covered = f"{_TITLE_COVERED} * least(1.0, {sum(map(len, stretches))}.0 / greatest(1, length(e.title)))"
        parts.append(
            f"CASE WHEN {every} THEN {weight:.4f} * ({_TITLE_RUN} + {covered}"
            f" + {_TITLE_EQUAL} * (e.title = %s)::int) ELSE 0 END"
        )
        params += [*stretches, whole]
    if asked.numbers:
        parts.append(f"{_NUMBER} * coalesce((%s::float[])[array_position(%s::bigint[], e.id)], 0)")
        params += [list(asked.numbers.values()), list(asked.numbers)]
    if asked.citing:
        parts.append(f"{_CITING} * e.cites")
    return " + ".join(parts) or "0", params


def _cites(found: Found) -> str:
    return "(e.terms @> %s::bigint[])::int" if found.asked.citing else "0"


def _cited(found: Found) -> list[list[int]]:
    return [[terms.number_of(found.asked.citing)]] if found.asked.citing else []


def _text_reward(found: Found) -> tuple[str, list[str]]:
    """Texts that have a typed string unbroken."""
    unbroken = [fold(run) for run in dict.fromkeys(found.asked.unbroken)]
    if not unbroken:
        return "0", []
    weight = _TEXT_RUN * sum(found.asked.weights.values()) / len(unbroken)
    holds = " + ".join("(strpos(coalesce(i.folded, i.body), %s) > 0)::int" for _ in unbroken)
    return f"{weight:.4f} * ({holds})", unbroken
