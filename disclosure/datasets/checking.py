"""One pass over the rows of a file: every cell against its column, what looks like personal data, the chart. Pure."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from disclosure.datasets.codes import NUMERIC, ChartKind, ColumnType
from disclosure.datasets.columns import Column, open_ones
from disclosure.datasets.values import NotOfType, Value, read, shown
from portal.errors import InvalidInput
from portal.screening.detectors import scan

ROWS_AT_MOST = 100_000
FAULTS_KEPT = 200
SUSPECTS_KEPT = 50
BARS_AT_MOST = 24
POINTS_AT_MOST = 120
_GROUPS_AT_MOST = 5000
_TOGETHER = 500
_BETWEEN = "\n；；\n"
_SHORTEST = 2
_NUMBER_FROM = 11
"""Shorter rows of digits are no number of a person."""
_NOT_LOOKED_AT = (ColumnType.DATE, ColumnType.YES_NO)


def words_of(title: str, text: str) -> str:
    """A cell as the screening reads it: the title often says what a number is."""
    return f"{title}：{text}"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Which chart is drawn: sums of ``value`` by ``label``; the number of rows where ``value`` is empty."""

    kind: str = ChartKind.NONE
    label: str = ""
    value: str = ""


@dataclass
class Suspicions:
    """Cells that look like personal data or words of secrecy: how many by column and kind, the first ones by place."""

    allowed: Collection[str]
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    first_line: dict[tuple[str, str], int] = field(default_factory=dict)
    cells: list[tuple[int, int]] = field(default_factory=list)
    total: int = 0
    _waiting: list[tuple[int, Column, str]] = field(default_factory=list)

    def look(self, line: int, column: Column, value: Value) -> None:
        text = shown(value)
        if column.type in NUMERIC and len(text) < _NUMBER_FROM:
            return
        if column.type not in _NOT_LOOKED_AT and len(text) >= _SHORTEST:
            self._waiting.append((line, column, words_of(column.title, text)))
            if len(self._waiting) >= _TOGETHER:
                self.settle()

    def settle(self) -> None:
        """Many cells are scanned as one text; only those something was found in are looked at by themselves."""
        waiting, self._waiting = self._waiting, []
        starts, length = [], 0
        for _, _, text in waiting:
            starts.append(length)
            length += len(text) + len(_BETWEEN)
        joined = _BETWEEN.join(text for _, _, text in waiting)
        hit = {bisect_right(starts, match.start) - 1 for match in scan(joined, allowed=self.allowed)}
        for place in sorted(hit):
            self._note(*waiting[place])

    def _note(self, line: int, column: Column, text: str) -> None:
        kinds = {match.kind.value for match in scan(text, allowed=self.allowed)}
        if not kinds:
            return
        self.total += 1
        if len(self.cells) < SUSPECTS_KEPT:
            self.cells.append((line, column.place))
        for kind in kinds:
            self.counts[column.title, kind] += 1
            self.first_line.setdefault((column.title, kind), line)

    def stored(self) -> list[dict[str, Any]]:
        return [
            {"column": column, "kind": kind, "count": count, "line": self.first_line[column, kind]}
            for (column, kind), count in self.counts.items()
        ]


class Checker:
    """Feed it every row; afterwards it knows everything a version keeps besides its rows."""

    def __init__(self, columns: Sequence[Column], drawing: Drawing, key: str, allowed: Collection[str]) -> None:
        self.all, self.open, self.drawing = columns, open_ones(columns), drawing
        self.rows = 0
        self.faults: list[tuple[int, str, str]] = []
        self.fault_count = 0
        self.filled = [0] * len(self.open)
        self.suspicions = Suspicions(allowed)
        self._titles = [column.title for column in self.open]
        self._key = self._titles.index(key) if key in self._titles else -1
        self._keys: set[str] = set()
        self._groups: dict[str, Decimal] = {}

    def take(self, line: int, cells: Sequence[str]) -> list[Value]:
        """The values of the open columns; a cell that does not fit is empty and a fault."""
        self.rows += 1
        if self.rows > ROWS_AT_MOST:
            raise InvalidInput({"file": f"最多{ROWS_AT_MOST:,}行，请按年份或者地区拆成几个数据集"})
        if any(cell.strip() for cell in cells[len(self.all) :]):
            self._fault(line, "", f"这一行的格子比列名多：列名有{len(self.all)}个")
        values = [self._value(line, column, cells[column.place]) for column in self.open]
        for place, (column, value) in enumerate(zip(self.open, values, strict=True)):
            self.filled[place] += value is not None
            self.suspicions.look(line, column, value)
        if self._key >= 0:
            self._see_key(line, values[self._key])
        self._draw(values)
        return values

    def _value(self, line: int, column: Column, text: str) -> Value:
        try:
            return read(column.type, text)
        except NotOfType as wrong:
            self._fault(line, f"{column.title}（{column.letter}列）", str(wrong))
            return None

    def _see_key(self, line: int, value: Value) -> None:
        text = shown(value)
        if not text or text in self._keys:
            self._fault(line, self._titles[self._key], "每行要有、不能重复" if text else "是每行的标识，不能空着")
        self._keys.add(text)

    def _fault(self, line: int, where: str, words: str) -> None:
        self.fault_count += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append((line, where, words))

    def _draw(self, values: Sequence[Value]) -> None:
        if not self.drawing.kind or self.drawing.label not in self._titles:
            return
        label = shown(values[self._titles.index(self.drawing.label)])
        amount: Decimal = Decimal(1)
        if self.drawing.value in self._titles:
            found = values[self._titles.index(self.drawing.value)]
            amount = Decimal(0) if found is None or isinstance(found, bool) else _number(found)
        if label and (label in self._groups or len(self._groups) < _GROUPS_AT_MOST):
            self._groups[label] = self._groups.get(label, Decimal(0)) + amount

    def points(self) -> list[tuple[str, str]]:
        """What the chart shows: the largest bars, or the line in the order of its labels."""
        if self.drawing.kind == ChartKind.LINE:
            chosen = sorted(self._groups.items())[-POINTS_AT_MOST:]
        else:
            chosen = sorted(self._groups.items(), key=lambda pair: (-pair[1], pair[0]))[:BARS_AT_MOST]
        return [(label, f"{amount:f}") for label, amount in chosen]


def _number(value: str | int) -> Decimal:
    try:
        return Decimal(value)
    except ArithmeticError:
        return Decimal(0)
