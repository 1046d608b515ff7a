"""The cells of the three tables: where they are, what they are called, how they are read and added. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessment.annual_reports.codes import COLUMNS, MONEY, SIGNED, TABLES, table_2
from portal.errors import InvalidInput
from requests_app.figures import tables

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table → row → column → value: a whole number, in the columns of money a text such as ``12.50``."""

_WHOLE = re.compile(r"-?[0-9]{1,8}")
_MONEY = re.compile(r"[0-9]{1,8}(\.[0-9]{1,2})?")
_SUITS = {**tables.SUIT_TITLES}


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in one table. ``code`` is how forms and marks name it."""

    table: str
    row: str
    column: str
    row_title: str
    column_title: str

    @property
    def code(self) -> str:
        return f"{self.table}/{self.row}/{self.column}"

    @property
    def title(self) -> str:
        return f"{TABLES[self.table]}“{self.row_title}”行“{self.column_title}”列"

    def of(self, values: Mapping[str, Any]) -> Any:
        return values[self.table][self.row][self.column]

    def read(self, typed: str) -> Any:
        """The value as it is kept. Raises ``InvalidInput`` (field ``value``) that names the cell (identity 6)."""
        text = typed.strip() or "0"
        if self.column in MONEY:
            if _MONEY.fullmatch(text):
                return str(Decimal(text))
            raise InvalidInput({"value": f"{self.title}要填0或者正数，最多两位小数"})
        if _WHOLE.fullmatch(text) and (self.column == SIGNED or not text.startswith("-")):
            return int(text)
        raise InvalidInput({"value": f"{self.title}要填0或者正整数"})


def cells(year: int, table: str = "") -> Iterator[Cell]:
    """All cells of that year's form in the order of the form, or those of one table."""
    if table in ("", "2"):
        for line in table_2(year):
            for column in line.columns:
                yield Cell("2", line.code, column, line.title, COLUMNS[column])
    if table in ("", "3"):
        for row in tables.ROWS:
            for column, title in tables.COLUMN_TITLES.items():
                yield Cell("3", row, column, tables.ROW_TITLES[row], title)
    if table in ("", "4"):
        for row, suit in _SUITS.items():
            for column, title in tables.RESULT_TITLES.items():
                yield Cell("4", row, column, suit, title)


def by_code(year: int) -> dict[str, Cell]:
    return {cell.code: cell for cell in cells(year)}


def empty(year: int) -> Tables:
    """Every cell nothing."""
    return _built(year, {})


def _built(year: int, values: Mapping[str, Any]) -> Tables:
    made: Tables = {table: {} for table in TABLES}
    for cell in cells(year):
        nothing = "0" if cell.column in MONEY else 0
        made[cell.table].setdefault(cell.row, {})[cell.column] = values.get(cell.code, nothing)
    return made


def plain(table: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, Any]]:
    """A counted table as reports keep it."""
    return {row: dict(columns) for row, columns in table.items()}


def summed(year: int, parts: Iterable[Tables]) -> Tables:
    """Cell by cell (identity 7)."""
    kept = list(parts)
    sums: dict[str, Any] = {}
    for cell in cells(year):
        if cell.column in MONEY:
            sums[cell.code] = str(sum((Decimal(cell.of(part)) for part in kept), Decimal(0)))
        else:
            sums[cell.code] = sum(cell.of(part) for part in kept)
    return _built(year, sums)


def replaced(year: int, values: Tables, new: Mapping[str, Any]) -> Tables:
    """``values`` with some cells, by code, replaced."""
    return _built(year, {cell.code: new.get(cell.code, cell.of(values)) for cell in cells(year)})


def pasted(year: int, table: str, text: str) -> dict[str, Any]:
    """The numbers of one whole table as a spreadsheet gives them: row by row, only numbers.

    Returns values by code. Raises ``InvalidInput`` (field ``text``).
    """
    wanted, words = list(cells(year, table)), text.split()
    if len(words) != len(wanted):
        raise InvalidInput({"text": f"{TABLES[table]}一共{len(wanted)}格，这里有{len(words)}个数，空格也要填0"})
    found, faults = {}, []
    for cell, word in zip(wanted, words, strict=True):
        try:
            found[cell.code] = cell.read(word)
        except InvalidInput as refused:
            faults += [message for messages in refused.by_field().values() for message in messages]
    if faults:
        raise InvalidInput({"text": "；".join(faults[:5])})
    return found
