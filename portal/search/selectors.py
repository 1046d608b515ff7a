"""Asking the index, and never trusting it alone: whatever is shown is public in the database at this moment.

Items with a pending change are looked up first. Those no longer public are hidden from the engine, so that they are
missing from hits, counts, facets and suggestions alike; those still public are shown as they are now, not as indexed.
Hits are checked once more against the public rows, one query per page and label.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from portal.search import highlighting, registry
from portal.search.current import engine
from portal.search.entry import Choice, key_of
from portal.search.folding import fold
from portal.search.models import IndexTask, Reconciliation
from portal.search.query import Query
from portal.search.results import Hit, Result

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Pending:
    """Keys the index has not caught up with: ``hidden`` must not be shown, ``changed`` must be shown afresh."""

    hidden: frozenset[str]
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of results, and what else there is on the matter of its first hit."""

    result: Result
    related: list[Hit]


def search(query: Query, *, related: int = 0, pending: Pending | None = None) -> Found:
    """One page of public items, with up to ``related`` more on the matter of the first. Raises ``IndexUnavailable``.

    ``pending`` spares a query where it was just read.
    """
    pending = pending or read_pending()
    hidden = set(pending.hidden)
    for _ in range(_TRIES):
        result = engine().search(query, hidden=hidden)
        near = _near(result, related, hidden | pending.changed)
        gone = _not_public(hit.key for hit in (*result.hits, *near))
        if not gone:
            break
        hidden |= gone
    hits = tuple(hit for hit in result.hits if hit.key not in gone)
    near = [hit for hit in near if hit.key not in gone]
    return Found(replace(result, hits=_afresh(hits, query, pending.changed)), near)


def among(query: Query, keys: Collection[str]) -> set[str]:
    """Those of ``keys`` the query finds. The caller answers for their being public. Raises ``IndexUnavailable``."""
    return engine().among(query, keys) if keys else set()


def related(key: str, *, limit: int) -> list[Hit]:
    """Public items on the same matter. Raises ``IndexUnavailable``."""
    pending = read_pending()
    hits = engine().related(key, limit=limit, hidden=pending.hidden | pending.changed)
    gone = _not_public(hit.key for hit in hits)
    return [hit for hit in hits if hit.key not in gone]


def complete(text: str, *, limit: int) -> list[str]:
    """Titles of public items for what has been typed so far. Raises ``IndexUnavailable``."""
    pending = read_pending()
    return engine().complete(text, limit=limit, hidden=pending.hidden | pending.changed)


def choices(*, pending: Pending | None = None) -> dict[str, list[Choice]]:
    """The values one can filter by. Raises ``IndexUnavailable``."""
    return engine().choices(hidden=(pending or read_pending()).hidden)


def backlog(at: datetime) -> tuple[int, int | None]:
    """How many changes wait for their first try, and the age of the oldest in seconds."""
    waiting = IndexTask.objects.pending().filter(attempts=0)
    oldest = waiting.order_by("queued_at").first()
    return waiting.count(), int((at - oldest.queued_at).total_seconds()) if oldest else None


def failing() -> int:
    """How many changes could not be taken in and wait for another try."""
    return IndexTask.objects.pending().filter(attempts__gt=0).count()


def last_reconciliation() -> Reconciliation | None:
    return Reconciliation.objects.first()


def read_pending() -> Pending:
    """What the index has not caught up with at this moment."""
    waiting: dict[str, set[int]] = defaultdict(set)
    for label, pk in IndexTask.objects.pending().order_by().values_list("label", "object_id"):
        waiting[label].add(pk)
    hidden: set[str] = set()
    changed: set[str] = set()
    for label, pks in waiting.items():
        public = registry.public_ids(label, pks)
        hidden |= {key_of(label, pk) for pk in pks - public}
        changed |= {key_of(label, pk) for pk in public}
    return Pending(frozenset(hidden), frozenset(changed))


def _near(result: Result, limit: int, hidden: set[str]) -> list[Hit]:
    if not limit or not result.hits:
        return []
    shown = {hit.key for hit in result.hits}
    return engine().related(result.hits[0].key, limit=limit, hidden=hidden | shown)


def _not_public(keys: Iterable[str]) -> set[str]:
    """Keys nobody may be shown."""
    gone: set[str] = set()
    for label, pks in _by_label(keys).items():
        gone |= {key_of(label, pk) for pk in pks - registry.public_ids(label, pks)}
    return gone


def _afresh(hits: tuple[Hit, ...], query: Query, changed: frozenset[str]) -> tuple[Hit, ...]:
    """Hits with those that have changed since they were indexed made from their rows."""
    stale = {hit.key for hit in hits} & changed
    if not stale:
        return hits
    marked = highlighting.stretches_for(query)
    fresh: dict[str, Hit] = {}
    for label, pks in _by_label(stale).items():
        source = registry.source_of(label)
        for row in source.public().filter(pk__in=pks):
            entry = source.to_entry(row)
            fresh[entry.key] = highlighting.hit_of(entry, fold(entry.body), marked)
    return tuple(fresh.get(hit.key, hit) for hit in hits if hit.key not in stale or hit.key in fresh)


def _by_label(keys: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for key in keys:
        label, _, pk = key.rpartition(":")
        found[label].add(int(pk))
    return found
