"""The form of the report on a government website, row by row (国办函〔2018〕12号). Pure Python."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

FORM = "国办函〔2018〕12号"
FIRST_YEAR = 2017
"""The first year the form asks about."""


class Kind(StrEnum):
    """What is filled in: words, a whole number, days with one decimal, yes or no."""

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the form. ``group`` is the heading between section and row; ``optional`` rows may stay empty."""

    code: str
    section: str
    title: str
    kind: Kind
    unit: str = ""
    group: str = ""
    optional: bool = False

    @property
    def name(self) -> str:
        """So that the row is known without its headings."""
        return f"{self.group}：{self.title}" if self.group else self.title

    @property
    def full_name(self) -> str:
        return f"“{self.section}”的“{self.name}”"


SECTIONS = (
    "基本信息",
    "访问量",
    "信息发布",
    "专栏专题",
    "解读回应",
    "办事服务",
    "互动交流",
    "安全防护",
    "移动新媒体",
    "创新发展",
)
_SITE, _VISITS, _NEWS, _SPECIALS, _ANSWERS, _SERVICES, _TALK, _SAFETY, _MEDIA, _NEW = SECTIONS
_TEXT, _COUNT, _DAYS, _FLAG = Kind
_extra = partial(Row, optional=True)

ROWS = (
    Row("site_name", _SITE, "网站名称", _TEXT),
    Row("address", _SITE, "首页网址", _TEXT),
    Row("sponsor", _SITE, "主办单位", _TEXT),
    Row("site_type", _SITE, "网站类型", _TEXT),
    Row("id_code", _SITE, "政府网站标识码", _TEXT),
    Row("icp", _SITE, "ICP备案号", _TEXT),
    Row("police", _SITE, "公安机关备案号", _TEXT),
    Row("visitors", _VISITS, "独立用户访问总量", _COUNT, "个"),
    Row("visits", _VISITS, "网站总访问量", _COUNT, "次"),
    Row("published", _NEWS, "总数", _COUNT, "条"),
    Row("overview", _NEWS, "概况类信息更新量", _COUNT, "条"),
    Row("news", _NEWS, "政务动态信息更新量", _COUNT, "条"),
    Row("catalogue", _NEWS, "信息公开目录信息更新量", _COUNT, "条"),
    Row("specials", _SPECIALS, "维护数量", _COUNT, "个"),
    Row("specials_new", _SPECIALS, "新开设数量", _COUNT, "个"),
    Row("explained", _ANSWERS, "总数", _COUNT, "条", "解读信息发布"),
    Row("explained_texts", _ANSWERS, "解读材料数量", _COUNT, "条", "解读信息发布"),
    Row("explained_products", _ANSWERS, "解读产品数量", _COUNT, "个", "解读信息发布"),
    Row("explained_articles", _ANSWERS, "媒体评论文章数量", _COUNT, "篇", "解读信息发布"),
    Row("concerns", _ANSWERS, "回应公众关注热点或重大舆情数量", _COUNT, "次"),
    Row("has_items", _SERVICES, "是否发布服务事项目录", _FLAG),
    Row("users", _SERVICES, "注册用户数", _COUNT, "个"),
    Row("items", _SERVICES, "政务服务事项数量", _COUNT, "项"),
    Row("items_online", _SERVICES, "可全程在线办理政务服务事项数量", _COUNT, "项"),
    Row("cases", _SERVICES, "总数", _COUNT, "件", "办件量"),
    Row("cases_natural", _SERVICES, "自然人办件量", _COUNT, "件", "办件量"),
    Row("cases_legal", _SERVICES, "法人办件量", _COUNT, "件", "办件量"),
    Row("one_platform", _TALK, "是否使用统一平台", _FLAG),
    Row("letters", _TALK, "收到留言数量", _COUNT, "条", "留言办理"),
    Row("letters_closed", _TALK, "办结留言数量", _COUNT, "条", "留言办理"),
    Row("letters_days", _TALK, "平均办理时间", _DAYS, "天", "留言办理"),
    Row("letters_shown", _TALK, "公开答复数量", _COUNT, "条", "留言办理"),
    Row("surveys", _TALK, "征集调查期数", _COUNT, "期", "征集调查"),
    Row("opinions", _TALK, "收到意见数量", _COUNT, "条", "征集调查"),
    Row("surveys_shown", _TALK, "公布调查结果期数", _COUNT, "期", "征集调查"),
    Row("interviews", _TALK, "访谈期数", _COUNT, "期", "在线访谈"),
    Row("questions", _TALK, "网民留言数量", _COUNT, "条", "在线访谈"),
    Row("questions_answered", _TALK, "答复网民提问数量", _COUNT, "条", "在线访谈"),
    Row("answers_itself", _TALK, "是否提供智能问答", _FLAG),
    Row("tests", _SAFETY, "安全检测评估次数", _COUNT, "次"),
    Row("flaws", _SAFETY, "发现问题数量", _COUNT, "个"),
    Row("flaws_mended", _SAFETY, "问题整改数量", _COUNT, "个"),
    Row("watches", _SAFETY, "是否建立安全监测预警机制", _FLAG),
    Row("drills", _SAFETY, "是否开展应急演练", _FLAG),
    Row("has_officer", _SAFETY, "是否明确网站安全责任人", _FLAG),
    Row("has_media", _MEDIA, "是否有移动新媒体", _FLAG),
    _extra("weibo", _MEDIA, "名称", _TEXT, "", "微博"),
    _extra("weibo_posts", _MEDIA, "信息发布量", _COUNT, "条", "微博"),
    _extra("weibo_followers", _MEDIA, "关注量", _COUNT, "个", "微博"),
    _extra("wechat", _MEDIA, "名称", _TEXT, "", "微信"),
    _extra("wechat_posts", _MEDIA, "信息发布量", _COUNT, "条", "微信"),
    _extra("wechat_subscribers", _MEDIA, "订阅数", _COUNT, "个", "微信"),
    _extra("other_media", _MEDIA, "其他", _TEXT),
    Row("search_service", _NEW, "搜索即服务", _FLAG),
    Row("languages", _NEW, "多语言版本", _FLAG),
    Row("accessible", _NEW, "无障碍浏览", _FLAG),
    Row("personal", _NEW, "千人千网", _FLAG),
    _extra("other_new", _NEW, "其他", _TEXT),
)

BY_CODE = {row.code: row for row in ROWS}


def shown(row: Row, value: object) -> str:
    """The value as it is read; empty for a row nobody filled in."""
    if value is None:
        return ""
    if row.kind is Kind.FLAG:
        return "是" if value else "否"
    return str(value)


def title_of(site_name: str, year: int) -> str:
    return f"{site_name}政府网站工作年度报表（{year}年度）"
