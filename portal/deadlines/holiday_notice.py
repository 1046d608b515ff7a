"""Reads the yearly holiday arrangement: the text of the State Council notice, or a CSV. Pure Python.

The text is checked against itself: every weekday in brackets must be the weekday of its date, every "共N天" must be the
length of its range. Only days that differ from Monday-to-Friday are kept, so that both sources give the same rows.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from portal.deadlines.workdays import DAY, WEEKDAY_NAMES, CalendarRow, DayKind, is_weekend
from portal.errors import DomainError

_TITLE_YEAR = re.compile(r"(\d{4})年部分节假日安排")
_NUMBER = re.compile(r"国办发(?:明电)?〔\d{4}〕\d+号")
_CLAUSE = re.compile(r"^\s*[一二三四五六七八九十]+、(?P<names>[^：:]{2,12})[：:](?P<text>.+)$", re.MULTILINE)
_DAY_WORDS = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:[（(](?P<note>[^）)]*)[）)])?"
)
_RANGE_JOIN = re.compile(r"^\s*[至—~-]+\s*")
_LENGTH = re.compile(r"共(\d+)天")
_WEEKDAY = re.compile(r"周([一二三四五六日])|星期([一二三四五六日])")
_NEW_YEAR = "元旦"
_SHORT_NAMES = {"国庆节、中秋节": "国庆节", "中秋节、国庆节": "国庆节"}
_TRUE = {"true", "1", "yes", "是", ""}
_FALSE = {"false", "0", "no", "否"}
_CSV_COLUMNS = {"date", "kind", "name"}


class UnreadableNotice(DomainError):
    """The file is not a holiday arrangement, or contradicts itself. Nothing was read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One arrangement as read: the years it decides and the days that differ from a plain week."""

    number: str
    rows: tuple[CalendarRow, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({row.notice_year for row in self.rows}))


def read_notice(text: str) -> Notice:
    """Rows from a CSV (first line ``date,kind,name[,confirmed]``) or from the text of a notice.

    Raises ``UnreadableNotice`` naming the line or clause.
    """
    text = text.lstrip("\ufeff")
    first_line = text.strip().partition("\n")[0]
    notice = _from_csv(text) if first_line.lower().startswith("date,") else _from_text(text)
    if not notice.rows:
        raise UnreadableNotice("文件里没有读到任何放假或者调休上班的日子。")
    return notice


def notice_year_of(day: date, name: str) -> int:
    """The year whose notice orders ``day``: New Year's days of late December belong to the next year."""
    return day.year + 1 if day.month == 12 and name == _NEW_YEAR else day.year


# --- CSV ----------------------------------------------------------------------------------------------


def _from_csv(text: str) -> Notice:
    reader = csv.DictReader(StringIO(text.strip()))
    if missing := _CSV_COLUMNS - set(reader.fieldnames or ()):
        raise UnreadableNotice(f"CSV第1行缺少列：{'、'.join(sorted(missing))}。")
    rows: dict[date, CalendarRow] = {}
    for line, cells in enumerate(reader, start=2):
        row = _csv_row(cells, line)
        if row.date in rows:
            raise UnreadableNotice(f"第{line}行：{row.date}写了两次。")
        rows[row.date] = row
    return Notice(number="", rows=tuple(rows[day] for day in sorted(rows)))


