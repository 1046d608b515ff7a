"""What a version changed against the one before. Pure but for the rows it is given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from json import dumps

from disclosure.datasets.columns import Column
from disclosure.datasets.values import Value

Rows = Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that came, went and changed; columns in words."""

    added: int
    removed: int
    changed: int
    columns: str


def compare(old: tuple[Sequence[Column], Rows], new: tuple[Sequence[Column], Rows], *, key: str) -> Difference:
    """By the key column where both have it; else row by row, and a changed row counts as one gone and one come."""
    titles, names = [column.title for column in old[0]], [column.title for column in new[0]]
    columns = _columns(titles, names)
    before, after = _records(titles, old[1], names), _records(names, new[1], names)
    if key and key in titles and key in names:
        return _by_key(before, after, names.index(key), columns)
    gone, come = Counter(map(_digest, before)), Counter(map(_digest, after))
    return Difference((come - gone).total(), (gone - come).total(), 0, columns)


def _by_key(before: Iterator[list[Value]], after: Iterator[list[Value]], place: int, columns: str) -> Difference:
    was: Mapping[Value, bytes] = {row[place]: _digest(row) for row in before}
    common = added = changed = 0
    for row in after:
        known = was.get(row[place])
        if known is None:
            added += 1
            continue
        common += 1
        changed += known != _digest(row)
    return Difference(added, len(was) - common, changed, columns)


def _records(titles: Sequence[str], rows: Rows, wanted: Sequence[str]) -> Iterator[list[Value]]:
    """Each row in the order of ``wanted``; what a version does not have is empty."""
    places = [titles.index(title) if title in titles else -1 for title in wanted]
    for values in rows:
        yield [values[place] if place >= 0 else None for place in places]


def _digest(values: Sequence[Value]) -> bytes:
    return blake2b(dumps(values, ensure_ascii=False).encode(), digest_size=12).digest()


def _columns(old: Sequence[str], new: Sequence[str]) -> str:
    come = [title for title in new if title not in old]
    gone = [title for title in old if title not in new]
    told = [f"新增{'、'.join(come)}" if come else "", f"去掉{'、'.join(gone)}" if gone else ""]
    return "；".join(words for words in told if words)[:500]
