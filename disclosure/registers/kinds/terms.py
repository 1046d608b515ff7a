"""What a kind of register says: the columns of the table of registers. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from disclosure.registers.kinds.items import Item
from disclosure.registers.periods import Rhythm
from portal.accounts.states import STATUTORY_KINDS, OrganKind, Role
from portal.field_table import Field

FILERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
"""Who registers for an organ."""

LOCAL = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT)
UNITS = (OrganKind.DEPARTMENT, OrganKind.AFFILIATED, *LOCAL)
"""Departments, affiliated bodies, towns and streets: whom the rules of the city address as 各单位."""


class Group(StrEnum):
    """The chapters of the list of registers, in the order people look for them."""

    ORGANISATION = "组织和保障"
    TRAINING = "培训"
    CHANNELS = "渠道和场所"
    MEDIA = "媒体和传播"
    PARTICIPATION = "公众参与"
    OVERSIGHT = "指导、检查和考核"
    SITE = "网站和系统"


class Enclosed(StrEnum):
    """Whether files go with an entry."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKind:
    """One register. ``items`` are its fields in order; the first names the entry. ``day`` is what its day is called.

    Organs of the kinds ``organs`` keep it, for the whole city only the office (``by_office``); those of ``owed_by``
    are reminded every period of the ``rhythm``, the office where it keeps the register and ``is_owed``. ``source``
    names the rule that asks for it; ``duties`` are the ids of the duties an entry serves.
    """

    code: str
    name: str
    group: Group
    note: str
    rhythm: Rhythm
    day: str
    items: tuple[Item, ...]
    duties: tuple[str, ...]
    source: str
    enclosed: Enclosed = Enclosed.OPTIONAL
    organs: tuple[OrganKind, ...] = STATUTORY_KINDS
    owed_by: tuple[OrganKind, ...] = ()
    by_office: bool = False
    is_owed: bool = False
    public: bool = False

    @property
    def filers(self) -> tuple[Role, ...]:
        return (*FILERS, Role.OVERSIGHT) if self.by_office else FILERS

    @property
    def table(self) -> dict[str, Field]:
        """The fields as they are checked."""
        return {item.name: item.field for item in self.items}

    @property
    def shown_items(self) -> tuple[Item, ...]:
        """What the public reads of an entry."""
        return tuple(item for item in self.items if not item.inside)

    @property
    def is_standing(self) -> bool:
        return self.rhythm is Rhythm.STANDING

    @property
    def has_places(self) -> bool:
        """Whether entries are places one can go to, with the hours they are open."""
        return {"address", "hours"} <= {item.name for item in self.items}
