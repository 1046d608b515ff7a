"""What must hold between the cells, with last year and with the text (law.md C5). Pure.

Hard rules stand in the way; soft ones are confirmed with a reason.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.annual_reports.cells import Tables, cells
from requests_app.figures import tables
from requests_app.figures.tables import ALL, Table3, Table4
from requests_app.outcomes import Group

_COLUMN_RULES = (1, 2, 4)
SIMILAR_FROM = 50
"""Percent of a text that stands in another report. The city's rule says only 杜绝雷同 (S1-5.6d); the number is ours."""

KEY_FIELDS = "重点领域"
"""Every year's report says what was made public in them (S4-1.8b)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is the number in law.md C5; 0 for what is not of that list. ``text`` names the cell."""

    rule: int
    text: str


def hard(values: Tables, *, year: int, previous: Tables | None, makes_rules: bool) -> list[Finding]:
    """Identities 1 to 6, and 规章 only from those who may make them (S2-9.4.3.1)."""
    report = tables.Report(year, Table3(values["3"]), Table4(values["4"]))
    last = Table3(previous["3"]) if previous else None
    found = [Finding(fault.identity, _words(fault)) for fault in tables.faults(report, previous=last)]
    if not makes_rules:
        filled = [cell for cell in cells(year, "2") if cell.row == "rules" and cell.of(values)]
        found += [Finding(0, f"{cell.title}只由有规章制定权的政府填报，这里要填0") for cell in filled]
    return found


def _words(fault: tables.Fault) -> str:
    table = "表四" if fault.where in tables.SUIT_TITLES.values() else "表三"
    place = "列" if fault.identity in _COLUMN_RULES else "行"
    return f"{table}“{fault.where}”{place}：{fault.text}"


def difference(values: Tables, total: Tables, *, year: int) -> list[Finding]:
    """Cells of the city's tables that are not the sum of its organs' (identity 7)."""
    return [
        Finding(7, f"{cell.title}：各机关合计{cell.of(total)}，汇总是{cell.of(values)}")
        for cell in cells(year)
        if cell.of(values) != cell.of(total)
    ]


def recounted(stored: Tables, now: Tables, *, year: int) -> list[Finding]:
    """Cells of tables 3 and 4 the cases say otherwise by now (identity 10): received by the day of receipt, dealt with
    by the day of the answer, piece by piece."""
    return [
        Finding(10, f"{cell.title}：按案件的收到日、办结日现在是{cell.of(now)}，统计的是{cell.of(stored)}，请重新统计")
        for cell in (*cells(year, "3"), *cells(year, "4"))
        if cell.of(now) != cell.of(stored)
    ]


def soft(values: Tables, *, previous: Tables | None, text: str, similar: Sequence[Mapping[str, Any]]) -> list[Finding]:
    """The balance of texts in force, the numbers of the text, what it is silent about, copied passages."""
    found = [*_balance(values, previous), *_numbers(values, text)]
    if text.strip() and KEY_FIELDS not in text:
        found.append(Finding(0, f"第一章没有写{KEY_FIELDS}的公开情况"))
    found += [
        Finding(0, f"和“{each['label']}”重复{each['percent']}%") for each in similar if each["percent"] >= SIMILAR_FROM
    ]
    return found


def _balance(values: Tables, previous: Tables | None) -> list[Finding]:
    found = []
    for row, title in (("rules", "规章"), ("normative", "行政规范性文件")):
        now, before = values["2"][row], (previous or {}).get("2", {}).get(row, {})
        if "in_force" not in now or "in_force" not in before:
            continue  # the old form counted something else
        due = before["in_force"] + now["made"] - now["repealed"]
        if due != now["in_force"]:
            words = (
                f"上年{before['in_force']}加制发{now['made']}减废止{now['repealed']}是{due}，填的是{now['in_force']}"
            )
            found.append(Finding(0, f"表二“{title}”行“现行有效件数”列：{words}"))
    return found


_NUMBER = r"[^0-9，。；、\n]{0,14}?([0-9]+)\s*件"
_SAID = {
    "新收申请": re.compile(rf"(?:新收|收到)(?:政府信息公开)?申请{_NUMBER}"),
    "上年结转": re.compile(rf"上年(?:度)?结转{_NUMBER}"),
    "结转下年": re.compile(rf"结转下(?:一)?年(?:度)?(?:继续办理)?{_NUMBER}"),
    "予以公开": re.compile(rf"(?<!不)予以公开{_NUMBER}"),
    "部分公开": re.compile(rf"部分公开{_NUMBER}"),
    "不予公开": re.compile(rf"不予公开{_NUMBER}"),
    "行政复议": re.compile(rf"行政复议{_NUMBER}"),
    "行政诉讼": re.compile(rf"行政诉讼{_NUMBER}"),
}


def _numbers(values: Tables, text: str) -> list[Finding]:
    """Numbers the text says beside those of the tables (rule 8)."""
    third, suits = Table3(values["3"]), values["4"]
    known = {
        "新收申请": third.cells[tables.NEW][ALL],
        "上年结转": third.cells[tables.OPENING][ALL],
        "结转下年": third.cells[tables.CLOSING][ALL],
        "予以公开": third.group(Group.GRANTED),
        "部分公开": third.group(Group.PARTLY),
        "不予公开": third.group(Group.REFUSED),
        "行政复议": suits["review"][ALL],
        "行政诉讼": suits["lawsuit_direct"][ALL] + suits["lawsuit_after_review"][ALL],
    }
    return [
        Finding(8, f"正文写“{found[0]}”，表里“{name}”是{known[name]}件")
        for name, pattern in _SAID.items()
        for found in pattern.finditer(text)
        if int(found[1]) != known[name]
    ]
