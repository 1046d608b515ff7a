"""What can be followed: one row per kind, registered by the app that has it. A new kind is a row.

``News`` is what became public in a span of time, whoever published it; a kind says which of it belongs to which of the
things followed. Whether an item may still be shown is not asked here: for that there is one rule, in
``portal.search.registry``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

Ref = tuple[str, int]
"""Label and key of an item, such as ``("disclosure.document", 17)``."""

News = Mapping[Ref, datetime]
"""Items with the moment each became public."""


class NotNow(Exception):
    """The kind cannot answer at the moment. Who follows such things is served at a later run, and loses nothing."""


Sort = Callable[[Collection[str], Collection[Ref]], Mapping[str, Collection[Ref]]]
"""Takes keys and items; gives the items of each key."""


def _as_typed(key: str) -> str:
    return key


def _nothing() -> Sequence[tuple[str, str]]:
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """``names`` gives what of ``keys`` can be followed today, by name: one query for all. ``sort`` gives the items of
    each key: a number of queries that does not grow with the items. ``canonical`` spells a key in the one way it is
    stored; raises ``DomainError`` for what is no key at all. ``offered`` gives key and
    name of what is chosen from a list; nothing for kinds that are followed from pages of their own.
    """

    code: str
    label: str
    names: Callable[[Collection[str]], Mapping[str, str]]
    page: Callable[[str], str]
    sort: Sort
    canonical: Callable[[str], str] = _as_typed
    offered: Callable[[], Sequence[tuple[str, str]]] = _nothing


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to follow: ``page`` is the path that shows it."""

    kind: Kind
    key: str
    name: str

    @property
    def page(self) -> str:
        return self.kind.page(self.key)


_kinds: dict[str, Kind] = {}
_further: dict[str, dict[str, Sort]] = {}
_sources: dict[str, Callable[[datetime, datetime], Iterable[tuple[int, datetime]]]] = {}


def register(kind: Kind) -> None:
    """Registering a code again replaces the row."""
    _kinds[kind.code] = kind


def register_further(code: str, label: str, sort: Sort) -> None:
    """A room above says which of its own items, those of ``label``, belong to the things of a kind it does not own."""
    _further.setdefault(code, {})[label] = sort


def sorted_by(kind: Kind, keys: Collection[str], items: Collection[Ref]) -> dict[str, set[Ref]]:
    """The items of each key, whoever they are of."""
    found: dict[str, set[Ref]] = {}
    for sort in (kind.sort, *_further.get(kind.code, {}).values()):
        for key, refs in sort(keys, items).items():
            found.setdefault(key, set()).update(refs)
    return found


def register_news(label: str, published: Callable[[datetime, datetime], Iterable[tuple[int, datetime]]]) -> None:
    """``published`` gives keys and moments of what became public after the first moment and not after the second."""
    _sources[label] = published


def kind_of(code: str) -> Kind | None:
    return _kinds.get(code)


def offers() -> list[tuple[Kind, Sequence[tuple[str, str]]]]:
    """Every kind that is chosen from a list, with the list."""
    return [(kind, found) for kind in _kinds.values() if (found := kind.offered())]


def news(since: datetime, until: datetime) -> dict[Ref, datetime]:
    """Everything that became public after ``since`` and not after ``until``. One query per label."""
    return {(label, pk): at for label, published in _sources.items() for pk, at in published(since, until)}


def thing(code: str, key: str) -> Thing | None:
    """What the address of a form names; ``None`` for nothing one could follow. Raises ``DomainError`` for a bad key."""
    kind = kind_of(code)
    if kind is None:
        return None
    spelt = kind.canonical(key)
    name = kind.names([spelt]).get(spelt)
    return Thing(kind, spelt, name) if name else None


def things(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Thing]:
    """The same for many stored pairs of code and key; those that no longer exist are left out. One query per kind."""
    wanted: dict[str, list[str]] = {}
    for code, key in keys:
        wanted.setdefault(code, []).append(key)
    found: dict[tuple[str, str], Thing] = {}
    for code, some in wanted.items():
        if (kind := kind_of(code)) is not None:
            found |= {(code, key): Thing(kind, key, name) for key, name in kind.names(some).items()}
    return found
