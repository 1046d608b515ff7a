"""The checks and the indicators they serve (国办秘函〔2019〕19号). A new check is a new row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from disclosure.monitoring.looking import answers, columns, credit, honesty, pages, reposts
from disclosure.monitoring.looking.seeing import Look, Round
from disclosure.monitoring.states import Effect, FindingKind
from portal.deadlines.legal_rules.inspection import LIMITS


@dataclass(frozen=True, slots=True)
class Check:
    """``rule`` is the code of the time limit it measures by; ``indicator`` is what the inspection calls the matter.
    ``aim`` says in words when all is well."""

    kind: FindingKind
    look: Callable[[Round], Look]
    effect: Effect
    indicator: str
    aim: str
    rule: str = ""
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """Findings of ``kinds``, counted together: ``limit`` names the number that fails the whole site."""

    limit: str
    kinds: tuple[FindingKind, ...]

    @property
    def title(self) -> str:
        return LIMITS[self.limit].title

    @property
    def amount(self) -> int:
        return LIMITS[self.limit].amount


K, E = FindingKind, Effect

CHECKS: tuple[Check, ...] = (
    Check(K.HOME_STALE, columns.stale_home, E.VETO, "首页不更新", "首页有新内容", "HOME_PAGE_UPDATE", ("law.E6",)),
    Check(K.NEWS_STALE, columns.stale_news, E.DEDUCTION, "动态要闻", "按期更新", "NEWS_COLUMN_UPDATE", ("law.E6",)),
    Check(
        K.POLICY_STALE, columns.stale_policy, E.DEDUCTION, "政策文件", "按期更新", "POLICY_COLUMN_UPDATE", ("law.E6",)
    ),
    Check(K.OTHER_STALE, columns.stale_others, E.DEDUCTION, "其他栏目", "按期更新", "", ("law.E6", "S1-3.2a")),
    Check(K.BLANK, columns.blank, E.DEDUCTION, "其他栏目", "没有空白栏目", "", ("law.E6", "S0-11.3")),
    Check(
        K.REPORT_LATE, answers.late_reports, E.DEDUCTION, "我为政府网站找错", "按时答复", answers.IN_TIME, ("law.E6",)
    ),
    Check(
        K.REPORT_UNANSWERED,
        answers.unanswered_reports,
        E.VETO,
        "互动回应差",
        "没有长期不答复的",
        answers.RED_LINE,
        ("law.E6",),
    ),
    Check(K.LETTER_LATE, answers.late_letters, E.DEDUCTION, "办理答复", "留言按时答复", "", ("law.E6", "S0-7.3")),
    Check(
        K.LETTER_UNANSWERED,
        answers.unanswered_letters,
        E.VETO,
        "互动回应差",
        "留言没有长期不回应的",
        answers.RED_LINE,
        ("law.E6", "S0-7.3"),
    ),
    Check(K.FALSE_TIME, honesty.false_times, E.VETO, "弄虚作假", "发布时间和记录一致", "", ("law.E6", "law.K")),
    Check(K.TIME_MISSING, pages.missing_times, E.DEDUCTION, "内容更新", "每页注明发布时间", "", ("law.E4",)),
    Check(K.BROKEN_LINK, pages.broken_links, E.DEDUCTION, "可用性", "链接和附件都打得开", "", ("law.E6",)),
    Check(K.META_MISSING, pages.missing_tags, E.DEDUCTION, "页面标签", "标签齐全", "", ("law.E3",)),
    Check(
        K.NOT_FOUND_BY_SEARCH, honesty.unfound_titles, E.DEDUCTION, "站内搜索", "随机抽的标题都搜得到", "", ("law.E6",)
    ),
    Check(K.IDENTITY, pages.identity, E.DEDUCTION, "网站标识", "页脚标识齐全", "", ("law.E1",)),
    Check(K.ITEM_WITHOUT_COLUMN, columns.items_without_column, E.HOUSE, "栏目覆盖", "事项都有栏目", "", ("S0-1.5a",)),
    Check(K.ORGAN_WITHOUT_PAGE, columns.organs_without_page, E.HOUSE, "机关页面", "机关都有专门页面", "", ("S0-1.5b",)),
    Check(K.GUIDE_OUT_OF_STEP, columns.guides_out_of_step, E.HOUSE, "公开指南", "指南和登记一致", "", ("S2-1.8.1",)),
    Check(
        K.CREDIT_LATE,
        credit.unpublished_decisions,
        E.HOUSE,
        "双公示",
        "决定都按时公示",
        credit.IN_TIME,
        ("S3-2.5b",),
    ),
    Check(K.UNLIKE_TEMPLATE, columns.unlike_template, E.HOUSE, "栏目体系", "和统一目录一致", "", ("S1-3.1a",)),
    Check(K.REPOST_BEHIND, reposts.still_behind, E.HOUSE, "转载", "转载率达到专项检查的要求", "", ("S3-5.1f",)),
)

VETOES: tuple[Veto, ...] = (
    Veto("HOME_PAGE", (K.HOME_STALE,)),
    Veto("NEWS_AND_POLICY_COLUMNS", (K.NEWS_STALE, K.POLICY_STALE)),
    Veto("STALE_COLUMNS", (K.NEWS_STALE, K.POLICY_STALE, K.OTHER_STALE)),
    Veto("BLANK_COLUMNS", (K.BLANK,)),
    Veto("UNANSWERED", (K.REPORT_UNANSWERED, K.LETTER_UNANSWERED)),
    Veto("FALSE_TIME", (K.FALSE_TIME,)),
)

BY_KIND: Mapping[str, Check] = {check.kind.value: check for check in CHECKS}
