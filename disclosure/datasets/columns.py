"""The columns of a version: what each holds, whether it is open, by which of the keys of a row it is found. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from disclosure.datasets.codes import RANGED, ColumnType
from disclosure.datasets.values import CODE_LENGTH, NotOfType, Value, read

SLOTS = 4
"""So many columns of a data set can be filtered by; a row has as many keys."""
COLUMNS_AT_MOST = 40
TITLE_LENGTH = 60
WORDS_LENGTH = 200
RESERVED = frozenset({"cursor", "page_size", "version", "format"})
"""Names the interface itself uses as parameters."""

_LOOKED_AT = 2000
_ENOUGH = 0.9
"""A column is of a type when so much of it is: the rest are faults to put right, not a reason to call it text."""
_CODES_AT_MOST = 20
_REPEATED = 3
_GUESSED = (ColumnType.YES_NO, ColumnType.DATE, ColumnType.INTEGER, ColumnType.DECIMAL)


@dataclass(frozen=True, slots=True)
class Column:
    """``place`` is where it stands in the file, from 0. ``slot`` is its key in the rows, 1 to ``SLOTS``; 0 for none.
    A column that is not open is neither stored nor shown."""

    place: int
    title: str
    type: str = ColumnType.TEXT
    words: str = ""
    is_open: bool = True
    slot: int = 0

    @property
    def letter(self) -> str:
        """As spreadsheets call it: A, B … AN."""
        front, back = divmod(self.place, 26)
        return (chr(64 + front) if front else "") + chr(65 + back)

    @property
    def label(self) -> str:
        return ColumnType(self.type).label.partition("（")[0]

    @property
    def is_ranged(self) -> bool:
        return self.type in RANGED

    @property
    def key_name(self) -> str:
        return f"k{self.slot}"


def stored(columns: Iterable[Column]) -> list[dict[str, Any]]:
    return [asdict(column) for column in columns]


def loaded(rows: Iterable[Mapping[str, Any]]) -> tuple[Column, ...]:
    return tuple(Column(**row) for row in rows)


def open_ones(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(column for column in columns if column.is_open)


def header_faults(titles: Sequence[str]) -> str:
    """What is wrong with the first row, in Chinese; empty when nothing is."""
    if not titles:
        return "第一行要写列名"
    if len(titles) > COLUMNS_AT_MOST:
        return f"最多{COLUMNS_AT_MOST}列，现在是{len(titles)}列"
    for place, title in enumerate(titles):
        letter = Column(place, title).letter
        if not title:
            return f"第一行{letter}列没有列名"
        if len(title) > TITLE_LENGTH:
            return f"第一行{letter}列的列名超过{TITLE_LENGTH}个字"
        if title in titles[:place]:
            return f"第一行有两列都叫“{title}”"
        if title in RESERVED or "__" in title:
            return f"列名不能叫“{title}”：接口的参数要用这个名字"
    return ""


class Guess:
    """What one column holds, told from the first rows."""

    def __init__(self) -> None:
        self.filled = 0
        self.longest = 0
        self.fits = dict.fromkeys(_GUESSED, 0)
        self.distinct: set[str] = set()
        self.leads_with_zero = False

    def look(self, text: str) -> None:
        if not text.strip() or self.filled >= _LOOKED_AT:
            return
        self.filled += 1
        self.longest = max(self.longest, len(text))
        self.leads_with_zero |= len(text) > 1 and text.startswith("0") and text.isdigit()
        if len(self.distinct) <= _CODES_AT_MOST:
            self.distinct.add(text)
        for kind in _GUESSED:
            self.fits[kind] += _is(kind, text)

    def type(self) -> str:
        if not self.filled:
            return ColumnType.TEXT
        for kind in _GUESSED:
            is_number = kind in (ColumnType.INTEGER, ColumnType.DECIMAL)
            if self.fits[kind] >= self.filled * _ENOUGH and not (is_number and self.leads_with_zero):
                return kind
        repeats = len(self.distinct) <= _CODES_AT_MOST and self.filled >= _REPEATED * len(self.distinct)
        return ColumnType.CODE if repeats and self.longest <= CODE_LENGTH else ColumnType.TEXT


def _is(kind: str, text: str) -> bool:
    try:
        read(kind, text)
    except NotOfType:
        return False
    return True


def guessed(titles: Sequence[str], guesses: Sequence[Guess], known: Iterable[Column] = ()) -> tuple[Column, ...]:
    """The columns of a new file: as in the version before where the title is the same, else as they look."""
    before = {column.title: column for column in known}
    found = [
        replace(before[title], place=place) if title in before else Column(place, title, guess.type())
        for place, (title, guess) in enumerate(zip(titles, guesses, strict=True))
    ]
    return tuple(found) if before else with_slots(found, _worth_a_key(found))


def _worth_a_key(columns: Sequence[Column]) -> list[int]:
    first = (ColumnType.CODE, ColumnType.DATE, ColumnType.YES_NO, ColumnType.INTEGER, ColumnType.DECIMAL)
    ranked = sorted((first.index(each.type), each.place) for each in columns if each.type in first)
    return [place for _, place in ranked[:SLOTS]]


def with_slots(columns: Iterable[Column], places: Sequence[int]) -> tuple[Column, ...]:
    """The columns at these places get the keys, in the order of the file."""
    slots = {place: slot for slot, place in enumerate(sorted(places), 1)}
    return tuple(replace(column, slot=slots.get(column.place, 0)) for column in columns)


def as_record(columns: Sequence[Column], values: Sequence[Value]) -> dict[str, Value]:
    """One row under its titles."""
    return {column.title: value for column, value in zip(columns, values, strict=True)}