def _csv_row(cells: dict[str, str], line: int) -> CalendarRow:
    try:
        day = date.fromisoformat((cells["date"] or "").strip())
    except ValueError as error:
        raise UnreadableNotice(f"第{line}行：日期“{cells['date']}”请写成2027-01-01的样子。") from error
    try:
        kind = DayKind((cells["kind"] or "").strip())
    except ValueError as error:
        raise UnreadableNotice(f"第{line}行：kind只能写holiday（放假）或者workday（上班）。") from error
    name = (cells["name"] or "").strip()
    if not name:
        raise UnreadableNotice(f"第{line}行：没有写节日名称。")
    if (kind is DayKind.WORKDAY) != is_weekend(day):
        raise UnreadableNotice(f"第{line}行：{day}是{WEEKDAY_NAMES[day.weekday()]}，{_contradiction(kind)}")
    confirmed = (cells.get("confirmed") or "").strip().lower()
    if confirmed not in _TRUE | _FALSE:
        raise UnreadableNotice(f"第{line}行：confirmed只能写true或者false。")
    return CalendarRow(day, kind, name, notice_year_of(day, name), confirmed in _TRUE)


def _contradiction(kind: DayKind) -> str:
    return "本来就上班，不用写。" if kind is DayKind.WORKDAY else "本来就休息，不用写。"


# --- text of the notice -------------------------------------------------------------------------------


def _from_text(text: str) -> Notice:
    title = _TITLE_YEAR.search(text)
    if title is None:
        raise UnreadableNotice("没有找到“××××年部分节假日安排”，这不像国务院办公厅的放假通知。")
    year = int(title.group(1))
    number = _NUMBER.search(text)
    rows: dict[date, CalendarRow] = {}
    for clause in _CLAUSE.finditer(text):
        name = _SHORT_NAMES.get(clause["names"], clause["names"])
        for day, kind in _clause_days(clause["text"], name, year):
            if (kind is DayKind.WORKDAY) == is_weekend(day):
                rows[day] = CalendarRow(day, kind, name, year)
    return Notice(number=number.group() if number else "", rows=tuple(rows[day] for day in sorted(rows)))


def _clause_days(text: str, name: str, year: int) -> Iterator[tuple[date, DayKind]]:
    for sentence in re.split(r"[。；]", text):
        words = list(_DAY_WORDS.finditer(sentence))
        if not words:
            continue
        days = _dates(words, name, year)
        if "上班" in sentence:
            yield from ((day, DayKind.WORKDAY) for day in days)
        elif "放假" in sentence:
            yield from ((day, DayKind.HOLIDAY) for day in _range(sentence, words, days, name))


def _dates(words: list[re.Match[str]], name: str, year: int) -> list[date]:
    days: list[date] = []
    for word in words:
        month = int(word["month"]) if word["month"] else days[-1].month if days else 0
        try:
            day = date(_year_of(word, days, year), month, int(word["day"]))
        except ValueError as error:
            raise UnreadableNotice(f"“{name}”里的“{word.group()}”不是一个日子。") from error
        _check_weekday(word, day, name)
        days.append(day)
    return days


def _year_of(word: re.Match[str], days: list[date], year: int) -> int:
    if word["year"]:
        return int(word["year"])
    return days[-1].year if days and not word["month"] else year


def _check_weekday(word: re.Match[str], day: date, name: str) -> None:
    said = _WEEKDAY.search(word["note"] or "")
    if said is None:
        return
    weekday = f"周{said.group(1) or said.group(2)}"
    if weekday != WEEKDAY_NAMES[day.weekday()]:
        raise UnreadableNotice(f"“{name}”写{word.group()}，可是{day}是{WEEKDAY_NAMES[day.weekday()]}。")


def _range(sentence: str, words: list[re.Match[str]], days: list[date], name: str) -> list[date]:
    joined = len(words) > 1 and _RANGE_JOIN.match(sentence[words[0].end() : words[1].start()])
    first, last = (days[0], days[1]) if joined else (days[0], days[0])
    if last < first:
        raise UnreadableNotice(f"“{name}”的放假结束日{last}早于开始日{first}。")
    if (length := _LENGTH.search(sentence)) and int(length.group(1)) != (last - first).days + 1:
        raise UnreadableNotice(f"“{name}”写共{length.group(1)}天，可是{first}至{last}是{(last - first).days + 1}天。")
    return [first + DAY * offset for offset in range((last - first).days + 1)]
