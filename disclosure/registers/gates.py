"""What stands before an act on an entry. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.selectors import undecided


def parts_of(entry: Any) -> list[Part]:
    """The words everybody would read."""
    told = ((item, item.shown(entry.values.get(item.name))) for item in entry.shown_items)
    return [Part(item.name, item.label, words) for item, words in told if words]


def is_screened(entry: Any, _at: datetime) -> Sequence[str]:
    found = undecided(entry, parts_of(entry))
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def is_not_the_filer(entry: Any, actor: Actor) -> str:
    return "自己登记的，不能由自己公开。" if actor.id == entry.filer_id else ""


def is_for_the_public(entry: Any) -> bool:
    return bool(entry.is_for_public)


def is_complete(reminder: Any, _at: datetime) -> Sequence[str]:
    return [f"还没有登记：{name}" for name in reminder.missing_names]
