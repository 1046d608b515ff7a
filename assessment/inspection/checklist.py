"""What a person looks at: the indicators of 国办秘函〔2019〕19号 that no machine sees, and the items of the city's
standard that are found on the spot. A new item is a new row; rows are never taken out, lines of old checks name them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from assessment.problems.states import CheckWay


class Looked(StrEnum):
    """At what: an organ as a whole, or each public page that was drawn."""

    ORGAN = "organ"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """``rule`` is the deduction rule of the year's standard a fault falls under; empty: noted, nothing deducted.
    ``aim`` says in words when all is well."""

    code: str
    title: str
    aim: str
    ways: Collection[CheckWay]
    article: str
    rule: str = ""
    looked: Looked = Looked.ORGAN
    duties: tuple[str, ...] = ()


_SPOT = frozenset({CheckWay.ON_SITE, CheckWay.UNANNOUNCED, CheckWay.PANEL})
_ONLINE = frozenset({CheckWay.WEBSITE, CheckWay.PANEL})
_CITY = "本市考核评定标准"
_E6 = "国办秘函〔2019〕19号"

CHECKLIST = (
    CheckItem(
        "places",
        "公开栏、触摸屏：机构分布",
        "办事场所的公开栏或者触摸屏上看得到机构分布，和实际一致",
        _SPOT,
        _CITY + "C2",
        "C2a",
        duties=("S2-11.C2",),
    ),
    CheckItem(
        "functions",
        "公开栏、触摸屏：职责",
        "看得到各机构的职责，和现行“三定”规定一致",
        _SPOT,
        _CITY + "C2",
        "C2a",
        duties=("S2-11.C2",),
    ),
    CheckItem(
        "procedures",
        "公开栏、触摸屏：办事流程图",
        "看得到办事指南和流程图，是现行的一版",
        _SPOT,
        _CITY + "C2",
        "C2a",
        duties=("S2-11.C2",),
    ),
    CheckItem(
        "channels",
        "网站以外的公开方式",
        "发布会、公报、媒体、热线、电子屏、宣传册至少有一种在用",
        _SPOT,
        _CITY + "C3",
        "C3a",
        duties=("S2-11.C3",),
    ),
    CheckItem(
        "budget",
        "专人和经费",
        "有承办公开工作的专人，经费有保障",
        _SPOT,
        _CITY + "A1",
        "A1c",
        duties=("S2-11.A1",),
    ),
    CheckItem(
        "counter",
        "依申请公开的受理点和电话",
        "找得到受理点，电话有人接，说得清怎么申请",
        _SPOT,
        _CITY + "B2",
        "B2a",
        duties=("S2-11.B2",),
    ),
    CheckItem(
        "fees",
        "收费",
        "提供政府信息没有违反规定收费",
        _SPOT,
        "《政府信息公开条例》第四十二条；" + _CITY + "D4",
        "D4a",
        duties=("S2-11.D4",),
    ),
    CheckItem(
        "delivery",
        "向查阅场所送交信息",
        "国家档案馆、公共图书馆的查阅点里是现行的指南、目录和文件",
        _SPOT,
        _CITY + "D5",
        "D5a",
        duties=("S2-11.D5",),
    ),
    CheckItem(
        "overview",
        "概况信息、机构职能、领导信息",
        "三类信息都有，和现在的情况一致",
        _ONLINE,
        _E6 + "“发布解读”",
        duties=("law.E6",),
    ),
    CheckItem(
        "services",
        "办事指南：内容准确",
        "要素齐全，没有“其他材料”这样的模糊说法，和窗口要求一致",
        _ONLINE,
        _E6 + "“办事服务”",
        duties=("law.E6",),
    ),
    CheckItem(
        "forms",
        "办事指南：表格样式",
        "要填的表能下载，有填写样例",
        _ONLINE,
        _E6 + "“办事服务”",
        duties=("law.E6",),
    ),
    CheckItem(
        "answers",
        "留言答复的质量",
        "答复说清了问的事，没有推诿和空话",
        _ONLINE,
        _E6 + "“互动交流”",
        duties=("law.E6",),
    ),
    CheckItem(
        "mock",
        "模拟咨询",
        "提一个普通的办事问题，5个工作日里答复，答得对",
        _ONLINE,
        _E6 + "“互动交流”",
        duties=("law.E6",),
    ),
    CheckItem(
        "owed",
        "应当公开的都公开了",
        "对照目录和事项清单，抽到的事项都公开了",
        _ONLINE,
        _CITY + "B1",
        "B1a",
        duties=("S3-2.6e", "S2-11.B1"),
    ),
    CheckItem(
        "wording",
        "文字",
        "没有严重表述错误和错别字，没有不应当公开的内容",
        _ONLINE,
        _E6 + "单项否决“严重表述错误”",
        looked=Looked.PAGE,
        duties=("law.E6",),
    ),
    CheckItem(
        "facts",
        "标题、日期、来源和附件",
        "标题说清了事，日期和来源写了，附件打得开、内容对得上",
        _ONLINE,
        _E6 + "“功能设计”",
        looked=Looked.PAGE,
        duties=("law.E6",),
    ),
)

BY_CODE = {item.code: item for item in CHECKLIST}


def items_for(way: str, looked: Looked) -> list[CheckItem]:
    """What is looked at this way, in the order of the list."""
    return [item for item in CHECKLIST if way in item.ways and item.looked is looked]
