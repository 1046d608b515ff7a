"""The embedded engine: Whoosh keeps the terms on disk, finding and ranking happen on sets in memory."""

import logging
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from pathlib import Path
from threading import Lock

from portal.search import facets, highlighting, ranking, suggestions
from portal.search.bitsets import bits_of, docs_of
from portal.search.engine import IndexStatus, IndexUnavailable
from portal.search.entry import Choice, Entry
from portal.search.folding import fold, squeeze
from portal.search.generations import Generations, Pointer, Stamp
from portal.search.matching import Asked, Found, Matcher
from portal.search.query import Query
from portal.search.results import PAGE_SIZE, Hit, Result
from portal.search.snapshot import Snapshot
from portal.search.whoosh_files import Writing, create, fingerprint, open_segments

logger = logging.getLogger(__name__)

_WRITER = "writer"
_REBUILD = "rebuild"
_LOCK_TIMEOUT = 10.0
# More parts, or a smaller share of documents not yet replaced, and an index is worn.
_PARTS = 40
_ALIVE = 0.75
# So few hits may be a slip of the pen.
_FEW = 8


class WhooshEngine:
    """One per process and folder. Safe to use from several threads."""

    def __init__(self, root: Path, *, lock_timeout: float = _LOCK_TIMEOUT) -> None:
        self._generations = Generations(root)
        self._lock_timeout = lock_timeout
        self._lock = Lock()
        self._stamp: Stamp | None = None
        self._snapshot: Snapshot | None = None
        self._verified: dict[str, tuple[int, int]] = {}

    # --- reading -----------------------------------------------------------------------------------

    def search(self, query: Query, *, hidden: Collection[str] = ()) -> Result:
        snapshot = self._open()
        matcher = Matcher(snapshot, _members(snapshot, hidden))
        found = matcher.find(query)
        total = found.hits.bit_count()
        first = (query.page - 1) * PAGE_SIZE
        docs = ranking.order(snapshot, query, found, wanted=first + PAGE_SIZE)[first:]
        return Result(
            hits=_hits(snapshot, docs, query),
            total=total,
            facets=facets.count(snapshot, query, found),
            page=query.page,
            did_you_mean=suggestions.correct(matcher, query) if total < _FEW or found.partial else "",
            partial=found.partial,
        )

    def among(self, query: Query, keys: Collection[str]) -> set[str]:
        snapshot = self._open()
        found = Matcher(snapshot, 0).find(query)
        few = found.hits & _members(snapshot, keys) if not found.partial else 0
        return {snapshot.metas[doc]["key"] for doc in docs_of(few)}

    def related(self, key: str, *, limit: int, hidden: Collection[str] = ()) -> list[Hit]:
        snapshot = self._open()
        doc = snapshot.doc_of.get(key)
        if doc is None:
            return []
        visible = snapshot.alive & ~_members(snapshot, hidden)
        return list(_hits(snapshot, suggestions.related(snapshot, doc, visible, limit), Query()))

    def complete(self, text: str, *, limit: int, hidden: Collection[str] = ()) -> list[str]:
        snapshot = self._open()
        stretch = squeeze(fold(text))
        if not stretch:
            return []
        bits = snapshot.in_title(stretch) & snapshot.alive & ~_members(snapshot, hidden)
        titles = {snapshot.metas[doc]["title"] for doc in docs_of(bits)}
        return sorted(titles, key=lambda title: (squeeze(fold(title)).find(stretch), len(title), title))[:limit]

    def choices(self, *, hidden: Collection[str] = ()) -> dict[str, list[Choice]]:
        snapshot = self._open()
        visible = snapshot.alive & ~_members(snapshot, hidden)
        counted = facets.count(snapshot, Query(), Found(visible, Asked(), {}))
        return {facet.name: [Choice(value.code, value.name) for value in facet.values] for facet in counted}

    def digests(self) -> dict[str, str]:
        snapshot = self._open()
        return {key: snapshot.metas[doc]["digest"] for key, doc in snapshot.doc_of.items()}

    def status(self) -> IndexStatus:
        snapshot = self._open()
        pointer = snapshot.pointer
        return IndexStatus(
            documents=snapshot.alive.bit_count(),
            generation=f"{pointer.folder}/{pointer.serial}",
            built_at=pointer.built_at,
            changed_at=pointer.changed_at,
            outdated=pointer.fingerprint != fingerprint(),
            worn=len(snapshot.segments) > _PARTS or snapshot.alive.bit_count() < snapshot.size * _ALIVE,
        )

    def _open(self) -> Snapshot:
        """The present snapshot; opened again only when the pointer has moved."""
        snapshot = self._snapshot
        if snapshot and self._is_current(snapshot):
            return snapshot
        with self._lock:
            if self._snapshot is None or not self._is_current(self._snapshot):
                self._snapshot = self._load()
            return self._snapshot

    def _is_current(self, snapshot: Snapshot) -> bool:
        return self._generations.stamp() == self._stamp and self._generations.intact(snapshot.pointer)

    def _load(self) -> Snapshot:
        """A writer may replace the files while they are being opened: then the pointer has moved too, and once more."""
        while True:
            stamp = self._generations.stamp()
            try:
                snapshot = self._read(self._generations.current())
            except IndexUnavailable:
                if self._generations.stamp() == stamp:
                    raise
            else:
                self._stamp = stamp
                return snapshot

    def _read(self, pointer: Pointer) -> Snapshot:
        same = self._snapshot and self._snapshot.pointer.folder == pointer.folder
        known = {segment.id: segment for segment in self._snapshot.segments} if self._snapshot and same else {}
        verified = dict(self._verified) if same else {}
        self._generations.verify(pointer, verified)
        try:
            segments = open_segments(self._generations.folder(pointer), pointer.toc, known)
        except Exception as error:  # whatever Whoosh says about a foreign file means the same
            raise IndexUnavailable("检索索引打不开") from error
        self._verified = {name: verified[name] for name in pointer.files}
        return Snapshot(pointer, segments)

    # --- writing -----------------------------------------------------------------------------------

    def apply(self, entries: Iterable[Entry], *, gone: Collection[str], at: datetime) -> None:
        with self._generations.lock(_WRITER, timeout=self._lock_timeout):
            pointer = self._open().pointer
            self._write(self._generations.folder(pointer), entries, gone, at, pointer.fingerprint)

    def rebuild(
        self, entries: Iterable[Entry], *, at: datetime, catch_up: Callable[[], tuple[list[Entry], list[str]]]
    ) -> int:
        with self._generations.lock(_REBUILD, timeout=self._lock_timeout):
            folder = self._generations.create()
            create(folder)
            count = self._fill(folder, entries)
            with self._generations.lock(_WRITER, timeout=self._lock_timeout):
                changed, gone = catch_up()
                self._write(folder, changed, gone, at, fingerprint(), rebuilt=True)
                self._generations.discard_others(self._generations.current())
        return count

    def _fill(self, folder: Path, entries: Iterable[Entry]) -> int:
        writing = Writing(folder, timeout=self._lock_timeout)
        count = 0
        try:
            for entry in entries:
                writing.add(entry)
                writing.flush_when_full()
                count += 1
        except BaseException:
            writing.cancel()
            raise
        writing.commit()
        return count

    def _write(
        self,
        folder: Path,
        entries: Iterable[Entry],
        gone: Collection[str],
        at: datetime,
        mark: str,
        *,
        rebuilt: bool = False,
    ) -> None:
        latest = {entry.key: entry for entry in entries}
        writing = Writing(folder, timeout=self._lock_timeout)
        try:
            writing.remove({*latest, *gone})
            for entry in latest.values():
                writing.add(entry)
        except BaseException:
            writing.cancel()
            raise
        writing.commit()
        self._generations.publish(
            folder, writing.files(), toc=writing.toc, fingerprint=mark, at=at.isoformat(), rebuilt=rebuilt
        )
        writing.clean()


def _members(snapshot: Snapshot, keys: Collection[str]) -> int:
    """The set of these keys."""
    if not keys:
        return 0
    return bits_of((snapshot.doc_of[key] for key in keys if key in snapshot.doc_of), snapshot.size)


def _hits(snapshot: Snapshot, docs: Iterable[int], query: Query) -> tuple[Hit, ...]:
    marked = highlighting.stretches_for(query)
    return tuple(_hit(snapshot, doc, marked) for doc in docs)


def _hit(snapshot: Snapshot, doc: int, marked: tuple[str, ...]) -> Hit:
    text, folded = snapshot.text(doc)
    return highlighting.hit_of(Entry.from_meta(snapshot.metas[doc], text), folded, marked)
