"""A condition on rows in the one shape the index answers without reading them: any of some lists of demands.

A demand is a group of terms of which a row must hold one. A list of demands is one scan of the index, which leaps
along the rarest; several lists are joined as sets of rows. What only the row or its text can tell is a ``Check``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from portal.search.postgres.terms import number_of

# More lists than these are not worth their scans: then only the first of each further part is asked.
_MOST_ARMS = 16

Group = tuple[str, ...]


class Check(NamedTuple):
    """SQL about the row ``e``, with its parameters. ``names_rows``: it says which rows, by their numbers."""

    sql: str
    params: tuple[Any, ...] = ()
    names_rows: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """``arms``: any list of demands; ``checks``: each of them besides."""

    arms: tuple[frozenset[Group], ...] = (frozenset(),)
    checks: tuple[Check, ...] = ()

    @property
    def is_indexed(self) -> bool:
        return all(self.arms) or any(check.names_rows for check in self.checks)

    def __and__(self, other: "Condition") -> "Condition":
        others = other.arms if len(self.arms) * len(other.arms) <= _MOST_ARMS else other.arms[:1]
        arms = dict.fromkeys(mine | theirs for mine, theirs in product(self.arms, others))
        return Condition(tuple(arms), self.checks + other.checks)

    def __or__(self, other: "Condition") -> "Condition":
        """Of conditions without checks."""
        return Condition(tuple(dict.fromkeys(self.arms + other.arms)))

    def sql(self) -> tuple[str, list[Any]]:
        """For ``WHERE``."""
        params: list[Any] = []
        arms = [_arm(arm, number, params) for number, arm in enumerate(self.arms)]
        parts = [] if "" in arms else ["(" + " OR ".join(f"({arm})" for arm in arms) + ")" if arms else "false"]
        for check in self.checks:
            parts.append(f"({check.sql})")
            params += check.params
        return " AND ".join(parts) or "true", params


EVERYTHING = Condition()
NOTHING = Condition(arms=())


def demands(groups: Iterable[Iterable[str]]) -> Condition:
    """One of every group."""
    return Condition((frozenset(tuple(group) for group in groups),))


def check(sql: str, *params: Any) -> Condition:
    return Condition(checks=(Check(sql, params),))


def these(ids: Iterable[int]) -> Condition:
    return Condition(checks=(Check("e.id = ANY(%s)", (list(ids),), names_rows=True),))


def _arm(arm: frozenset[Group], number: int, params: list[Any]) -> str:
    """A list of demands, for one scan.

    PostgreSQL would take what several lists have in common before the brackets and check the rest row by row; so the
    same demand is written differently in each, by saying one of its terms once more.
    """
    single = sorted({group[0] for group in arm if len(group) == 1})
    # A group that holds a demanded term is met by it.
    several = [group for group in sorted(arm) if len(group) > 1 and not set(group) & set(single)]
    parts = []
    if single:
        parts.append("e.terms @> %s::bigint[]")
        params.append(_numbers([*single, *single[:1] * number]))
    for group in several:
        parts.append("e.terms && %s::bigint[]")
        params.append(_numbers([*group, *group[:1] * number]))
    return " AND ".join(parts)


def _numbers(terms: list[str]) -> list[int]:
    return list(map(number_of, terms))
