"""The table of registers. A new register is a new row here; form, list, export, reminder and report come from it.

A row is never taken out: entries of it are evidence. What nobody is to register any more is no longer owed.
"""

from collections.abc import Mapping

from disclosure.registers.kinds import channels, media, organisation, oversight, participation, site, training
from disclosure.registers.kinds.items import Item, ItemType
from disclosure.registers.kinds.terms import Enclosed, Group, RegisterKind

KINDS: tuple[RegisterKind, ...] = (
    *organisation.KINDS,
    *training.KINDS,
    *channels.KINDS,
    *media.KINDS,
    *participation.KINDS,
    *oversight.KINDS,
    *site.KINDS,
)

BY_CODE: dict[str, RegisterKind] = {kind.code: kind for kind in KINDS}
"""Everything that asks for registers asks here."""


def choices() -> list[tuple[str, str]]:
    """Code and name, as a model field offers them."""
    return [(kind.code, kind.name) for kind in BY_CODE.values()]


def public_codes() -> list[str]:
    return [kind.code for kind in BY_CODE.values() if kind.public]


def serving(duty: str) -> list[RegisterKind]:
    """The registers whose entries are evidence for a duty."""
    return [kind for kind in BY_CODE.values() if duty in kind.duties]


def grouped() -> Mapping[Group, list[RegisterKind]]:
    """All registers by chapter, in the order of the chapters."""
    found: dict[Group, list[RegisterKind]] = {group: [] for group in Group}
    for kind in BY_CODE.values():
        found[kind.group].append(kind)
    return {group: rows for group, rows in found.items() if rows}


__all__ = ["BY_CODE", "KINDS", "Enclosed", "Group", "Item", "ItemType", "RegisterKind", "choices", "grouped", "serving"]
