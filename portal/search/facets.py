"""Counts beside the hits: how many there are of each kind, organ, year and so on."""

from portal.search.entry import Choice
from portal.search.matching import Found
from portal.search.query import Query
from portal.search.results import FACETS, Facet, FacetValue
from portal.search.snapshot import Snapshot


def count(snapshot: Snapshot, query: Query, found: Found) -> tuple[Facet, ...]:
    """Every facet with its values, counted as if it were not chosen itself, so that one can change one's mind."""
    chosen = query.chosen()
    return tuple(
        Facet(name, label, _values(snapshot.choices[name], found.without_filter(name), name, set(chosen[name])))
        for name, label in FACETS.items()
    )


def _values(members: dict[Choice, int], hits: int, facet: str, chosen: set[str]) -> tuple[FacetValue, ...]:
    shown = [
        FacetValue(code, name, count, selected)
        for name, (code, codes, bits) in _by_name(members).items()
        if (count := (bits & hits).bit_count()) | (selected := name in chosen or not chosen.isdisjoint(codes))
    ]
    if facet == "year":
        return tuple(sorted(shown, key=lambda value: value.code, reverse=True))
    return tuple(sorted(shown, key=lambda value: (-value.count, value.name)))


def _by_name(members: dict[Choice, int]) -> dict[str, tuple[str, tuple[str, ...], int]]:
    """What to filter by, the codes and the documents of every name: columns of several organs may bear the same one."""
    joined: dict[str, tuple[str, tuple[str, ...], int]] = {}
    for choice, bits in members.items():
        if choice.name in joined:
            _, codes, others = joined[choice.name]
            joined[choice.name] = (choice.name, (*codes, choice.code), others | bits)
        else:
            joined[choice.name] = (choice.code, (choice.code,), bits)
    return joined
