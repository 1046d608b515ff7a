"""The course of a major decision: one row a step, with what is written down, and why it may be left out.

A new step is a new row: form, page, timeline, archive and what is missing come from it. The fields are those of the
registers. Articles are of 《重大行政决策程序暂行条例》 (国令713号).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from disclosure.consultations.codes import Participation
from disclosure.decisions.codes import LEGALITY, Outcome
from disclosure.registers.kinds.items import Item, count, on_day, one_of, some_of, text, words, yes_no

_OTHER_WAYS = tuple(str(way.label) for way in Participation if way not in (Participation.CALL, Participation.HEARING))
MATERIALS = (
    "决策草案和说明",
    "公众意见研究采纳情况",
    "专家论证意见",
    "风险评估报告",
    "合法性审查意见",
)
ALWAYS_BROUGHT = (MATERIALS[0], MATERIALS[1], MATERIALS[4])
"""What every meeting has before it (第二十九条); the others where the step was taken."""


class Code(StrEnum):
    PARTICIPATION = "participation"
    HEARING = "hearing"
    EXPERTS = "experts"
    RISK = "risk"
    LEGALITY = "legality"
    DISCUSSION = "discussion"
    ANNOUNCEMENT = "announcement"
    EXECUTION = "execution"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """``grounds`` are the words of the law for leaving the step out; without any it is never left out.

    ``repeats``: there may be several records. ``is_early``: read by everybody before the decision is announced.
    ``is_late``: recorded afterwards.
    """

    code: Code
    name: str
    article: str
    wanted: str
    items: tuple[Item, ...] = ()
    grounds: tuple[str, ...] = ()
    repeats: bool = False
    is_early: bool = False
    is_late: bool = False
    duties: tuple[str, ...] = ()


STEPS = (
    StepRow(
        code=Code.PARTICIPATION,
        name="公众参与",
        article="第十四条至第十八条",
        wanted="公开征求意见，公布采纳情况",
        items=(
            one_of("way", "方式", *_OTHER_WAYS),
            on_day("held_on", "日期"),
            words("place", "地点", required=False),
            text("who", "哪些人参加", hint="哪一类人、多少人；不写姓名"),
            text("heard", "主要意见"),
            text("outcome", "怎么研究采纳的"),
        ),
        repeats=True,
        is_early=True,
        duties=("S0-6.1", "S0-6.2", "S3-6.2a", "S1-5.3c"),
    ),
    StepRow(
        code=Code.HEARING,
        name="听证",
        article="第十六条",
        wanted="公告、公布参加人、提前送达材料、举行听证会；或者写明为什么不听证",
        grounds=("不直接涉及公民、法人、其他组织切身利益", "各方面没有较大分歧"),
        is_early=True,
        duties=("S0-6.4", "S0-6.5", "S3-6.2b"),
    ),
    StepRow(
        code=Code.EXPERTS,
        name="专家论证",
        article="第十九条至第二十一条",
        wanted="组织专家、专业机构论证；专业性、技术性不强的，写明",
        items=(
            one_of("way", "方式", "论证会", "书面咨询", "委托咨询论证"),
            on_day("held_on", "日期"),
            text("experts", "专家和专业机构", hint="写专业领域和人数、机构名称"),
            text("opinion", "论证意见", hint="必要性、可行性、科学性"),
            text("outcome", "怎么研究采纳的"),
        ),
        grounds=("不是专业性、技术性较强的事项",),
    ),
    StepRow(
        code=Code.RISK,
        name="风险评估",
        article="第二十二条至第二十四条",
        wanted="评估社会稳定、公共安全等方面的风险；不会有不利影响的，写明",
        items=(
            on_day("held_on", "出具评估报告的日子"),
            words("assessor", "谁评估的", hint="可以委托专业机构、社会组织"),
            one_of("level", "风险等级", "低", "中", "高"),
            text("risks", "有什么风险"),
            text("measures", "怎么防范、怎么化解"),
        ),
        grounds=("不会对社会稳定、公共安全等方面造成不利影响", "按照有关规定已经评价、评估过，不重复评估"),
    ),
    StepRow(
        code=Code.LEGALITY,
        name="合法性审查",
        article="第二十五条至第二十八条",
        wanted="由负责合法性审查的部门出具书面意见；不能用征求意见、会签代替",
        items=(
            words("reviewer", "谁审查的"),
            on_day("sent_on", "送审的日子"),
            on_day("asked_by", "要求哪天出具意见", hint="一般不少于7个工作日"),
            text("short_reason", "少于7个工作日的原因", required=False),
            on_day("held_on", "出具意见的日子"),
            one_of("conclusion", "结论", *LEGALITY),
            text("summary", "审查意见概要", hint="可以公开的概要"),
            words("number", "审查意见书编号", inside=True),
        ),
        duties=("law.H",),
    ),
    StepRow(
        code=Code.DISCUSSION,
        name="集体讨论",
        article="第二十九条至第三十一条",
        wanted="由常务会议、全体会议或者领导班子会议讨论",
        items=(
            on_day("held_on", "会议日期"),
            words("meeting", "会议名称"),
            some_of("materials", "提交了哪些材料", *MATERIALS),
            text("handled", "主要意见怎么研究采纳的", hint="和材料一起报送；公布决定时一并公开"),
            yes_no("head_last", "主持的行政首长是否最后发言", inside=True),
            text("dissent", "不同意见", inside=True, hint="会议记录里载明；没有不同意见的写“没有”"),
            one_of("outcome", "结果", *Outcome.values),
        ),
    ),
    StepRow(
        code=Code.ANNOUNCEMENT,
        name="公布决定",
        article="第三十二条",
        wanted="签发、发布决定的文件，公布采纳情况",
        items=(
            some_of("ways", "在哪里公布", "政府公报", "政府网站", "在本行政区域内发行的报纸", "新闻发布会"),
            text("experts_adopted", "专家意见采纳情况", required=False, hint="作过专家论证的必须写"),
        ),
        duties=("S0-6.6",),
    ),
    StepRow(
        code=Code.EXECUTION,
        name="执行公开",
        article="第三十四条、第三十五条",
        wanted="公开执行措施、实施步骤、责任分工、监督方式",
        items=(
            on_day("held_on", "日期"),
            text("measures", "执行措施"),
            text("stages", "实施步骤"),
            text("duties", "责任分工"),
            text("supervision", "监督方式"),
            text("progress", "进展", required=False),
        ),
        repeats=True,
        is_late=True,
        duties=("S3-2.2a",),
    ),
    StepRow(
        code=Code.EVALUATION,
        name="后评估",
        article="第三十六条、第三十七条",
        wanted="评估效果；没有应当评估的情形的，写明",
        items=(
            on_day("held_on", "日期"),
            words("evaluator", "谁评估的"),
            yes_no("is_third_party", "是否第三方评估"),
            text("public_view", "公众和执行单位怎么说"),
            count("asked", "听取了多少人的意见", "人", required=False),
            text("findings", "实施结果和效果"),
            one_of("conclusion", "结论", "继续执行", "调整", "中止执行", "停止执行"),
        ),
        grounds=("没有出现应当组织后评估的情形",),
        is_late=True,
        duties=("S3-6.2c",),
    ),
)
BY_CODE: dict[str, StepRow] = {row.code.value: row for row in STEPS}
BEFORE_DISCUSSION = (Code.PARTICIPATION, Code.HEARING, Code.EXPERTS, Code.RISK, Code.LEGALITY)


def leavable() -> list[StepRow]:
    """The steps the law lets an organ leave out."""
    return [row for row in STEPS if row.grounds]


def choices(rows: Iterable[StepRow] = STEPS) -> list[tuple[str, str]]:
    return [(row.code.value, row.name) for row in rows]
