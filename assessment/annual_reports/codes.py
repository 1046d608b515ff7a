"""The form of the report: six chapters, and table 2 by the year reported on (law.md C1, C2, C13). Pure Python.

Tables 3 and 4 are those of ``requests_app.figures.tables``.
"""

from dataclasses import dataclass

LAST_OLD_YEAR = 2020
"""国办公开办函〔2019〕60号 up to this year, 国办公开办函〔2021〕30号 from the next (law.md C13)."""

SECTIONS = {
    "disclosure": "主动公开",
    "requests": "依申请公开",
    "management": "政府信息管理",
    "platform": "平台建设",
    "supervision": "监督保障",
}
"""The five obligatory sections of chapter one (S2-9.4.2)."""

WRITTEN = SECTIONS | {"problems": "五、存在的主要问题及改进情况", "others": "六、其他需要报告的事项"}
"""What people write. Chapters two to four are tables."""

CHAPTERS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    WRITTEN["problems"],
    WRITTEN["others"],
)
"""Nothing left out and nothing added (S2-9.4.0)."""

TABLES = {"2": "表二", "3": "表三", "4": "表四"}

COLUMNS = {
    "made": "本年制发件数",
    "repealed": "本年废止件数",
    "in_force": "现行有效件数",
    "new": "本年新制作数量",
    "opened": "本年新公开数量",
    "open": "对外公开总数量",
    "before": "上一年项目数量",
    "change": "本年增/减",
    "decisions": "本年处理决定数量",
    "projects": "采购项目总数量",
    "fees": "本年收费金额（万元）",
    "spent": "采购总金额（万元）",
}
MONEY = ("fees", "spent")
"""In 万元, two decimals at most."""
SIGNED = "change"
"""The one column that may be below nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of table 2: the item of article 20 it reports on, and the columns it has."""

    code: str
    article: str
    title: str
    columns: tuple[str, ...]


_RULES, _TEXTS, _DECIDED = ("new", "opened", "open"), ("made", "repealed", "in_force"), ("decisions",)
_ITEMS = ("before", "change", "decisions")
_NEW = (
    Line("rules", "第二十条第（一）项", "规章", _TEXTS),
    Line("normative", "第二十条第（一）项", "行政规范性文件", _TEXTS),
    Line("licences", "第二十条第（五）项", "行政许可", _DECIDED),
    Line("penalties", "第二十条第（六）项", "行政处罚", _DECIDED),
    Line("coercion", "第二十条第（六）项", "行政强制", _DECIDED),
    Line("charges", "第二十条第（八）项", "行政事业性收费", ("fees",)),
)
_OLD = (
    Line("rules", "第二十条第（一）项", "规章", _RULES),
    Line("normative", "第二十条第（一）项", "规范性文件", _RULES),
    Line("licences", "第二十条第（五）项", "行政许可", _ITEMS),
    Line("services", "第二十条第（五）项", "其他对外管理服务事项", _ITEMS),
    Line("penalties", "第二十条第（六）项", "行政处罚", _ITEMS),
    Line("coercion", "第二十条第（六）项", "行政强制", _ITEMS),
    Line("charges", "第二十条第（八）项", "行政事业性收费", ("before", "change")),
    Line("procurement", "第二十条第（九）项", "政府集中采购", ("projects", "spent")),
)


def table_2(year: int) -> tuple[Line, ...]:
    return _OLD if year <= LAST_OLD_YEAR else _NEW


def form_of(year: int) -> str:
    """The number of the official form."""
    return "国办公开办函〔2019〕60号" if year <= LAST_OLD_YEAR else "国办公开办函〔2021〕30号"


def title_of(name: str, year: int) -> str:
    """The one way a report may be called (S2-9.4.1)."""
    return f"{name}{year}年政府信息公开工作年度报告"
