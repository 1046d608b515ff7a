"""A department's table, tried first and taken in as a whole: one wrong row and nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.documents.importing.mapping import RowFault, cell_day, cell_text
from disclosure.documents.importing.reading import SourceRow
from disclosure.listings import fields, parts
from disclosure.listings.elements import TEMPLATES, Element, ListTemplate, Type
from disclosure.listings.models import ListRow
from disclosure.listings.services.registering import coming, enter
from disclosure.listings.states import REGISTRARS
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.screening.services import marks_in, note_refusal

_FOLD = str.maketrans({"(": "（", ")": "）", "　": "", " ": "", "*": "", "\n": "", "\r": "", "\t": ""})


@dataclass(slots=True)
class Outcome:
    """What the rows would become or became; ``faults`` are (line, reason)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + len(self.faults)


@dataclass(frozen=True, slots=True)
class _Incoming:
    line: int
    day: date
    values: dict[str, str]
    key: str


def try_rows(*, organ: Organ, template: str, rows: Iterable[SourceRow], actor: Actor, at: datetime) -> Outcome:
    """What an import would do, without doing it."""
    return _read(organ, template, rows, actor, at)[0]


def import_rows(*, organ: Organ, template: str, rows: Iterable[SourceRow], actor: Actor, at: datetime) -> Outcome:
    """Register every row that is new or says something new; each is a draft that goes its way.

    Raises ``NotAllowed``, ``InvalidInput`` for a file without the columns, ``DomainError`` when any row is wrong.
    """
    outcome, found = _read(organ, template, rows, actor, at)
    if outcome.faults:
        raise DomainError(f"有{len(outcome.faults)}行不对，一行也没有导入。", field="file")
    if not found:
        raise DomainError("没有要登记的：都和已经登记、公开的一样。", field="file")
    with transaction.atomic():
        for row in found:
            enter(organ, template, row.day, row.values, act="import_row", actor=actor, at=at)
    return outcome


def _read(
    organ: Organ, template: str, rows: Iterable[SourceRow], actor: Actor, at: datetime
) -> tuple[Outcome, list[_Incoming]]:
    require(actor, REGISTRARS, organ, doing="导入清单")
    if template not in TEMPLATES:
        raise InvalidInput({"template": "没有这张清单"})
    outcome, found, lines = Outcome(), [], dict[str, int]()
    shown = dict(ListRow.objects.public().filter(organ=organ, template=template).values_list("key", "values"))
    waiting = set(coming(organ, template).values_list("key", flat=True))
    for number, row in enumerate(rows):
        if not number:
            _require_headings(TEMPLATES[template], row.values)
        try:
            read = _incoming(TEMPLATES[template], row, today=local(at).date())
            _refuse_twice(read, lines, waiting)
            _refuse_marked(template, read, actor, at)
        except RowFault as fault:
            outcome.faults.append((row.line, fault.message))
            continue
        if shown.get(read.key) == read.values:
            outcome.unchanged += 1
            continue
        outcome.updated += read.key in shown
        outcome.created += read.key not in shown
        found.append(read)
    return outcome, found


def _require_headings(template: ListTemplate, headings: Mapping[str, Any]) -> None:
    present = {_folded(name) for name in headings}
    asked = [(row.heading, _names(row)) for row in template.elements if row.required]
    asked.append((template.day, frozenset({_folded(template.day)})))
    if lacking := [heading for heading, names in asked if not present & names]:
        raise InvalidInput({"file": f"表里没有这些列：{'、'.join(lacking)}。第一行写列名，和下载的表一样"})


def _incoming(template: ListTemplate, row: SourceRow, *, today: date) -> _Incoming:
    """Raises ``RowFault`` with everything that is wrong with the row."""
    if row.fault:
        raise RowFault(row.fault)
    cells = {_folded(name): value for name, value in row.values.items()}
    try:
        day = fields.read_day(template, cell_day(cells.get(_folded(template.day)), template.day), today=today)
        values = fields.read(template, {each.name: _cell(each, cells) for each in template.elements})
    except InvalidInput as invalid:
        raise RowFault(invalid.message) from None
    lacking = [each.label for each in template.elements if each.is_asked(values) and not values[each.name]]
    if lacking:
        raise RowFault(f"没有填写：{'、'.join(lacking)}")
    return _Incoming(row.line, day, values, fields.following(template.code, values)["key"])


def _refuse_twice(row: _Incoming, lines: dict[str, int], waiting: set[str]) -> None:
    first = lines.setdefault(row.key, row.line)
    if first != row.line:
        raise RowFault(f"和第{first}行是同一条")
    if row.key in waiting:
        raise RowFault("同一条已经登记，还没有公开")


def _refuse_marked(template: str, row: _Incoming, actor: Actor, at: datetime) -> None:
    """What carries 密级标志 is refused unstored."""
    typed = parts.typed(template, row.values)
    if any(marks_in(part.text) for part in typed):
        note_refusal(typed, doing="导入清单", actor=actor, at=at)
        raise RowFault("有密级标志（★）：请按保密规定处理")


def _cell(element: Element, cells: Mapping[str, Any]) -> Any:
    cell = next((cells[name] for name in _names(element) if cells.get(name) not in (None, "")), None)
    if element.type is Type.DAY:
        return cell_day(cell, element.label)
    return typed_text.without_unseen(cell_text(cell))


def _names(element: Element) -> frozenset[str]:
    return frozenset(_folded(name) for name in (element.heading, element.label, *element.also))


def _folded(heading: str) -> str:
    return str(heading).translate(_FOLD)
