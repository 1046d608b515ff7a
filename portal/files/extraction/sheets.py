"""Workbooks (xlsx): also what a reader of the screen does not see."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from portal.files.extraction.markup import Event, Step
from portal.files.extraction.package import Handler, Package, Table, plain, read_parts, silent
from portal.files.extraction.stories import Story

_ROOT = "xl/workbook.xml"
_COLUMN = re.compile(r"[A-Z]+")
_BUILT_IN = "_xlnm."
_LETTERS = 26
_SPEAKING = re.compile(r"[\"\[#]|https?:")
_FORMULAS = {"f", "formula", "formula1", "formula2"}


def _story(where: str) -> Handler:
    def read(package: Package, name: str) -> None:
        Story(package.notebook, where).read(package.events(name))

    return read


_PARTS: Table = (
    (r"xl/(styles|metadata|calcChain)\d*\.xml", silent),
    (r"xl/worksheets/sheet[^/]*\.xml", lambda package, name: _sheet(package, name, "没有列出的工作表", [], set())),
    (r"xl/(comments[^/]*|comments/[^/]*)\.xml", _story("批注")),
    (r"xl/threadedComments/[^/]*\.xml", plain("批注")),
    (r"xl/persons/[^/]*\.xml", plain("批注的作者", attributes=True)),
    (r"xl/pivotCache/[^/]*\.xml", plain("数据透视表的缓存", attributes=True)),
    (r"xl/pivotTables/[^/]*\.xml", silent),
    (r"xl/externalLinks/[^/]*\.xml", plain("引用别的文件留下的数据", attributes=True)),
    (r"xl/(connections|queryTables/[^/]*)\.xml", plain("数据连接", attributes=True)),
    (r"xl/revisions/[^/]*\.xml", plain("修订记录", attributes=True)),
    (r"xl/tables/[^/]*\.xml", silent),
    (r"xl/(slicers|slicerCaches|timelines|timelineCaches)/[^/]*\.xml", plain("筛选器", attributes=True)),
    (r"xl/(drawings|chartsheets|ctrlProps)/[^/]*\.(xml|vml)", _story("图形里的文字")),
)


def read(package: Package) -> None:
    """Sheets by their names in the workbook, then what nobody sees: strings no cell shows, caches, connections."""
    strings = _strings(package)
    used: set[int] = set()
    if _ROOT in package.entries:
        for name, where in _sheets(package):
            _sheet(package, name, where, strings, used)
    for place, text in enumerate(strings):
        if place not in used:
            package.notebook.note("表格里已经不显示、但还留在文件里的文字", text)
    read_parts(package, _PARTS)


def _strings(package: Package) -> list[str]:
    names = [name for name in package.entries if name.lower() == "xl/sharedstrings.xml"]
    strings: list[str] = []
    for name in names:
        pieces: list[str] = []
        for event in package.events(name):
            if event.step is Step.TEXT and event.name == "t":
                pieces.append(event.text)
            elif event.step is Step.CLOSE and event.name == "si":
                strings.append("".join(pieces))
                package.notebook.budget.spend_characters(len(strings[-1]))
                pieces = []
    return strings


def _sheets(package: Package) -> list[tuple[str, str]]:
    """Part and place of every sheet; defined names and the person who reserved the file are noted on the way."""
    targets = {row.id: row.target for row in package.relations(_ROOT)}
    found: list[tuple[str, str]] = []
    label = ""
    for event in package.events(_ROOT):
        row = event.attributes
        if event.step is Step.OPEN and event.name == "sheet":
            hidden = is_hidden(row)
            title = row.get("name", "")
            package.notebook.note("工作表的名称", title)
            name = targets.get(next((value for key, value in row.items() if key.endswith(":id")), ""), "")
            found.append((name, f"隐藏的工作表“{title}”" if hidden else f"工作表“{title}”"))
        elif event.step is Step.OPEN and event.name == "definedName":
            label = row.get("name", "")
            package.notebook.note("定义的名称", "" if label.startswith(_BUILT_IN) else label)
        elif event.step is Step.OPEN and event.name == "fileSharing":
            package.notebook.note("文档属性", row.get("userName", ""))
        elif event.step is Step.TEXT and event.name == "definedName" and not label.startswith(_BUILT_IN):
            package.notebook.note("定义的名称", event.text)
    package.notebook.pages = len(found)
    return [(name, where) for name, where in found if name in package.entries]


class _Sheet:
    """One sheet as it streams by: a line of cells per row, hidden ones apart."""

    def __init__(self, package: Package, where: str, strings: list[str], used: set[int]) -> None:
        self._note, self._where, self._strings, self._used = package.notebook.note, where, strings, used
        self._hidden_columns: list[tuple[int, int]] = []
        self._row_hidden = False
        self._column = 0
        self._type = ""
        self._value: list[str] = []
        self._shown: list[str] = []
        self._hidden: list[str] = []

    def read(self, event: Event) -> None:
        reaction = {Step.OPEN: self._open, Step.CLOSE: self._close, Step.TEXT: self._text}[event.step]
        reaction(event)

    def _open(self, event: Event) -> None:
        row = event.attributes
        if event.name == "col" and is_off_screen(row, "width"):
            self._hidden_columns.append((int(row.get("min", 0)), int(row.get("max", 0))))
        elif event.name == "row":
            self._row_hidden = is_off_screen(row, "ht")
            self._column = 0
        elif event.name == "c":
            self._column = column_of(row.get("r", "")) or self._column + 1
            self._type, self._value = row.get("t", ""), []
        elif event.name in {"hyperlink", "dataValidation"}:
            for key in ("display", "tooltip", "location", "promptTitle", "prompt", "errorTitle", "error"):
                self._note(f"{self._where}里的提示和链接", row.get(key, ""))

    def _text(self, event: Event) -> None:
        if event.name in {"v", "t"}:
            self._value.append(event.text)
        elif event.name in _FORMULAS:
            self._note(f"{self._where}的公式", event.text if _SPEAKING.search(event.text) else "")
        elif event.text.strip():
            self._note(f"{self._where}的页眉页脚", event.text)

    def _close(self, event: Event) -> None:
        if event.name == "c":
            hidden = any(first <= self._column <= last for first, last in self._hidden_columns)
            (self._hidden if hidden else self._shown).append(self._worth())
        elif event.name == "row":
            self._note(f"{self._where}里隐藏的行" if self._row_hidden else self._where, _line(self._shown))
            self._note(f"{self._where}里隐藏的列", _line(self._hidden))
            self._shown, self._hidden = [], []

    def _worth(self) -> str:
        raw = "".join(self._value)
        if self._type == "s" and raw.strip().isdecimal() and int(raw) < len(self._strings):
            self._used.add(int(raw))
            return self._strings[int(raw)]
        return _in_full(raw) if self._type in {"", "n"} else raw


def _sheet(package: Package, name: str, where: str, strings: list[str], used: set[int]) -> None:
    sheet = _Sheet(package, where, strings, used)
    for event in package.events(name):
        sheet.read(event)


def _line(cells: list[str]) -> str:
    return "\t".join(cells).strip("\t")


def is_hidden(sheet: Mapping[str, str]) -> bool:
    """Whether a sheet of the workbook is not shown; ``sheet`` are its attributes."""
    return sheet.get("state") in {"hidden", "veryHidden"}


def is_off_screen(line: Mapping[str, str], measure: str) -> bool:
    """Whether a row (``measure`` ``ht``) or columns (``width``) are hidden or squeezed to nothing."""
    return line.get("hidden") in {"1", "true"} or line.get(measure) == "0"


def column_of(reference: str) -> int:
    """The column of a cell, ``C4`` → 3; 0 without letters."""
    letters = _COLUMN.match(reference)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _in_full(raw: str) -> str:
    """A number with all its digits: an account typed as a number is stored as ``6.2220212E+18``."""
    if "E" not in raw and "e" not in raw:
        return raw
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return raw
    return f"{number:f}" if number == number.to_integral_value() and number.adjusted() < _LETTERS else raw
