"""Entries cut into lines of COPY: most of the work of a rebuild, shared among the processors of the machine."""

import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice, pairwise
from multiprocessing import get_context, parent_process
from typing import Any, NamedTuple

from portal.search.entry import Choice, Entry
from portal.search.postgres.terms import Row, array_literal, row_of

_BATCH = 200
# Starting other processes takes as long as cutting so many entries.
_ALONE = 1_000
# More processes than this would wait for the one that writes.
_MOST_PROCESSES = 8
_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))

ENTRY = "key, digest, dated, length, title, code, year, serial, terms"
ITEM = "meta, body, folded"
SAID = "words, times"

Label = tuple[str, Choice]


class Lines(NamedTuple):
    """The columns ``ENTRY``, ``ITEM`` and ``SAID`` of one row, ready for COPY, and the choices it falls under."""

    entry: str
    item: str
    said: str
    choices: tuple[Label, ...]


@dataclass(slots=True)
class Cut:
    """Some entries, and what they add to the books: words by texts and titles that hold them, neighbours in titles."""

    lines: list[Lines] = field(default_factory=list)
    held: Counter[str] = field(default_factory=Counter)
    titled: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    words: int = 0


def cut_all(entries: Iterable[Entry]) -> Iterator[Cut]:
    """In the order of the entries. Raises ``BrokenProcessPool`` when a process was killed."""
    batches = _batches(entries)
    yield from map(cut, islice(batches, _ALONE // _BATCH))
    processes = min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)
    first = next(batches, None)
    if first is None:
        return
    if processes == 1:
        yield cut(first)
        yield from map(cut, batches)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _end_with_parent) as pool:
        under_way = deque([pool.submit(cut, first)])
        under_way.extend(pool.submit(cut, batch) for batch in islice(batches, 2 * processes))
        while under_way:
            done = under_way.popleft().result()
            under_way.extend(pool.submit(cut, batch) for batch in islice(batches, 1))
            yield done


def cut(entries: list[Entry]) -> Cut:
    made = Cut()
    for row in map(row_of, entries):
        entry, item, said = (line(*values) for values in (entry_values(row), item_values(row), said_values(row)))
        made.lines.append(Lines(entry, item, said, row.choices))
        made.held.update(row.words)
        made.titled.update(row.title_words)
        made.pairs.update(set(pairwise(row.title)))
        made.words += row.length
    return made


def entry_values(row: Row) -> tuple[Any, ...]:
    code, year, serial = row.number or (None, None, None)
    return row.key, row.digest, row.dated, row.length, row.title, code, year, serial, array_literal(row.terms)


def item_values(row: Row) -> tuple[Any, ...]:
    return row.meta, row.body, row.folded


def said_values(row: Row) -> tuple[Any, ...]:
    return array_literal(row.often), array_literal(row.often.values())


def line(*values: Any) -> str:
    """Columns of one line of COPY, without its end."""
    return "\t".join("\\N" if value is None else _escaped(str(value)) for value in values)


def _escaped(text: str) -> str:
    """Four passes in C are ten times as fast as one of ``str.translate``."""
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return text


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    waiting = iter(entries)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _end_with_parent() -> None:
    """An interrupt is the parent's matter; a parent that was killed leaves nobody behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
    os._exit(1)
