"""Entries into the tables of a generation: all at once when it is built, and change by change."""

from collections import Counter
from collections.abc import Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from io import StringIO
from itertools import pairwise
from typing import Any

from django.db import connection

from portal.search.entry import Choice, Entry
from portal.search.postgres.cutting import (
    ENTRY,
    ITEM,
    SAID,
    Cut,
    Label,
    cut_all,
    entry_values,
    item_values,
    line,
    said_values,
)
from portal.search.postgres.tables import Generation, rows, run
from portal.search.postgres.terms import Row, array_literal, row_of, title_of

# Characters handed to the server at a time.
_STRETCH = 1 << 18
# Words of the vocabulary that are kept in memory while an index is built.
_RARE = 1


@dataclass(slots=True)
class _Lines:
    """Lines of COPY on their way to the server, by table."""

    entry: StringIO = field(default_factory=StringIO)
    item: StringIO = field(default_factory=StringIO)
    said: StringIO = field(default_factory=StringIO)


class Building:
    """Fills the tables of a new generation. Entries of one key come once."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._lines = _Lines()
        self._choices: dict[Label, int] = {}
        self._members: Counter[int] = Counter()
        self._held: Counter[str] = Counter()
        self._titled: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._words = 0
        self.documents = 0
        # A connection of its own, since entries are read over the other; inside a transaction there is but one.
        self._own = None if connection.in_atomic_block else connection.copy()
        (self._own or connection).ensure_connection()
        self._link: Any = (self._own or connection).connection
        self._thread = ThreadPoolExecutor(1)
        self._taking: Future[None] | None = None

    @property
    def average(self) -> float:
        return max(1.0, self._words / max(1, self.documents))

    def fill(self, entries: Iterable[Entry]) -> None:
        """Everything there is."""
        for cut in cut_all(entries):
            self._take_in(cut)
        self._finish()

    def _take_in(self, cut: Cut) -> None:
        for entry, item, said, labels in cut.lines:
            self.documents += 1
            ids = [self._choices.setdefault(label, len(self._choices) + 1) for label in labels]
            self._members.update(ids)
            self._lines.entry.write(f"{self.documents}\t{array_literal(ids)}\t{entry}\n")
            self._lines.item.write(f"{self.documents}\t{item}\n")
            self._lines.said.write(f"{self.documents}\t{said}\n")
        self._held.update(cut.held)
        self._titled.update(cut.titled)
        self._pairs.update(cut.pairs)
        self._words += cut.words
        self._hand_over()

    def _hand_over(self) -> None:
        """Hands the rows over; the server takes them in while the next ones are being cut."""
        self._settle()
        self._taking = self._thread.submit(self._take, self._lines)
        if not self._own:
            self._settle()
        self._lines = _Lines()

    def _settle(self) -> None:
        """Waits for the server; raises what went wrong there."""
        if self._taking:
            self._taking.result()
            self._taking = None

    def close(self) -> None:
        self._thread.shutdown()
        if self._own:
            self._own.close()

    def _finish(self) -> None:
        """The books beside the rows: choices with their counts, the vocabulary, neighbours in titles."""
        self._settle()
        self._rows("{choice}", "id, facet, code, name, entries", self._choice_lines())
        common = {word for word, times in self._held.items() if times > _RARE} | self._titled.keys()
        self._rows("{term}", "term, held, titled", ((w, self._held[w], self._titled[w]) for w in common))
        self._rows("{pair}", "first, second, times", ((*pair, times) for pair, times in self._pairs.items()))
        for table, first in (("entry", self.documents), ("choice", len(self._choices))):
            run(self._generation.sql(f"ALTER TABLE {{{table}}} ALTER COLUMN id RESTART WITH {first + 1}"))

    def _choice_lines(self) -> Iterable[tuple[Any, ...]]:
        yield 0, "", "", "", self.documents
        for (facet, choice), number in self._choices.items():
            yield number, facet, *choice, self._members[number]

    def _rows(self, table: str, columns: str, lines: Iterable[tuple[Any, ...]]) -> None:
        buffer = StringIO()
        buffer.writelines(line(*values) + "\n" for values in lines)
        self._copy(table, columns, buffer)

    def _take(self, lines: "_Lines") -> None:
        self._copy("{entry}", f"id, choices, {ENTRY}", lines.entry)
        self._copy("{item}", f"id, {ITEM}", lines.item)
        self._copy("{said}", f"id, {SAID}", lines.said)

    def _copy(self, table: str, columns: str, buffer: StringIO) -> None:
        """Past the wrapper of Django, which keeps to one thread."""
        buffer.seek(0)
        with self._link.cursor() as cursor:
            cursor.copy_expert(self._generation.sql(f"COPY {table} ({columns}) FROM STDIN"), buffer, _STRETCH)


def replace(generation: Generation, entries: Collection[Entry], gone: Collection[str]) -> None:
    """Writes entries over those of the same key and removes keys, in the present transaction.

    Keys go in order, so that two writers never wait for each other crosswise.
    """
    made = sorted((row_of(entry) for entry in entries), key=lambda row: row.key)
    keys = sorted({*gone, *(row.key for row in made)})
    before = rows(
        generation.sql("SELECT id, key, choices FROM {entry} WHERE key = ANY(%s) ORDER BY key FOR UPDATE"), [keys]
    )
    changes: Counter[int] = Counter()
    for _, _, choices in before:
        changes.subtract([0, *choices])
    known = {key: pk for pk, key, _ in before}
    leaving = [known[key] for key in known.keys() - {row.key for row in made}]
    run(generation.sql("DELETE FROM {entry} WHERE id = ANY(%s)"), [leaving])
    run(generation.sql("DELETE FROM {item} WHERE id = ANY(%s)"), [leaving])
    run(generation.sql("DELETE FROM {said} WHERE id = ANY(%s)"), [leaving])
    labels = _labels(generation, {label for row in made for label in row.choices})
    for row in made:
        ids = [labels[label] for label in row.choices]
        changes.update([0, *ids])
        _write(generation, row, ids)
    _book(generation, changes)
    if before:
        run(generation.sql("SELECT nextval('{serial}') FROM generate_series(1, %s)"), [len(before)])


def _write(generation: Generation, row: Row, choices: list[int]) -> None:
    ((pk,),) = rows(
        generation.sql(
            f"INSERT INTO {{entry}} (choices, {ENTRY}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
            f" ON CONFLICT (key) DO UPDATE SET {_overwritten(f'choices, {ENTRY}')} RETURNING id"
        ),
        [array_literal(choices), *entry_values(row)],
    )
    for table, columns, values in (("item", ITEM, item_values(row)), ("said", SAID, said_values(row))):
        run(
            generation.sql(
                f"INSERT INTO {{{table}}} (id, {columns}) VALUES (%s{', %s' * len(values)})"
                f" ON CONFLICT (id) DO UPDATE SET {_overwritten(columns)}"
            ),
            [pk, *values],
        )


def _overwritten(columns: str) -> str:
    return ", ".join(f"{name} = excluded.{name}" for name in columns.split(", "))


def learn(generation: Generation, entries: Iterable[Entry]) -> None:
    """Neighbours in new titles, for corrections; counts are refreshed by the next rebuild."""
    pairs = sorted({pair for entry in entries for pair in pairwise(title_of(entry))})
    run(
        generation.sql(
            "INSERT INTO {pair} SELECT first, second, 1 FROM unnest(%s::text[], %s::text[]) AS p(first, second)"
            " ON CONFLICT DO NOTHING"
        ),
        [[first for first, _ in pairs], [second for _, second in pairs]],
    )


def fold_changes(generation: Generation) -> None:
    """Adds the small changes of the books to their sums; for one writer at a time."""
    run(
        generation.sql(
            "WITH gone AS (DELETE FROM {change} RETURNING choice, entries),"
            " sums AS (SELECT choice, sum(entries) AS entries FROM gone GROUP BY choice)"
            " UPDATE {choice} c SET entries = c.entries + sums.entries FROM sums WHERE sums.choice = c.id"
        )
    )


def _labels(generation: Generation, wanted: set[Label]) -> dict[Label, int]:
    """The numbers of choices, new ones included."""
    listed = sorted((facet, *choice) for facet, choice in wanted)
    columns = [list(column) for column in zip(*listed, strict=True)] if listed else [[], [], []]
    source = "unnest(%s::text[], %s::text[], %s::text[]) AS w(facet, code, name)"
    find = generation.sql(f"SELECT c.id, facet, code, name FROM {{choice}} c JOIN {source} USING (facet, code, name)")
    found = rows(find, columns)
    if len(found) < len(listed):
        run(
            generation.sql(
                f"INSERT INTO {{choice}} (facet, code, name) SELECT facet, code, name FROM {source}"
                " ON CONFLICT DO NOTHING"
            ),
            columns,
        )
        found = rows(find, columns)
    return {(facet, Choice(code, name)): number for number, facet, code, name in found}


def _book(generation: Generation, changes: Counter[int]) -> None:
    """Counts are kept as rows that are only added: two acts never wait for each other's sums."""
    changed = [(number, by) for number, by in sorted(changes.items()) if by]
    run(
        generation.sql("INSERT INTO {change} (choice, entries) SELECT * FROM unnest(%s::int[], %s::int[])"),
        [[number for number, _ in changed], [by for _, by in changed]],
    )
