"""What items look like at this moment: entries to be written, keys to be removed, and what cannot be read."""

import logging
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Model

from portal.search import registry
from portal.search.entry import Entry, key_of
from portal.search.registry import SearchSource

logger = logging.getLogger(__name__)

Key = tuple[str, int]


@dataclass(slots=True)
class Changes:
    """What a set of items looks like now: entries, keys no longer public, and items whose entry cannot be made."""

    entries: list[Entry] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: dict[Key, str] = field(default_factory=dict)


def changes_of(keys: set[Key]) -> Changes:
    changes = Changes()
    ids: dict[str, list[int]] = defaultdict(list)
    for label, pk in keys:
        ids[label].append(pk)
    for label, pks in ids.items():
        try:
            source = registry.source_of(label)
        except KeyError:
            changes.failed |= {(label, pk): "没有登记这一类的检索来源" for pk in pks}
            continue
        changes.entries += _entries(source, pks, changes)
    return changes


def _entries(source: SearchSource, pks: list[int], changes: Changes) -> list[Entry]:
    found = {row.pk: row for row in source.public().filter(pk__in=pks)}
    changes.gone += [key_of(source.label, pk) for pk in pks if pk not in found]
    made = (entry_of(source, row, changes.failed) for row in found.values())
    return [entry for entry in made if entry]


def entry_of(source: SearchSource, row: Model, failed: dict[Key, str]) -> Entry | None:
    """One bad row must not keep the others out of the index."""
    try:
        entry = source.to_entry(row)
        entry.digest()
    except Exception as error:  # whatever is wrong with a row, it waits alone
        logger.exception("no search entry for %s %s", source.label, row.pk)
        failed[source.label, row.pk] = f"{type(error).__name__}: {error}"
        return None
    return entry
