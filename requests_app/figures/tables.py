"""Tables 3 and 4 of the annual report as values, and what must hold between their cells (law.md C3–C5). Pure Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from requests_app.outcomes import APPLICANT_LABELS, OUTCOMES, ApplicantKind, Group
from requests_app.remedies.states import COUNTED, RemedyKind, Result

NEW, OPENING, TOTAL, CLOSING = "1", "2", "3.7", "4"
OUTCOME_CODES = tuple(outcome.code for outcome in OUTCOMES)
ROWS = (NEW, OPENING, *OUTCOME_CODES, TOTAL, CLOSING)
"""The 25 rows."""

COLUMNS = tuple(kind.value for kind in ApplicantKind)
ALL = "total"

ROW_TITLES = {
    NEW: "一、本年新收政府信息公开申请数量",
    OPENING: "二、上年结转政府信息公开申请数量",
    TOTAL: "（七）总计",
    CLOSING: "四、结转下年度继续办理",
} | {outcome.code: outcome.title for outcome in OUTCOMES}
COLUMN_TITLES = {kind.value: label for kind, label in APPLICANT_LABELS.items()} | {ALL: "总计"}

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Table3:
    """收到和处理政府信息公开申请情况: ``cells[row][column]``; all 25 × 7 cells are there."""

    cells: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, counts: Counts) -> "Table3":
        """From the counted rows (all but the totals) and columns (all but the total)."""
        rows = {row: {column: counts.get(row, {}).get(column, 0) for column in COLUMNS} for row in ROWS if row != TOTAL}
        rows[TOTAL] = {column: sum(rows[code][column] for code in OUTCOME_CODES) for column in COLUMNS}
        return cls({row: rows[row] | {ALL: sum(rows[row].values())} for row in ROWS})

    @classmethod
    def summed(cls, tables: Iterable["Table3"]) -> "Table3":
        """Cell by cell: the city's table is the sum of its organs' (identity 7)."""
        parts = list(tables)
        columns = (*COLUMNS, ALL)
        return cls({row: {each: sum(part.cells[row][each] for part in parts) for each in columns} for row in ROWS})

    def group(self, group: Group, column: str = ALL) -> int:
        return sum(self.cells[code][column] for code in OUTCOME_CODES if code.startswith(group.value))


SUITS = tuple(kind.value for kind in COUNTED)
RESULTS = (*Result.values, "open")
RESULT_TITLES = dict(Result.choices) | {"open": "尚未审结", ALL: "总计"}
SUIT_TITLES = {kind.value: RemedyKind(kind).label for kind in COUNTED}


@dataclass(frozen=True, slots=True)
class Table4:
    """行政复议、行政诉讼情况: ``cells[kind][result]``, 3 × 5."""

    cells: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, counts: Counts) -> "Table4":
        rows = {kind: {result: counts.get(kind, {}).get(result, 0) for result in RESULTS} for kind in SUITS}
        return cls({kind: row | {ALL: sum(row.values())} for kind, row in rows.items()})


@dataclass(frozen=True, slots=True)
class Fault:
    """One identity that does not hold: its number in law.md C5, and the cell, in words."""

    identity: int
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one organ, or of many together, for one year."""

    year: int
    table3: Table3
    table4: Table4
    parts: Sequence[Table3] = field(default=())


def faults(report: Report, *, previous: Table3 | None = None, fee_section: bool = True) -> list[Fault]:
    """Everything in law.md C5 that does not hold. ``previous`` is last year's table 3; ``fee_section`` whether the
    sixth chapter speaks of fees."""
    found = [*_stock(report.table3), *_sums(report.table3), *_suits(report.table4), *_whole_numbers(report)]
    if previous is not None:
        found += _carried(report.table3, previous)
    if report.parts:
        found += _parts(report.table3, report.parts)
    if report.table3.cells["3.6.2"][ALL] and not fee_section:
        found.append(Fault(9, ROW_TITLES["3.6.2"], "有逾期不缴费的，第六章要说明信息处理费的收取情况"))
    return found


def _stock(table: Table3) -> Iterable[Fault]:
    for column in (*COLUMNS, ALL):
        cells = {row: table.cells[row][column] for row in (NEW, OPENING, TOTAL, CLOSING)}
        if cells[NEW] + cells[OPENING] != cells[TOTAL] + cells[CLOSING]:
            words = f"新收{cells[NEW]}加上年结转{cells[OPENING]}，不等于办理{cells[TOTAL]}加结转下年{cells[CLOSING]}"
            yield Fault(1, COLUMN_TITLES[column], words)


def _sums(table: Table3) -> Iterable[Fault]:
    for column in (*COLUMNS, ALL):
        outcomes = sum(table.cells[code][column] for code in OUTCOME_CODES)
        if outcomes != table.cells[TOTAL][column]:
            yield Fault(2, COLUMN_TITLES[column], f"各项办理结果合计{outcomes}，总计是{table.cells[TOTAL][column]}")
    for row in ROWS:
        across = sum(table.cells[row][column] for column in COLUMNS)
        if across != table.cells[row][ALL]:
            yield Fault(3, ROW_TITLES[row], f"各类申请人合计{across}，总计是{table.cells[row][ALL]}")


def _carried(table: Table3, previous: Table3) -> Iterable[Fault]:
    for column in (*COLUMNS, ALL):
        before, now = previous.cells[CLOSING][column], table.cells[OPENING][column]
        if before != now:
            yield Fault(4, COLUMN_TITLES[column], f"上年结转{now}，上年报告的结转下年度是{before}")


def _suits(table: Table4) -> Iterable[Fault]:
    for kind in SUITS:
        across = sum(table.cells[kind][result] for result in RESULTS)
        if across != table.cells[kind][ALL]:
            yield Fault(5, SUIT_TITLES[kind], f"各种结果合计{across}，总计是{table.cells[kind][ALL]}")


def _whole_numbers(report: Report) -> Iterable[Fault]:
    tables = (report.table3.cells, report.table4.cells)
    titles = ROW_TITLES | SUIT_TITLES
    for row, cells in (pair for table in tables for pair in table.items()):
        if any(type(value) is not int or value < 0 for value in cells.values()):
            yield Fault(6, titles[row], "每一格要填0或者正整数")


def _parts(table: Table3, parts: Sequence[Table3]) -> Iterable[Fault]:
    summed = Table3.summed(parts)
    for row in ROWS:
        for column in (*COLUMNS, ALL):
            if summed.cells[row][column] != table.cells[row][column]:
                where = f"{ROW_TITLES[row]}，{COLUMN_TITLES[column]}"
                yield Fault(7, where, f"各机关合计{summed.cells[row][column]}，汇总是{table.cells[row][column]}")
