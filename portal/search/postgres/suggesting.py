"""您是不是要找, and what else there is on the same matter. Only text that can be found is ever proposed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

from portal.search import analyzer, box
from portal.search.folding import is_han
from portal.search.postgres import terms
from portal.search.postgres.conditions import Condition, demands
from portal.search.postgres.finding import Asked, Finder
from portal.search.postgres.tables import make_sure, rows
from portal.search.query import Query

_TITLE_WORDS = 12
_NEAR = 0.35
_RELATED = 2_000
_TRIED = 20
_REPLACEMENTS = 36
_COUNTED = 1_000


def related(finder: Finder, key: str, limit: int) -> list[int]:
    """Rows whose titles share the telling words of this one's, nearest first."""
    sql = finder.generation.sql("SELECT id, title FROM {entry} WHERE key = %s")
    found = rows(sql, [key])
    if not found:
        make_sure(finder.generation)
        return []
    ((own, title),) = found
    weights = _weights(finder, {word for word in analyzer.query_words(title) if len(word) > 1})
    telling = sorted(weights, key=lambda word: (-weights[word], word))[:_TITLE_WORDS]
    enough = _NEAR * sum(weights.values())
    needed = next(
        (n for n in range(1, len(telling)) if sum(weights[word] for word in telling[n:]) < enough), len(telling)
    )
    near = Condition(arms=())
    for word in telling[:needed]:
        near |= demands([term] for term in terms.in_title(word))
    where, params = (near & finder.visible).sql()
    score = " + ".join(f"{weights[word]:.4f} * (strpos(c.title, %s) > 0)::int" for word in telling) or "0"
    sql = finder.generation.sql(
        f"SELECT id FROM (SELECT c.id, c.dated, {score} AS score FROM"
        f" (SELECT * FROM {{entry}} e WHERE {where} LIMIT {_RELATED}) c WHERE c.id <> %s) s"
        " WHERE score >= %s ORDER BY score DESC, dated DESC NULLS LAST, id DESC LIMIT %s"
    )
    return [pk for (pk,) in rows(sql, [*telling, *params, own, enough, limit])]


def _weights(finder: Finder, words: set[str]) -> dict[str, float]:
    titled = dict(rows(finder.generation.sql("SELECT term, titled FROM {term} WHERE term = ANY(%s)"), [sorted(words)]))
    return {word: finder.idf(titled.get(word, 1)) for word in words}


def complete(finder: Finder, stretch: str, limit: int) -> list[int]:
    """Rows whose titles hold the stretch, those that begin with it first."""
    where, params = (demands([term] for term in terms.in_title(stretch)) & finder.visible).sql()
    sql = finder.generation.sql(
        f"SELECT min(id) FROM (SELECT * FROM {{entry}} e WHERE {where} LIMIT {_RELATED}) e WHERE strpos(title, %s) > 0"
        " GROUP BY title ORDER BY min(strpos(title, %s)), length(title), title LIMIT %s"
    )
    return [pk for (pk,) in rows(sql, [*params, stretch, stretch, limit])]


def correct(finder: Finder, query: Query) -> str:
    """The search with one mistyped character put right where that finds something; else nothing."""
    text = box.read(query.q)
    if not text.is_plain:
        return ""
    repaired = [_repair(finder, run) for run in text.runs]
    if tuple(repaired) == text.runs:
        return ""
    better = " ".join(repaired)
    found = finder.find(replace(query, q=better, page=1))
    return better if finder.exists(found.condition) else ""


def _repair(finder: Finder, run: str) -> str:
    """The run itself when titles have it, or when nothing better is found."""
    if _in_titles(finder, [run])[run]:
        return run
    candidates = list(dict.fromkeys(_candidates(finder, run)))
    if not candidates:
        return run
    titles = _in_titles(finder, candidates)

    def worth(candidate: str) -> tuple[int, int]:
        """One of the same length is preferred to a shortened one."""
        return (titles[candidate], 0) if len(candidate) == len(run) else (0, titles[candidate])

    best = max(candidates, key=worth)
    if titles[best]:
        return best
    whole = (candidate for candidate in candidates if len(candidate) == len(run))
    return next((each for each in islice(whole, _TRIED) if finder.exists(finder.run(each, Asked()))), run)


def _in_titles(finder: Finder, stretches: list[str]) -> dict[str, int]:
    """How many titles have each stretch, in one query."""
    where, params = finder.visible.sql()
    sql = finder.generation.sql(
        "SELECT w.stretch, (SELECT count(*) FROM (SELECT 1 FROM {entry} e"
        f" WHERE e.terms @> string_to_array(w.terms, ' ')::bigint[] AND strpos(e.title, w.stretch) > 0 AND {where}"
        f" LIMIT {_COUNTED}) held)"
        " FROM unnest(%s::text[], %s::text[]) AS w(stretch, terms)"
    )
    numbers = [" ".join(str(terms.number_of(term)) for term in terms.in_title(stretch)) for stretch in stretches]
    return dict(rows(sql, [*params, stretches, numbers]))


def _candidates(finder: Finder, run: str) -> Iterator[str]:
    """The run with a doubtful character replaced, swapped or dropped, the likeliest first."""
    for place in _doubtful(finder, run):
        before = _neighbours(finder, "second", "first", run[place - 1]) if place else {}
        behind = _neighbours(finder, "first", "second", run[place + 1]) if place + 1 < len(run) else {}
        likely = {char: before.get(char, 0) + behind.get(char, 0) for char in before.keys() | behind.keys()}
        both = before.keys() & behind.keys()
        if place + 1 < len(run):
            yield run[:place] + run[place + 1] + run[place] + run[place + 2 :]
        if len(run) > 2:
            yield run[:place] + run[place + 1 :]
        for char in sorted(likely, key=lambda char: (char not in both, -likely[char], char))[:_REPLACEMENTS]:
            yield run[:place] + char + run[place + 1 :]


def _neighbours(finder: Finder, wanted: str, beside: str, char: str) -> dict[str, int]:
    sql = finder.generation.sql(f"SELECT {wanted}, times FROM {{pair}} WHERE {beside} = %s")
    return dict(rows(sql, [char]))


def _doubtful(finder: Finder, run: str) -> list[int]:
    """Places of characters that stand beside their neighbours in no text, or in no title, the most doubtful first."""
    pairs = list(pairwise(run))
    columns = [[first for first, _ in pairs], [second for _, second in pairs]]
    source = "unnest(%s::text[], %s::text[]) AS w(first, second)"
    known = set(
        rows(finder.generation.sql(f"SELECT first, second FROM {{pair}} JOIN {source} USING (first, second)"), columns)
    )
    strange = [0 if pair in known else 1 if _in_texts(finder, "".join(pair)) else 2 for pair in pairs]
    doubts = [left + right for left, right in zip([0, *strange], [*strange, 0], strict=True)]
    return sorted((place for place, doubt in enumerate(doubts) if doubt), key=lambda place: -doubts[place])[:3]


def _in_texts(finder: Finder, pair: str) -> bool:
    return all(map(is_han, pair)) and finder.exists(demands([terms.gram(pair)]))
