"""The six entries of the main navigation, which of them a page belongs to, and all pages by what people come for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    href: str
    below: tuple[str, ...] = ()
    current: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``pages`` are words and address."""

    name: str
    pages: tuple[tuple[str, str], ...]


SECTIONS = (
    Section(
        "公开",
        (
            ("公开指南", "/guide/"),
            ("公开制度", "/regulations/"),
            ("法定主动公开内容", "/statutory/"),
            ("公开目录", "/catalogue/"),
            ("事项清单", "/matters/"),
            ("清单公开", "/lists/"),
            ("信用信息公示", "/credit/"),
            ("公开台账", "/registers/"),
            ("公开年报", "/annual-reports/"),
            ("网站年度报表", "/website-reports/"),
            ("公开情况", "/performance/"),
        ),
    ),
    Section(
        "政策",
        (
            ("政策解读", "/interpretations/"),
            ("现行有效规范性文件", "/normative/"),
            ("政府公报", "/gazette/"),
            ("主题分类", "/topics/"),
            ("专题", "/specials/"),
        ),
    ),
    Section(
        "参与",
        (
            ("征求意见", "/consultations/"),
            ("重大行政决策", "/decisions/"),
            ("政府会议", "/sessions/"),
            ("互动交流", "/mailbox/"),
            ("留言办理情况", "/mailbox/statistics/"),
            ("访谈和发布会", "/meetings/"),
            ("回应关切", "/concerns/"),
            ("澄清", "/clarifications/"),
            ("政府开放日", "/registers/open_day/"),
            ("社会评议", "/appraisals/"),
            ("示范创建", "/demonstrations/"),
            ("网站找错", "/report/"),
            ("投诉没有依法公开", "/complaints/new/"),
        ),
    ),
    Section(
        "申请",
        (
            ("依申请公开", "/requests/"),
            ("查询进展", "/requests/track/"),
            ("公开的答复", "/requests/answers/"),
            ("依申请公开统计", "/requests/statistics/"),
            ("核验文书", "/letters/verify/"),
        ),
    ),
    Section(
        "办事",
        (
            ("办事指南", "/services/"),
            ("办事一本通", "/services/book/"),
            ("公共企事业单位", "/enterprises/"),
            ("公共查阅点", "/facilities/"),
            ("期限计算器", "/calculator/"),
        ),
    ),
    Section(
        "数据",
        (
            ("开放数据", "/data/"),
            ("数据需求", "/data/requests/"),
            ("订阅更新", "/feeds/"),
            ("开放接口", "/api/docs/"),
        ),
    ),
)

_CONTENT = (
    "/statutory/",
    "/columns/",
    "/organs/",
    "/guide/",
    "/regulations/",
    "/catalogue/",
    "/annual-reports/",
    "/website-reports/",
    "/performance/",
    "/matters/",
    "/lists/",
    "/credit/",
    "/registers/",
    "/data/",
)
_POLICIES = ("/search/", "/documents/", "/topics/", "/specials/", "/normative/", "/interpretations/", "/gazette/")
_TOGETHER = (
    "/mailbox/",
    "/consultations/",
    "/decisions/",
    "/sessions/",
    "/meetings/",
    "/clarifications/",
    "/concerns/",
    "/appraisals/",
    "/demonstrations/",
    "/report/",
    "/complaints/",
)
_SERVICES = ("/services/", "/enterprises/", "/facilities/", "/calculator/", "/letters/")

ENTRIES = (
    Entry("首页", "/"),
    Entry("政策文件", "/search/", _POLICIES),
    Entry("公开内容", "/statutory/", _CONTENT),
    Entry("依申请公开", "/requests/", ("/requests/",)),
    Entry("互动交流", "/mailbox/", _TOGETHER),
    Entry("办事服务", "/services/", _SERVICES),
)


def entries_for(path: str) -> list[Entry]:
    """The entries with the one marked that the address belongs to: ``page`` itself, or ``true`` for one below it."""
    return [Entry(entry.label, entry.href, entry.below, _current(entry, path)) for entry in ENTRIES]


def _current(entry: Entry, path: str) -> str:
    if path == entry.href:
        return "page"
    return "true" if path.startswith(entry.below or ("\0",)) else ""
