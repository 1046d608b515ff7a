"""The engine of a portal with PostgreSQL: for several web nodes and for a whole province."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TypeVar

from django.db import InternalError, OperationalError, ProgrammingError, transaction

from portal.search import highlighting
from portal.search.engine import IndexBusy, IndexStatus, IndexUnavailable
from portal.search.entry import Choice, Entry
from portal.search.folding import fold, squeeze
from portal.search.models import PostgresIndex
from portal.search.postgres import counting, ranking, suggesting, tables
from portal.search.postgres.conditions import check
from portal.search.postgres.finding import Finder
from portal.search.postgres.tables import Generation, reading, rows, walked
from portal.search.postgres.writing import Building, fold_changes, learn, replace
from portal.search.query import Query
from portal.search.results import PAGE_SIZE, Hit, Result

_LOCK_TIMEOUT = 10.0
# A rebuild waits longer for acts under way than it would be a pity to do it all again.
_SWAP_TIMEOUT = 300.0
# So few hits may be a slip of the pen.
_FEW = 8
# A rebuild may drop the tables a search has just begun to read.
_TRIES = 3

Answer = TypeVar("Answer")


class PostgresEngine:
    """Holds nothing: every process asks the same tables."""

    def __init__(self, *, lock_timeout: float = _LOCK_TIMEOUT) -> None:
        self._lock_timeout = lock_timeout

    # --- reading -----------------------------------------------------------------------------------

    def search(self, query: Query, *, hidden: Collection[str] = ()) -> Result:
        return self._read(lambda generation: _search(Finder(generation, hidden), query))

    def among(self, query: Query, keys: Collection[str]) -> set[str]:
        return self._read(lambda generation: _among(Finder(generation, ()), query, keys))

    def related(self, key: str, *, limit: int, hidden: Collection[str] = ()) -> list[Hit]:
        def find(generation: Generation) -> list[Hit]:
            finder = Finder(generation, hidden)
            return _hits(generation, suggesting.related(finder, key, limit), Query())

        return self._read(find)

    def complete(self, text: str, *, limit: int, hidden: Collection[str] = ()) -> list[str]:
        stretch = squeeze(fold(text))

        def find(generation: Generation) -> list[str]:
            finder = Finder(generation, hidden)
            found = _items(generation, suggesting.complete(finder, stretch, limit)) if stretch else []
            return [json.loads(meta)["title"] for meta, _, _ in found]

        return self._read(find)

    def choices(self, *, hidden: Collection[str] = ()) -> dict[str, list[Choice]]:
        return self._read(lambda generation: counting.choices(Finder(generation, hidden)))

    def digests(self) -> dict[str, str]:
        return self._read(lambda generation: dict(walked(generation.sql("SELECT key, digest FROM {entry}"))))

    def versions(self, keys: Collection[str]) -> dict[str, str]:
        sql = "SELECT key, digest FROM {entry} WHERE key = ANY(%s)"
        return self._read(lambda generation: dict(rows(generation.sql(sql), [list(keys)])))

    def status(self) -> IndexStatus:
        return self._read(_status)

    def _read(self, ask: Callable[[Generation], Answer]) -> Answer:
        for left in reversed(range(_TRIES)):
            number = None
            try:
                with reading() as generation:
                    number = generation.number
                    return ask(generation)
            except IndexUnavailable:
                if not left or not _has_moved(number):
                    raise
        raise AssertionError

    # --- writing -----------------------------------------------------------------------------------

    def apply(self, entries: Iterable[Entry], *, gone: Collection[str], at: datetime) -> None:
        latest = {entry.key: entry for entry in entries}
        with _writing():
            tables.share_writing(self._lock_timeout)
            generation = tables.current()
            replace(generation, list(latest.values()), gone)
            learn(generation, latest.values())
            fold_changes(generation)
            PostgresIndex.objects.update(changed_at=at)

    def apply_with_act(self, entries: Collection[Entry], *, gone: Collection[str]) -> None:
        with _writing():
            tables.share_writing(0)
            replace(tables.current(), entries, gone)

    def rebuild(
        self, entries: Iterable[Entry], *, at: datetime, catch_up: Callable[[], tuple[list[Entry], list[str]]]
    ) -> int:
        with tables.rebuilding(self._lock_timeout):
            generation = tables.create()
            with closing(Building(generation)) as building:
                building.fill(entries)
            tables.make_indexes(generation)
            with transaction.atomic():
                tables.own_writing(_SWAP_TIMEOUT)
                changed, gone = catch_up()
                replace(generation, changed, gone)
                fold_changes(generation)
                tables.run(generation.sql("SELECT setval('{serial}', 1, false)"))
                PostgresIndex.objects.update_or_create(
                    pk=1,
                    defaults={
                        "number": generation.number,
                        "fingerprint": generation.fingerprint,
                        "documents": building.documents,
                        "average_length": building.average,
                        "built_at": at,
                        "changed_at": at,
                    },
                )
            tables.discard_others(generation)
        return building.documents


@contextmanager
def _writing() -> Iterator[None]:
    """One transaction, or a savepoint of the one under way."""
    try:
        with transaction.atomic():
            yield
    except (ProgrammingError, InternalError) as error:
        raise IndexUnavailable("检索索引写不进") from error
    except OperationalError as error:
        raise IndexBusy("检索索引正被别的操作占用") from error


def _has_moved(number: int | None) -> bool:
    """Whether another generation is the present one now: then what failed was only its predecessor."""
    found = PostgresIndex.objects.first()
    return found is not None and number is not None and found.number != number


def _status(generation: Generation) -> IndexStatus:
    documents = tables.check_whole(generation)
    ((serial, called),) = rows(generation.sql("SELECT last_value, is_called FROM {serial}"))
    replaced = serial if called else 0
    return IndexStatus(
        documents=documents,
        generation=f"{generation.number}/{replaced}",
        built_at=generation.built_at,
        changed_at=generation.changed_at,
        outdated=generation.fingerprint != tables.fingerprint(),
        # The vocabulary and the neighbours in titles are as old as the last rebuild.
        worn=replaced > documents or documents > 2 * generation.documents,
    )


def _search(finder: Finder, query: Query) -> Result:
    found = finder.find(query)
    counts = counting.count(finder, found.condition)
    if not counts.total and (partly := finder.find_partly(found)):
        found, counts = partly, counting.count(finder, partly.condition)
    if not counts.total:
        tables.make_sure(finder.generation)
    first = (query.page - 1) * PAGE_SIZE
    ids = ranking.order(finder, query, found, counts, first=first, wanted=PAGE_SIZE)
    slip = query.q and (counts.total < _FEW or found.partial)
    return Result(
        hits=tuple(_hits(finder.generation, ids, query)),
        total=counts.total,
        facets=counting.facets(finder, query, found, counts),
        page=query.page,
        did_you_mean=suggesting.correct(finder, query) if slip else "",
        partial=found.partial and counts.total > 0,
        estimated=counts.estimated or found.loose,
    )


def _among(finder: Finder, query: Query, keys: Collection[str]) -> set[str]:
    found = finder.find(query)
    if found.partial:
        return set()
    few = check("e.key = ANY(%s)", sorted(keys))
    return {key for (key,) in finder.select("e.key", found.condition & few)}


def _items(generation: Generation, ids: list[int]) -> list[tuple[str, str, str | None]]:
    """Facts, text and folded text of rows, in the order asked for."""
    sql = generation.sql("SELECT id, meta, body, folded FROM {item} WHERE id = ANY(%s)")
    found = {pk: (meta, body, folded) for pk, meta, body, folded in rows(sql, [ids])}
    return [found[pk] for pk in ids if pk in found]


def _hits(generation: Generation, ids: list[int], query: Query) -> list[Hit]:
    marked = highlighting.stretches_for(query)
    return [
        highlighting.hit_of(Entry.from_meta(json.loads(meta), body), body if folded is None else folded, marked)
        for meta, body, folded in _items(generation, ids)
    ]
