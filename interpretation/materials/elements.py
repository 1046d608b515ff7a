"""What an explanation says: one row per element, with the condition under which it has to be there.

Forms, gates, pages and the measure of completeness read the same table. ``when`` names conditions of
``judging.rules.conditions_of`` or ways of explaining; any of them makes the element obligatory.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from interpretation.judging.codes import Ground, Trait
from interpretation.judging.rules import AMENDS
from interpretation.materials.codes import Way

LENGTH = 5000


@dataclass(frozen=True, slots=True)
class Element:
    """``always`` or any of ``when`` makes it obligatory. ``scored`` are the eleven of S0-2.9c. ``guide``: what one
    has to do to get something done; it stands under 办事 on the page of the document. ``is_table``:
    lines with tabs are rows."""

    code: str
    label: str
    hint: str = ""
    always: bool = False
    when: tuple[str, ...] = ()
    scored: bool = False
    guide: bool = False
    is_table: bool = False
    duties: tuple[str, ...] = ()

    def is_due(self, conditions: Collection[str]) -> bool:
        return self.always or any(condition in conditions for condition in self.when)


ELEMENTS: tuple[Element, ...] = (
    Element(
        "background",
        "制定背景",
        "为什么要制定，原来有什么问题",
        always=True,
        scored=True,
        duties=("S0-2.5.1", "S0-2.9c", "S1-5.4b", "S2-4.2a", "S3-3.2c", "S4-1.11c"),
    ),
    Element("basis", "制定依据", "依据哪些法律、法规、上级文件", always=True, duties=("S0-2.5.1", "S2-4.2a")),
    Element("opinions", "意见采纳", "征求了谁的意见，采纳了哪些", scored=True, duties=("S0-2.9c",)),
    Element(
        "goals",
        "目标",
        "要达到什么，什么时候达到",
        always=True,
        scored=True,
        duties=("S0-2.5.1", "S0-2.9c", "S1-5.4b", "S2-4.2a", "S3-3.2c"),
    ),
    Element(
        "tasks",
        "重点任务",
        "谁来做，先做什么",
        always=True,
        duties=("S0-2.5.1", "S1-5.4b", "S2-4.2a", "S4-1.11c"),
    ),
    Element(
        "content",
        "主要内容",
        "用大家听得懂的话讲，不要摘抄条文",
        always=True,
        scored=True,
        duties=("S0-2.9c", "S2-4.2a", "S3-3.2c"),
    ),
    Element(
        "scope",
        "涉及范围",
        "管到哪些人、哪些地方、哪些事",
        always=True,
        scored=True,
        duties=("S0-2.9c", "S2-4.2a", "S3-3.2c"),
    ),
    Element(
        "practice",
        "具体做法和依据",
        "涉及权利义务的，怎么做、凭什么",
        when=(Trait.RIGHTS,),
        duties=("S0-2.5.2a",),
    ),
    Element(
        "standard",
        "执行标准",
        "执行的口径、尺度、额度",
        when=(Trait.ENFORCEMENT,),
        scored=True,
        duties=("S0-2.5.5", "S0-2.9c", "S2-4.2d", "S3-3.2c"),
    ),
    Element(
        "enforcement_scope",
        "执行范围",
        "哪些行为会被检查、处理",
        when=(Trait.ENFORCEMENT,),
        duties=("S0-2.5.5", "S2-4.2d"),
    ),
    Element(
        "enforcement_steps",
        "执行程序",
        "检查、告知、处理的步骤",
        when=(Trait.ENFORCEMENT,),
        duties=("S0-2.5.5", "S2-4.2d"),
    ),
    Element(
        "terms",
        "关键词诠释",
        "专业术语、容易误解的话，一行一个",
        when=(Ground.EXPERTISE,),
        scored=True,
        duties=("S0-2.5.3", "S0-2.9c", "S3-3.2c"),
    ),
    Element(
        "benefits",
        "惠民利民举措",
        "好处是什么，谁能得到",
        when=(Trait.BENEFIT,),
        scored=True,
        duties=("S0-2.5.2b", "S0-2.9c", "S3-3.2c"),
    ),
    Element(
        "benefit_route",
        "执行途径和操作方法",
        "到哪里、通过什么渠道得到，怎么操作",
        when=(Trait.BENEFIT,),
        duties=("S0-2.5.2b",),
    ),
    Element("reasons", "修订理由", "为什么要改", when=(AMENDS,), duties=("S0-2.5.6a", "S2-4.2e")),
    Element(
        "comparison",
        "新旧对照和衔接",
        "一行一条：原来怎样、现在怎样，中间用制表符或者竖线隔开；怎样衔接另起一行",
        when=(AMENDS,),
        scored=True,
        is_table=True,
        duties=("S0-2.5.6a", "S0-2.9c", "S2-4.2e", "S3-3.2c"),
    ),
    Element(
        "local_points",
        "本市的特点和亮点",
        "与上级政策相比，本市的措施有什么不同",
        when=(Trait.SUPERIOR,),
        duties=("S0-2.5.6b", "S2-4.2f"),
    ),
    Element(
        "acceptor",
        "受理单位和地址",
        when=(Trait.SERVICE,),
        guide=True,
        duties=("S0-2.5.4", "S2-4.2c"),
    ),
    Element("contact", "联系方式", when=(Trait.SERVICE,), guide=True, duties=("S0-2.5.4", "S2-4.2c")),
    Element("eligibility", "办理条件", when=(Trait.SERVICE,), guide=True, duties=("S0-2.5.4",)),
    Element("papers", "办理资料", when=(Trait.SERVICE,), guide=True, duties=("S0-2.5.4",)),
    Element("steps", "办理程序", when=(Trait.SERVICE,), guide=True, duties=("S0-2.5.4", "S2-4.2c")),
    Element("time_limit", "办理时限", when=(Trait.SERVICE,), guide=True, duties=("S0-2.5.4", "S2-4.2c")),
    Element(
        "application_steps",
        "申报流程",
        when=(Trait.ENTERPRISE,),
        guide=True,
        duties=("S2-4.2b",),
    ),
    Element("application_papers", "申报材料清单", when=(Trait.ENTERPRISE,), guide=True, duties=("S2-4.2b",)),
    Element("consultants", "咨询人员及联系方式", when=(Trait.ENTERPRISE,), guide=True, duties=("S2-4.2b",)),
    Element(
        "notes",
        "注意事项",
        "最容易弄错、漏办的",
        when=(Trait.SERVICE,),
        scored=True,
        duties=("S0-2.5.4", "S0-2.9c", "S2-4.2c", "S3-3.2c"),
    ),
    Element(
        "follow_up",
        "后续工作考虑",
        "接下来还要做什么",
        when=(Way.HEAD,),
        scored=True,
        duties=("S0-2.9c", "S4-1.11c"),
    ),
)
BY_CODE: Mapping[str, Element] = {row.code: row for row in ELEMENTS}


def due(conditions: Collection[str]) -> list[Element]:
    """The obligatory elements."""
    return [row for row in ELEMENTS if row.is_due(conditions)]


def lacking(written: Mapping[str, str], conditions: Collection[str]) -> list[Element]:
    """Those that are obligatory and not written yet."""
    return [row for row in due(conditions) if not written.get(row.code)]


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the eleven elements of S0-2.9c are written."""

    written: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.written / self.of)


def completeness(written: Mapping[str, str]) -> Completeness:
    scored = [row for row in ELEMENTS if row.scored]
    return Completeness(sum(1 for row in scored if written.get(row.code)), len(scored))
