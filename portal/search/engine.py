"""The port: what any engine behind the search can do, and how it may fail."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from portal.search.entry import Choice, Entry
from portal.search.query import Query
from portal.search.results import Hit, Result


class IndexUnavailable(Exception):
    """The index is missing or damaged. Never to be shown as an empty result."""


class IndexBusy(Exception):
    """Somebody else is writing; try again."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """``outdated`` means the texts were cut by an older release: it still serves, and a rebuild is due.

    ``worn`` means many updates have made it slower than a rebuilt one.
    """

    documents: int
    generation: str
    built_at: str
    changed_at: str
    outdated: bool
    worn: bool


class Engine(Protocol):
    """All methods raise ``IndexUnavailable`` when there is nothing trustworthy to answer from."""

    def search(self, query: Query, *, hidden: Collection[str] = ()) -> Result:
        """One page. Items whose key is ``hidden`` exist neither in hits nor in counts nor in suggestions."""

    def among(self, query: Query, keys: Collection[str]) -> set[str]:
        """Those of ``keys`` the query finds, whatever their place. What holds only most of the words is not found."""

    def related(self, key: str, *, limit: int, hidden: Collection[str] = ()) -> list[Hit]:
        """Items on the same matter, nearest first; empty for an unknown key."""

    def choices(self, *, hidden: Collection[str] = ()) -> dict[str, list[Choice]]:
        """Every value of every facet that anything has, for the lists of the advanced form."""

    def complete(self, text: str, *, limit: int, hidden: Collection[str] = ()) -> list[str]:
        """Titles that contain what has been typed so far."""

    def apply(self, entries: Iterable[Entry], *, gone: Collection[str], at: datetime) -> None:
        """Writes entries, replacing those of the same key, and removes keys. Durable when it returns.

        Raises ``IndexBusy`` when another writer does not finish in time.
        """

    def rebuild(
        self, entries: Iterable[Entry], *, at: datetime, catch_up: Callable[[], tuple[list[Entry], list[str]]]
    ) -> int:
        """A new index beside the present one, swapped in at the end; returns the number of entries.

        ``catch_up`` is asked once, with writers shut out, for what changed meanwhile: entries and gone keys.
        """

    def digests(self) -> dict[str, str]:
        """Key and content version of everything indexed."""

    def status(self) -> IndexStatus:
        """What is being served."""


@runtime_checkable
class CommittingEngine(Engine, Protocol):
    """An engine in the database of the portal itself: what an act changes is found from the moment it is committed."""

    def apply_with_act(self, entries: Collection[Entry], *, gone: Collection[str]) -> None:
        """Writes in the transaction of the act; undone with it. Waits for nobody and fails without harming the act."""

    def versions(self, keys: Collection[str]) -> dict[str, str]:
        """``digests`` of these keys alone."""
