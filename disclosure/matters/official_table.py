"""The standard catalogue as the State Council's departments lay it out: two rows of headings, boxes that are ticked.

序号 | 公开事项（一级, 二级）| 公开内容（要素）| 公开依据 | 公开时限 | 公开主体 | 公开渠道和载体
| 公开对象（全社会, 特定群众）| 公开方式（主动, 依申请）| 公开层级（县级, 乡级, 村级）;
after them 公开标准 and 公开程序, which the city adds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from disclosure.documents.importing.reading import SourceRow, Unreadable
from disclosure.matters.codes import CHANNELS, LEVELS, Audience, Way
from portal import typed_text

TICK, BOX, FILLED = "√", "□", "■"
_TICKS = frozenset({"√", "✓", "✔", "是", "1", "■", "☑", "v", "V"})
_FILLED = ("■", "☑", "√", "✓", "✔")
HEADS: Sequence[tuple[str, Sequence[str]]] = (
    ("序号", ()),
    ("公开事项", ("一级事项", "二级事项")),
    ("公开内容（要素）", ()),
    ("公开依据", ()),
    ("公开时限", ()),
    ("公开主体", ()),
    ("公开渠道和载体", ()),
    ("公开对象", ("全社会", "特定群众")),
    ("公开方式", ("主动", "依申请")),
    ("公开层级", LEVELS),
    ("公开标准", ()),
    ("公开程序", ()),
)
_WIDTHS = (6, 14, 20, 36, 36, 20, 18, 30, 8, 14, 8, 8, 7, 7, 7, 24, 24)
_SINGLES = {
    "一级事项": "first",
    "二级事项": "second",
    "公开内容": "elements",
    "公开依据": "basis",
    "公开时限": "time_limit",
    "公开主体": "body",
    "公开标准": "standard",
    "公开程序": "procedure",
}
_NEEDED = (
    "一级事项",
    "二级事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "全社会",
    "主动",
    "县级",
)
_FOLD = str.maketrans({"(": "（", ")": "）", " ": "", "　": "", "\n": "", "\r": ""})
_HEADS_WITHIN = 8
"""The headings stand within the first rows, below a title."""


def write(title: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """An XLSX file of text cells: nothing in it can be calculated."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "事项清单"
    _put(sheet, 1, 1, title, bold=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_WIDTHS))
    _put_heads(sheet)
    for place, row in enumerate(rows, 1):
        for column, text in enumerate(_cells(place, row), 1):
            _put(sheet, place + 3, column, text)
    for place, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "D4"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _put_heads(sheet: Any) -> None:
    column = 1
    for head, below in HEADS:
        _put(sheet, 2, column, head, bold=True)
        for shift, name in enumerate(below):
            _put(sheet, 3, column + shift, name, bold=True)
        wide = max(len(below), 1)
        sheet.merge_cells(start_row=2, start_column=column, end_row=2 if below else 3, end_column=column + wide - 1)
        column += wide


def _put(sheet: Any, row: int, column: int, text: str, *, bold: bool = False) -> None:
    cell = sheet.cell(row=row, column=column, value=typed_text.without_unseen(text))
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if bold else None)
    cell.font = Font(bold=bold)
    line = Side(style="thin")
    cell.border = Border(left=line, right=line, top=line, bottom=line)


def _cells(place: int, row: Mapping[str, Any]) -> Iterator[str]:
    yield str(place)
    yield from (row[name] for name in ("first", "second", "elements", "basis", "time_limit", "body"))
    yield "\n".join(f"{FILLED if each in row['channels'] else BOX}{each}" for each in CHANNELS)
    yield TICK if row["audience"] == Audience.PUBLIC else ""
    yield (row["audience_note"] or TICK) if row["audience"] == Audience.GROUP else ""
    yield TICK if row["way"] == Way.ACTIVE else ""
    yield TICK if row["way"] == Way.REQUEST else ""
    yield from (TICK if each in row["levels"] else "" for each in LEVELS)
    yield row["standard"]
    yield row["procedure"]


def read(file: IO[bytes]) -> Iterator[SourceRow]:
    """The rows below the headings, as values of a matter. Raises ``Unreadable`` for what is not such a table."""
    try:
        book = load_workbook(file, data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise Unreadable("表格打不开，请用原来的软件另存为XLSX再上传") from error
    lines = [[_text(cell) for cell in line] for line in book.worksheets[0].iter_rows(values_only=True)]
    start, places = _heads(lines)
    first = ""
    for number, line in enumerate(lines[start:], start + 1):
        if not any(line):
            continue
        values = _values(line, places)
        # 一级事项 is one merged cell over its rows: only the first of them holds the words.
        first = values["first"] = values["first"] or first
        yield SourceRow(number, values)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _heads(lines: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The number of the first row of content, and the column of every heading."""
    for number, line in enumerate(lines[:_HEADS_WITHIN]):
        if not any(cell.translate(_FOLD).startswith("公开内容") for cell in line):
            continue
        below = lines[number + 1] if number + 1 < len(lines) else []
        places = {_name(cell): place for row in (line, below) for place, cell in enumerate(row) if cell}
        if lacking := [name for name in _NEEDED if name not in places]:
            raise Unreadable(f"表里没有这些列：{'、'.join(lacking)}。请用官方的标准目录格式，可以先下载一份")
        return number + 2, places
    raise Unreadable("没有找到表头：前几行里要有“公开内容（要素）”这一列")


def _name(cell: str) -> str:
    folded = cell.translate(_FOLD)
    known = (*_SINGLES, "公开渠道和载体", "全社会", "特定群众", "主动", "依申请", *LEVELS)
    return next((name for name in known if folded.startswith(name)), folded)


def _values(line: Sequence[str], places: Mapping[str, int]) -> dict[str, Any]:
    def cell(name: str) -> str:
        place = places.get(name, -1)
        return line[place] if 0 <= place < len(line) else ""

    group = cell("特定群众")
    ways = [way.value for way in Way if cell(way.label) in _TICKS]
    audiences = [Audience.PUBLIC.value] if cell("全社会") in _TICKS else []
    audiences += [Audience.GROUP.value] if group else []
    return {
        **{field: cell(name) for name, field in _SINGLES.items()},
        "channels": _ticked(cell("公开渠道和载体")),
        "audience": audiences[0] if len(audiences) == 1 else "",
        "audience_note": "" if group in _TICKS else group,
        "way": ways[0] if len(ways) == 1 else "",
        "levels": [level for level in LEVELS if cell(level) in _TICKS],
    }


def _ticked(text: str) -> list[str]:
    """The boxes that are filled. What is filled in and no known channel stays, so that it is refused by name."""
    found = []
    for piece in text.replace(BOX, f"\n{BOX}").replace("☐", f"\n{BOX}").splitlines():
        for filled in _FILLED:
            piece = piece.replace(filled, f"\n{FILLED}")
        found += [part.strip()[1:].strip() for part in piece.splitlines() if part.strip().startswith(FILLED)]
    return [_channel(each) for each in found if each]


def _channel(words: str) -> str:
    folded = words.translate(_FOLD).rstrip("_＿：:、，,")
    return next((each for each in CHANNELS if folded == each.translate(_FOLD)), _near(folded))


def _near(folded: str) -> str:
    """The official tables write a few of the boxes in more than one way."""
    also = {
        "发布会": CHANNELS[3],
        "听证会": CHANNELS[3],
        "社区": CHANNELS[10],
        "入户": CHANNELS[9],
        "其他": CHANNELS[12],
    }
    return next((channel for start, channel in also.items() if folded.startswith(start)), folded)
