"""The official tree of outcomes: the 21 result rows of table 3 of the annual report (law.md C3).

Every item of a request ends in exactly one row. The row and its way pick the letter, the articles, the remedy and the
cell of the report; nothing of that is chosen twice. Pure Python.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Group(StrEnum):
    """The six headings of the result part of table 3."""

    GRANTED = "3.1"
    PARTLY = "3.2"
    REFUSED = "3.3"
    UNABLE = "3.4"
    NOT_PROCESSED = "3.5"
    OTHER = "3.6"


GROUP_TITLES = {
    Group.GRANTED: "予以公开",
    Group.PARTLY: "部分公开",
    Group.REFUSED: "不予公开",
    Group.UNABLE: "无法提供",
    Group.NOT_PROCESSED: "不予处理",
    Group.OTHER: "其他处理",
}


class Element(StrEnum):
    """What a decision must say, depending on its way. Each is a field of the decision."""

    ACCESS = "access"  # 获取的方式、途径
    WHEN = "available_on"  # 何时可以获取
    FILES = "files"  # 提供的信息（附件和页码）
    REASON = "reason"  # 理由
    SEARCH = "search_record"  # 检索的范围、方法和结果
    ORGAN = "other_organ"  # 负责公开的机关名称、联系方式
    EARLIER = "earlier_reply"  # 前次答复的文号、日期
    CHANNEL = "channel"  # 可以反映的渠道
    STATUTE = "statute"  # 有特别规定的法律、行政法规和办理渠道


@dataclass(frozen=True, slots=True)
class Way:
    """One way to an outcome. ``letter`` is the code of the letter, ``articles`` what it rests on, to clause and item,
    the decisive one first; ``one_of`` are articles of which at least one must be named besides. ``needs`` are the
    elements without which the letter cannot be issued, ``may`` those that are asked but optional. ``by_system``: no
    clerk chooses it, the applicant's own act leads there."""

    code: str
    label: str
    letter: str
    articles: tuple[str, ...]
    needs: tuple[Element, ...] = ()
    may: tuple[Element, ...] = ()
    one_of: tuple[str, ...] = ()
    by_system: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of table 3.

    ``review_first``: 复议前置, because the refusal rests on articles 14–16 (《行政复议法》第二十三条第一款第四项; the
    article decides, not the row: 3.3.8 rests on article 36 item 7 and is free).
    ``refuses``: something is kept back, so that 能否区分处理 must be answered first (article 37).
    """

    code: str
    title: str
    ways: tuple[Way, ...]
    review_first: bool = False
    duties: tuple[str, ...] = ()
    group: Group = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "group", Group(self.code[:3]))

    @property
    def refuses(self) -> bool:
        return self.group in (Group.PARTLY, Group.REFUSED)

    @property
    def hands_out(self) -> bool:
        """Whether files may go out with it."""
        return self.group in (Group.GRANTED, Group.PARTLY)

    def way(self, code: str) -> Way | None:
        return next((way for way in self.ways if way.code == code), None)


_R = "《中华人民共和国政府信息公开条例》"
_REFUSAL = (Element.REASON,)


def _article(text: str) -> str:
    return f"{_R}{text}"


def _refusal(number: int, title: str, article: str, *, needs: tuple[Element, ...] = _REFUSAL) -> Outcome:
    way = Way(str(number), title, f"R-3.{number}", (_article(article), _article("第三十六条第三项")), needs)
    return Outcome(f"3.3.{number}", title, (way,), review_first=True, duties=("S2-2.9.4.1-8", "S2-2.10.2"))


KEPT_BACK_UNDER = tuple(map(_article, ("第十四条", "第十五条", "第十六条第一款", "第十六条第二款")))
"""What something may be kept back under; refusals under these go to review first."""

_NOT_MINE = (_article("第三十六条第五项"),)

OUTCOMES: tuple[Outcome, ...] = (
    Outcome(
        "3.1",
        "予以公开",
        (
            Way("a", "已经主动公开", "R-1a", (_article("第三十六条第一项"),), (Element.ACCESS,)),
            Way("b", "提供所申请的信息", "R-1b", (_article("第三十六条第二项"),), (Element.FILES,)),
            Way("c", "近期内对外公开", "R-1c", (_article("第三十六条第二项"),), (Element.ACCESS, Element.WHEN)),
        ),
        duties=("S2-2.9.2", "S2-2.10.1"),
    ),
    Outcome(
        "3.2",
        "部分公开",
        (
            Way(
                "1",
                "区分处理，提供可以公开的部分",
                "R-2",
                (_article("第三十七条"),),
                (Element.FILES, Element.REASON),
                one_of=KEPT_BACK_UNDER,
            ),
        ),
        review_first=True,
        duties=("S2-2.10.3",),
    ),
    _refusal(1, "属于国家秘密", "第十四条"),
    _refusal(2, "其他法律行政法规禁止公开", "第十四条", needs=(Element.REASON, Element.STATUTE)),
    _refusal(3, "危及“三安全一稳定”", "第十四条"),
    _refusal(4, "保护第三方合法权益", "第十五条"),
    _refusal(5, "属于三类内部事务信息", "第十六条第一款"),
    _refusal(6, "属于四类过程性信息", "第十六条第二款"),
    _refusal(7, "属于行政执法案卷", "第十六条第二款"),
    Outcome(
        "3.3.8",
        "属于行政查询事项",
        (Way("8", "属于行政查询事项", "R-3.8", (_article("第三十六条第七项"),), (Element.REASON, Element.STATUTE)),),
        duties=("S2-2.9.4.1-8",),
    ),
    Outcome(
        "3.4.1",
        "本机关不掌握相关政府信息",
        (
            Way(
                "absent",
                "经检索不存在",
                "R-4.1",
                (_article("第三十六条第四项"),),
                (Element.REASON, Element.SEARCH),
            ),
            Way("other", "不属于本机关负责公开", "R-4.1", _NOT_MINE, (Element.REASON,), (Element.ORGAN,)),
        ),
        duties=("S2-2.9.3.1",),
    ),
    Outcome(
        "3.4.2",
        "没有现成信息需要另行制作",
        (Way("1", "需要加工、分析", "R-4.2", (_article("第三十八条"),), (Element.REASON,)),),
        duties=("S2-2.9.3.2",),
    ),
    Outcome(
        "3.4.3",
        "补正后申请内容仍不明确",
        (Way("1", "补正后仍不明确", "R-4.3", (_article("第三十条"),), (Element.REASON,)),),
        duties=("S2-2.9.1c",),
    ),
    Outcome(
        "3.5.1",
        "信访举报投诉类申请",
        (Way("1", "信访、举报、投诉", "R-5.1", (_article("第三十九条第一款"),), (Element.REASON, Element.CHANNEL)),),
        duties=("S2-2.9.3.3",),
    ),
    Outcome(
        "3.5.2",
        "重复申请",
        (Way("1", "重复申请", "R-5.2", (_article("第三十六条第六项"),), (Element.EARLIER,)),),
        duties=("S2-2.9.3.4",),
    ),
    Outcome(
        "3.5.3",
        "要求提供公开出版物",
        (Way("1", "公开出版物", "R-5.3", (_article("第三十九条第二款"),), (Element.ACCESS,)),),
        duties=("S2-2.9.3.5",),
    ),
    Outcome(
        "3.5.4",
        "无正当理由大量反复申请",
        (Way("1", "数量、频次明显超过合理范围", "R-5.4", (_article("第三十五条"),), (Element.REASON,)),),
    ),
    Outcome(
        "3.5.5",
        "要求行政机关确认或重新出具已获取信息",
        (Way("1", "确认或者重新出具", "R-5.5", (_article("第三十六条第六项"),), (Element.REASON, Element.EARLIER)),),
        duties=("S2-2.9.3.6",),
    ),
    Outcome(
        "3.6.1",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        (Way("1", "逾期不补正", "R-6.1", (_article("第三十条"),), (Element.REASON,)),),
    ),
    Outcome(
        "3.6.2",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        (
            Way(
                "1",
                "逾期不缴费",
                "R-6.2",
                (_article("第四十二条第一款"), "《政府信息公开信息处理费管理办法》第七条"),
                (Element.REASON,),
            ),
        ),
    ),
    Outcome(
        "3.6.3",
        "其他",
        (
            Way("party", "属于党务信息", "R-6.3", (_article("第二条"),), (Element.REASON,)),
            Way("not_information", "不属于政府信息", "R-6.3", (_article("第二条"),), (Element.REASON,)),
            Way("other", "其他情形", "R-6.3", (), (Element.REASON,)),
            Way("withdrawn", "申请人撤回", "R-6.3", (), by_system=True),
        ),
        duties=("S2-2.9.3.7",),
    ),
)

BY_CODE: dict[str, Outcome] = {outcome.code: outcome for outcome in OUTCOMES}
CHOICES: list[tuple[str, str]] = [(outcome.code, outcome.title) for outcome in OUTCOMES]


class ApplicantKind(StrEnum):
    """The six columns of table 3."""

    NATURAL = "natural"
    BUSINESS = "business"
    RESEARCH = "research"
    CHARITY = "charity"
    LEGAL_SERVICE = "legal_service"
    OTHER = "other"


APPLICANT_LABELS = {
    ApplicantKind.NATURAL: "自然人",
    ApplicantKind.BUSINESS: "商业企业",
    ApplicantKind.RESEARCH: "科研机构",
    ApplicantKind.CHARITY: "社会公益组织",
    ApplicantKind.LEGAL_SERVICE: "法律服务机构",
    ApplicantKind.OTHER: "其他",
}
APPLICANT_CHOICES = [(kind.value, label) for kind, label in APPLICANT_LABELS.items()]
