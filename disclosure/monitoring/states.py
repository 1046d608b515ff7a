"""Code lists of the daily check of the website."""

from django.db import models


class FindingKind(models.TextChoices):
    """What can be found wrong, one value per check."""

    HOME_STALE = "home_stale", "首页没有更新"
    NEWS_STALE = "news_stale", "动态要闻类栏目没有更新"
    POLICY_STALE = "policy_stale", "通知公告、政策文件类栏目没有更新"
    OTHER_STALE = "other_stale", "其他栏目没有更新"
    BLANK = "blank", "空白栏目"
    ITEM_WITHOUT_COLUMN = "item_without_column", "事项没有栏目"
    ORGAN_WITHOUT_PAGE = "organ_without_page", "机关没有专门页面"
    GUIDE_OUT_OF_STEP = "guide_out_of_step", "公开指南缺失或者和登记不一致"
    UNLIKE_TEMPLATE = "unlike_template", "栏目和统一目录不一致"
    BROKEN_LINK = "broken_link", "链接打不开"
    META_MISSING = "meta_missing", "页面标签不全"
    TIME_MISSING = "time_missing", "没有注明发布时间"
    FALSE_TIME = "false_time", "发布时间和记录不符"
    NOT_FOUND_BY_SEARCH = "not_found_by_search", "搜索标题找不到"
    REPORT_LATE = "report_late", "网站找错没有按时答复"
    REPORT_UNANSWERED = "report_unanswered", "网站找错超过三个月没有答复"
    LETTER_LATE = "letter_late", "群众留言没有按时答复"
    LETTER_UNANSWERED = "letter_unanswered", "群众留言超过三个月没有回应"
    IDENTITY = "identity", "网站标识不全"
    REPOST_BEHIND = "repost_behind", "转载率没有达到要求"
    CREDIT_LATE = "credit_late", "信用信息没有按时公示"


class Effect(models.TextChoices):
    """What a fault costs in the inspection of government websites."""

    VETO = "veto", "单项否决"
    DEDUCTION = "deduction", "扣分"
    HOUSE = "house", "本市要求"
