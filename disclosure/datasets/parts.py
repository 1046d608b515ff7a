"""The cells of a version that the screening stopped at. Imports no model."""

from typing import Any

from disclosure.datasets.checking import words_of
from disclosure.datasets.columns import Column, loaded, open_ones
from disclosure.datasets.values import shown
from portal.screening.locating import Part


def suspects(version: Any) -> list[Part]:
    """The first ones, as they read now. One query at the most."""
    return [
        part_of(line, column, shown(row.values[index])) for line, row, index, column in cells(version, version.suspects)
    ]


def cells(version: Any, places: Any) -> list[tuple[int, Any, int, Column]]:
    """Line, row, index among its values, and column of each (line, place) that is still there."""
    columns = {column.place: (index, column) for index, column in enumerate(open_ones(loaded(version.columns)))}
    wanted = [(line, place) for line, place in places if place in columns]
    if not wanted:
        return []
    rows = {row.position: row for row in version.rows.filter(position__in={line for line, _ in wanted})}
    return [(line, rows[line], *columns[place]) for line, place in wanted if line in rows]


def code_of(line: int, place: int) -> str:
    return f"{line}|{place}"


def place_of(code: str) -> tuple[int, int]:
    line, _, place = code.partition("|")
    return int(line), int(place)


def part_of(line: int, column: Column, text: str) -> Part:
    return Part(code_of(line, column.place), f"{column.title}，第{line}行", words_of(column.title, text))
