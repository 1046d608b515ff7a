"""How many are found, and how many of each choice: exactly, or estimated from an even sample of one in eight."""

from collections import Counter
from dataclasses import dataclass

from portal.search.entry import Choice
from portal.search.postgres import terms
from portal.search.postgres.conditions import Condition, demands
from portal.search.postgres.finding import Finder, Found
from portal.search.postgres.tables import rows, walked
from portal.search.query import Query
from portal.search.results import FACETS, Facet, FacetValue

# More hits than this are not counted one by one.
COUNTED = 20_000
# Up to so many are named one by one.
NAMED = 1_000
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Counts:
    """``choices`` by number of the choice. ``estimated``: both come from a sample.

    ``ids`` are the rows themselves where they are few, so that nobody needs to look for them again.
    """

    total: int
    choices: Counter[int]
    estimated: bool = False
    ids: list[int] | None = None


def count(finder: Finder, condition: Condition) -> Counts:
    """Everything the condition finds."""
    if condition == Condition():
        return _by_the_books(finder)
    counts = _count(finder, condition)
    if counts.total <= COUNTED:
        return counts
    part = _count(finder, condition & demands([[terms.sample(0)]]))
    if part.total > COUNTED:
        return Counts(part.total * terms.SAMPLES, counts.choices, estimated=True)
    return _scaled(part)


def _count(finder: Finder, condition: Condition) -> Counts:
    """One pass over the rows, and no further than one more than are counted."""
    where, params = (condition & finder.visible).sql()
    sql = finder.generation.sql(
        f"WITH m AS MATERIALIZED (SELECT e.id, e.choices FROM {{entry}} e WHERE {where} LIMIT {COUNTED + 1})"
        f" SELECT 0, count(*), (SELECT array_agg(id) FROM (SELECT id FROM m LIMIT {NAMED + 1}) few) FROM m UNION ALL"
        " SELECT c, count(*), NULL FROM m CROSS JOIN unnest(m.choices) AS c GROUP BY c"
    )
    found = (rows if condition.is_indexed else walked)(sql, params)
    choices = Counter({number: times for number, times, _ in found})
    ids = next(ids for number, _, ids in found if number == 0)
    total = choices.pop(0)
    return Counts(total, choices, ids=(ids or []) if total <= NAMED else None)


def _by_the_books(finder: Finder) -> Counts:
    """Everything there is, without looking at a single row but the hidden ones."""
    sql = finder.generation.sql(
        "SELECT id, sum(entries) FROM (SELECT id, entries FROM {choice}"
        " UNION ALL SELECT choice, entries FROM {change}) books GROUP BY id"
    )
    choices = Counter({number: int(entries) for number, entries in rows(sql)})
    if finder.visible.checks:
        hidden = finder.visible.checks[0].params[0]
        gone = rows(finder.generation.sql("SELECT choices FROM {entry} WHERE key = ANY(%s)"), [hidden])
        for (numbers,) in gone:
            choices.subtract([0, *numbers])
    return Counts(choices.pop(0, 0), +choices)


def _scaled(part: Counts) -> Counts:
    choices = Counter({number: _round(times * terms.SAMPLES) for number, times in part.choices.items()})
    return Counts(_round(part.total * terms.SAMPLES), choices, estimated=True)


def _round(number: int) -> int:
    """An estimate shows no more digits than it is sure of."""
    return round(number, _DIGITS - len(str(number))) if number >= 10**_DIGITS else number


def facets(finder: Finder, query: Query, found: Found, counts: Counts) -> tuple[Facet, ...]:
    """Every facet with its values, counted as if it were not chosen itself, so that one can change one's mind."""
    chosen = {facet: {value.strip() for value in values} for facet, values in query.chosen().items()}
    by_facet = {
        facet: count(finder, found.without_filter(facet)).choices if chosen[facet] else counts.choices
        for facet in FACETS
    }
    known = _known(finder, {number for numbers in by_facet.values() for number in numbers}, chosen)
    return tuple(
        Facet(facet, label, _values(known.get(facet, {}), by_facet[facet], facet, chosen[facet]))
        for facet, label in FACETS.items()
    )


def choices(finder: Finder) -> dict[str, list[Choice]]:
    """Every value of every facet that anything has."""
    counts = _by_the_books(finder)
    listed = facets(finder, Query(), Found(Condition(), {}, None), counts)  # type: ignore[arg-type]  # nothing asked
    return {facet.name: [Choice(value.code, value.name) for value in facet.values] for facet in listed}


def _known(finder: Finder, numbers: set[int], chosen: dict[str, set[str]]) -> dict[str, dict[int, Choice]]:
    """Choices with their numbers by facet: those counted, and those chosen although nothing has them."""
    wanted = sorted({value for values in chosen.values() for value in values})
    sql = finder.generation.sql(
        "SELECT facet, id, code, name FROM {choice} WHERE id > 0 AND (id = ANY(%s) OR code = ANY(%s) OR name = ANY(%s))"
    )
    known: dict[str, dict[int, Choice]] = {}
    for facet, number, code, name in rows(sql, [sorted(numbers), wanted, wanted]):
        known.setdefault(facet, {})[number] = Choice(code, name)
    return known


def _values(members: dict[int, Choice], counted: Counter[int], facet: str, chosen: set[str]) -> tuple[FacetValue, ...]:
    """Columns of several organs may bear the same name: they are one value."""
    joined: dict[str, tuple[set[str], int]] = {}
    for number, choice in members.items():
        codes, entries = joined.get(choice.name, (set(), 0))
        joined[choice.name] = codes | {choice.code}, entries + counted[number]
    values = [
        FacetValue(name if len(codes) > 1 else min(codes), name, entries, selected)
        for name, (codes, entries) in joined.items()
        if (selected := name in chosen or not chosen.isdisjoint(codes)) or entries
    ]
    if facet == "year":
        return tuple(sorted(values, key=lambda value: value.code, reverse=True))
    return tuple(sorted(values, key=lambda value: (-value.count, value.name)))
