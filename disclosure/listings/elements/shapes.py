"""What a list is made of: one row for the list, one for each of its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """How a field is typed in, checked and stored; amounts are numbers in the field's ``unit``."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    CODE = "code"
    LINK = "link"


class Group(StrEnum):
    """Under which heading a list stands on the index page."""

    MONEY = "财政、采购和收费"
    PROJECTS = "项目和资源配置"
    POWER = "权力运行和监管"
    RESULTS = "执行和结果"
    PLANS = "规划和应急"


@dataclass(frozen=True, slots=True)
class Element:
    """One field of a list. ``when`` makes it required only where another field has that value; ``also`` are other
    headings the same column has in departments' files. The first of a list's elements names the row."""

    name: str
    label: str
    type: Type = Type.LINE
    required: bool = False
    when: tuple[str, str] | None = None
    unit: str = ""
    options: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    help: str = ""

    @property
    def heading(self) -> str:
        """As a column of a table is called."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label

    def is_asked(self, values: Mapping[str, str]) -> bool:
        """Whether a row with these values must have it."""
        return self.required or (self.when is not None and values.get(self.when[0]) == self.when[1])


@dataclass(frozen=True, slots=True)
class ListTemplate:
    """One list. ``day`` is what the day is called from which ``rule``, the limit of publication, counts.

    ``key`` names the elements that tell one row of an organ from another: a second row of the same key is a new state
    of the same thing and takes the place of the first.
    """

    code: str
    title: str
    group: Group
    intro: str
    basis: str
    day: str
    key: tuple[str, ...]
    elements: tuple[Element, ...]
    rule: str = "PUBLISH"
    duties: tuple[str, ...] = ()

    def element(self, name: str) -> Element | None:
        return next((row for row in self.elements if row.name == name), None)

    @property
    def main(self) -> tuple[Element, ...]:
        """The columns a list page has room for."""
        short = [row for row in self.elements if row.type not in (Type.TEXT, Type.LINK)]
        return tuple(short[:4])
