"""政府信息公开考核评定标准 as the city published it (S2-11, annex): what a new year begins with.

Points and what is deducted stand here once; a year may change them, and its own rows are then what counts.
"""

from dataclasses import dataclass
from decimal import Decimal

from assessment.standards.states import Group

FULL_MARKS = Decimal(100)
LEAST_WEIGHT = Decimal(4)
"""Percent of the city's whole performance assessment (S3-7.5a)."""
EXCELLENT, PASSING = Decimal(90), Decimal(70)
"""From these points on (S2-11.5; law.md C15)."""
FRAUD = (Decimal(2), Decimal(5))
"""What may be taken off for falsehood, from and to (S2-11.12)."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One way to lose points. ``at_most`` limits how many cases count in a year, 0 does not; ``sources`` are the
    automatic sources whose problems fall under it (assessment/problems/sources)."""

    code: str
    title: str
    points: Decimal
    at_most: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One of the fourteen items. ``dimension`` is which of the seven things of S2-11.4 it looks at."""

    code: str
    group: Group
    title: str
    points: Decimal
    dimension: str
    rules: tuple[RuleRow, ...]
    duties: tuple[str, ...] = ()


def plain(points: Decimal) -> str:
    """As people write it: 98, 97.5."""
    return f"{points.normalize():f}"


def _rule(code: str, title: str, points: int, *sources: str, at_most: int = 0) -> RuleRow:
    return RuleRow(code, title, Decimal(points), at_most, sources)


CRITERIA = (
    CriterionRow(
        "A1",
        Group.ORGANISATION,
        "领导机构和工作机构健全，责任人、责任部门明确，专人承办，经费保障",
        Decimal(3),
        "机构",
        (
            _rule("A1a", "工作机构不健全", 1, "no_leader", at_most=1),
            _rule("A1b", "部门责任不明确", 1, "no_officer", at_most=1),
            _rule("A1c", "没有经费保障", 1, at_most=1),
        ),
        duties=("S2-11.A1",),
    ),
    CriterionRow(
        "A2",
        Group.ORGANISATION,
        "坚持和完善主动公开、依申请公开、保密审查等制度",
        Decimal(3),
        "机制制度",
        (_rule("A2a", "有一项制度不落实", 1, "no_regulation"),),
        duties=("S2-11.A2",),
    ),
    CriterionRow(
        "A3",
        Group.ORGANISATION,
        "实施细则、目录、指南、依申请公开办法明确并及时更新",
        Decimal(5),
        "机制制度",
        (_rule("A3a", "一项不明确、不公开或者没有及时更新", 1, "guide", "late_guide"),),
        duties=("S2-11.A3",),
    ),
    CriterionRow(
        "A4",
        Group.ORGANISATION,
        "对所属单位的公开工作有指导和督查",
        Decimal(4),
        "机制制度",
        (_rule("A4a", "所属单位在考评中被扣分", 1, "subordinate"),),
        duties=("S2-11.A4",),
    ),
    CriterionRow(
        "B1",
        Group.CONTENT,
        "按目录及时更新，内容全面真实、及时准确",
        Decimal(30),
        "内容",
        (
            _rule("B1a", "一项内容没有按时公开", 1, "late_disclosure"),
            _rule("B1b", "公开不应当公开的政府信息", 3),
        ),
        duties=("S2-11.B1",),
    ),
    CriterionRow(
        "B2",
        Group.CONTENT,
        "及时办理个人和组织的公开申请",
        Decimal(20),
        "时限",
        (_rule("B2a", "没有按规定办理", 1, "late_request"),),
        duties=("S2-11.B2",),
    ),
    CriterionRow(
        "C1",
        Group.FORM,
        "应公开的信息都能在网站部门目录里查看",
        Decimal(7),
        "范围",
        (_rule("C1a", "没有专栏，或者网上内容更新不及时", 3, "no_column", "stale_column", at_most=1),),
        duties=("S2-11.C1",),
    ),
    CriterionRow(
        "C2",
        Group.FORM,
        "在办公场所或者窗口公开内设机构分布、工作职责、办事流程图",
        Decimal(4),
        "形式",
        (_rule("C2a", "一项内容没有公开", 1, "window"),),
        duties=("S2-11.C2",),
    ),
    CriterionRow(
        "C3",
        Group.FORM,
        "运用新闻发布会、公报、媒体、热线、电子屏、宣传册等方式公开",
        Decimal(4),
        "渠道",
        (_rule("C3a", "一种方式都没有", 3, "no_channel", at_most=1),),
        duties=("S2-11.C3",),
    ),
    CriterionRow(
        "D1",
        Group.SUPERVISION,
        "按要求上报年度报告和有关材料",
        Decimal(3),
        "时限",
        (_rule("D1a", "一次没有按时上报", 1, "late_report"),),
        duties=("S2-11.D1",),
    ),
    CriterionRow(
        "D2",
        Group.SUPERVISION,
        "接受人大、政协、监察部门和群众监督",
        Decimal(6),
        "机制制度",
        (
            _rule("D2a", "投诉被查实", 1, "upheld_complaint"),
            _rule("D2b", "行政复议、诉讼被纠错或者改判", 3, "corrected_decision"),
        ),
        duties=("S2-11.D2",),
    ),
    CriterionRow(
        "D3",
        Group.SUPERVISION,
        "对所属单位和部门的过错追究责任",
        Decimal(4),
        "机制制度",
        (_rule("D3a", "有过错没有追究责任", 1, "unanswered_fault"),),
        duties=("S2-11.D3",),
    ),
    CriterionRow(
        "D4",
        Group.SUPERVISION,
        "依申请提供信息收费合规，不以有偿服务方式提供",
        Decimal(3),
        "机制制度",
        (_rule("D4a", "违反规定收取费用（《条例》第四十二条）", 1, "overcharged"),),
        duties=("S2-11.D4",),
    ),
    CriterionRow(
        "D5",
        Group.SUPERVISION,
        "向政府网站、公报和查阅场所送交信息并及时更新",
        Decimal(4),
        "渠道",
        (_rule("D5a", "没有按规定送交或者更新", 1, "late_delivery"),),
        duties=("S2-11.D5",),
    ),
)
