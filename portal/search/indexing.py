"""Keeping the index true to the database: change by change, all anew, and by comparing."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from portal.search import registry
from portal.search.changes import Changes, Key, changes_of, entry_of
from portal.search.current import engine
from portal.search.engine import CommittingEngine, IndexUnavailable
from portal.search.entry import Entry, key_of
from portal.search.models import IndexTask, Reconciliation
from portal.search.services import queue_all

logger = logging.getLogger(__name__)

BATCH = 500
_CHUNK = 200
_KEPT = timedelta(days=2)
# A drain that began before a rebuild may end while it reads.
_OVERLAP = timedelta(minutes=15)
_FIRST_RETRY = timedelta(seconds=10)
_LAST_RETRY = timedelta(hours=1)
_ERROR_LENGTH = 200


def drain(*, at: datetime) -> int:
    """Takes in what is due; returns how many tasks were settled. An item that fails waits alone, longer each time.

    A missing or outdated index is rebuilt from the database: complete, or not at all.
    Raises ``IndexBusy`` when another writer is at work; nothing is lost, the tasks stay.
    """
    if _needs_rebuild():
        return rebuild(at=at)
    tasks = list(IndexTask.objects.due(at)[:BATCH])
    if not tasks:
        return 0
    changes = changes_of({(task.label, task.object_id) for task in tasks})
    engine().apply(_unwritten(changes.entries), gone=changes.gone, at=at)
    return _settle(tasks, changes, at)


def rebuild(*, at: datetime) -> int:
    """A whole new index beside the present one; returns the number of entries."""
    failed: dict[Key, str] = {}

    def catch_up() -> tuple[list[Entry], list[str]]:
        touched = IndexTask.objects.filter(done_at__gte=at - _OVERLAP) | IndexTask.objects.pending()
        changes = changes_of(set(touched.order_by().values_list("label", "object_id")))
        return changes.entries, changes.gone

    before = list(IndexTask.objects.pending().values_list("pk", flat=True))
    count = engine().rebuild(_everything(failed), at=at, catch_up=catch_up)
    IndexTask.objects.filter(pk__in=before).update(done_at=at)
    for (label, pk), error in failed.items():
        _postpone(IndexTask(label=label, object_id=pk, queued_at=at), error, at)
    logger.info("search index rebuilt: %d entries, %d failed", count, len(failed))
    return count


def reconcile(*, at: datetime) -> Reconciliation:
    """Compares the public items with the index, queues every difference, and renews an index worn by updates."""
    indexed = engine().digests()
    waiting = {key_of(*pair) for pair in IndexTask.objects.pending().values_list("label", "object_id")}
    public: dict[str, str] = {}
    failed: dict[Key, str] = {}
    for entry in _everything(failed):
        public[entry.key] = entry.digest()
    unreadable = {key_of(*pair) for pair in failed}
    missing = public.keys() - indexed.keys() - waiting
    outdated = {key for key, digest in public.items() if indexed.get(key, digest) != digest} - waiting
    surplus = indexed.keys() - public.keys() - unreadable - waiting
    _queue(missing | outdated | surplus | unreadable)
    IndexTask.objects.filter(done_at__lt=at - _KEPT).delete()
    found = Reconciliation.objects.create(
        at=at,
        public=len(public) + len(unreadable),
        indexed=len(indexed),
        missing=len(missing),
        outdated=len(outdated),
        surplus=len(surplus),
        unreadable=len(unreadable),
    )
    if engine().status().worn:
        rebuild(at=at)
    if not found.agrees:
        logger.warning("search index differs: %s", {"missing": len(missing), "outdated": len(outdated)})
    return found


def _unwritten(entries: list[Entry]) -> list[Entry]:
    """Without those the act itself has written already, just as they are now."""
    present = engine()
    if not isinstance(present, CommittingEngine):
        return entries
    written = present.versions([entry.key for entry in entries])
    return [entry for entry in entries if written.get(entry.key) != entry.digest()]


def _needs_rebuild() -> bool:
    try:
        return engine().status().outdated
    except IndexUnavailable as error:
        logger.error("search index unavailable, rebuilding: %s", error)
        return True


def _everything(failed: dict[Key, str]) -> Iterator[Entry]:
    """Every public item, a chunk at a time; what cannot be read is put in ``failed`` and passed over."""
    for source in registry.sources():
        for row in source.public().order_by("pk").iterator(chunk_size=_CHUNK):
            entry = entry_of(source, row, failed)
            if entry:
                yield entry


def _settle(tasks: list[IndexTask], changes: Changes, at: datetime) -> int:
    done = []
    for task in tasks:
        error = changes.failed.get((task.label, task.object_id))
        if error is None:
            done.append(task.pk)
        else:
            _postpone(task, error, at)
    IndexTask.objects.filter(pk__in=done).update(done_at=at, error="")
    return len(done)


def _postpone(task: IndexTask, error: str, at: datetime) -> None:
    task.attempts += 1
    task.retry_at = at + min(_FIRST_RETRY * 2 ** min(task.attempts, 16), _LAST_RETRY)
    task.error = error[:_ERROR_LENGTH]
    task.save(update_fields=["attempts", "retry_at", "error"] if task.pk else None)


def _queue(keys: Iterable[str]) -> None:
    ids: dict[str, list[int]] = defaultdict(list)
    for key in sorted(keys):
        label, _, pk = key.rpartition(":")
        ids[label].append(int(pk))
    for label, pks in ids.items():
        queue_all(label, pks)
