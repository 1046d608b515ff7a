"""Workbooks: hidden sheets, rows and columns, comments, caches and links taken out; formulas become their values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.files.cleaning import CannotCleanError
from portal.files.cleaning.cutting import CUT, KEEP, Path, Verdict
from portal.files.cleaning.parts import PROPERTIES, Parts
from portal.files.extraction.markup import Step
from portal.files.extraction.sheets import column_of, is_hidden, is_off_screen

_ROOT = "xl/workbook.xml"
_SHEETS = r"xl/worksheets/[^/]*\.xml"
_STRINGS = r"xl/sharedStrings\.xml"
_LINKS = (
    *("comments", "threadedComment", "person", "vmlDrawing", "pivotTable", "pivotCacheDefinition", "calcChain"),
    *("externalLink", "connections", "queryTable", "revisionHeaders", "usernames", "table", "slicer", "slicerCache"),
    *("timeline", "timelineCache", "customProperty", "sheetMetadata"),
)
_OF_BOOK = {
    "definedNames",
    "bookViews",
    "pivotCaches",
    "externalReferences",
    "fileSharing",
    "extLst",
    "customWorkbookViews",
}
_OF_SHEET = {
    *("legacyDrawing", "dataValidations", "conditionalFormatting", "tableParts", "extLst", "customSheetViews"),
    *("scenarios", "customProperties", "f", "autoFilter", "queryTableParts"),
}


def clean(parts: Parts) -> None:
    hidden = _hidden_sheets(parts)
    parts.unlink_everywhere(*_LINKS, *PROPERTIES)
    parts.unlink(_ROOT, ids=frozenset(hidden))
    parts.edit(_ROOT, lambda path, row: CUT if path[-1] in _OF_BOOK or _is_hidden_sheet(path, row) else KEEP)
    used: set[int] = set()
    for name in set(parts.named(_SHEETS)) - set(hidden.values()):
        parts.edit(name, _Sheet().rule)
        used |= _strings_of(parts, name)
    for name in parts.named(_STRINGS):
        parts.edit(name, _Strings(used).rule)


def _hidden_sheets(parts: Parts) -> dict[str, str]:
    """Relation and part of each hidden sheet. Raises ``CannotCleanError`` when no sheet would be left."""
    links = parts.relations(_ROOT)
    opened = [event.attributes for event in parts.events(_ROOT) if event.step is Step.OPEN and event.name == "sheet"]
    hidden = [row for row in opened if is_hidden(row)]
    if len(hidden) == len(opened):
        raise CannotCleanError("工作表都是隐藏的，清理以后就没有内容了")
    found = [next((value for key, value in row.items() if key.endswith(":id")), "") for row in hidden]
    return {link: links[link][1] for link in found if link in links}


def _is_hidden_sheet(path: Path, row: Mapping[str, str]) -> bool:
    return path[-1] == "sheet" and is_hidden(row)


@dataclass
class _Sheet:
    """One sheet as it streams by: hidden rows and columns keep their place and lose their cells."""

    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    row_hidden: bool = False
    column: int = 0

    def rule(self, path: Path, row: Mapping[str, str]) -> Verdict:
        name = path[-1]
        if name in _OF_SHEET:
            return CUT
        if name == "col" and is_off_screen(row, "width"):
            self.hidden_columns.append((int(row.get("min", 0)), int(row.get("max", 0))))
        elif name == "row":
            self.row_hidden, self.column = is_off_screen(row, "ht"), 0
        elif name == "c":
            self.column = column_of(row.get("r", "")) or self.column + 1
            hidden = any(first <= self.column <= last for first, last in self.hidden_columns)
            return CUT if hidden or self.row_hidden else KEEP
        return KEEP


def _strings_of(parts: Parts, name: str) -> set[int]:
    """Numbers of the common strings that the cells of a sheet show."""
    used: set[int] = set()
    kind, value = "", ""
    for event in parts.events(name):
        if event.step is Step.OPEN and event.name == "c":
            kind, value = event.attributes.get("t", ""), ""
        elif event.step is Step.TEXT and event.name == "v":
            value += event.text
        elif event.step is Step.CLOSE and event.name == "c" and kind == "s" and value.strip().isdecimal():
            used.add(int(value))
    return used


@dataclass
class _Strings:
    """A string no cell shows any more becomes empty; the others keep their numbers."""

    used: set[int]
    number: int = -1

    def rule(self, path: Path, _row: Mapping[str, str]) -> Verdict:
        if path[-1] == "si":
            self.number += 1
        return CUT if "si" in path[:-1] and self.number not in self.used else KEEP
