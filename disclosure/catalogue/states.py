"""Code lists of the catalogue."""

from django.db import models


class ColumnType(models.TextChoices):
    """ColumnType of the page rules for government sites (law.md E3), used by the update monitor as well."""

    OVERVIEW = "overview", "概况信息"
    ORGANISATION = "organisation", "机构职能"
    LEADERS = "leaders", "负责人信息"
    NEWS = "news", "政务动态"
    NOTICES = "notices", "通知公告"
    GUIDE = "guide", "信息公开指南"
    RULES = "rules", "信息公开制度"
    POLICY = "policy", "政策文件"
    STATUTORY = "statutory", "法定主动公开内容"
    ANNUAL_REPORT = "annual_report", "信息公开年报"
    INTERPRETATION = "interpretation", "解读回应"
    INTERACTION = "interaction", "互动交流"
    SERVICE = "service", "办事服务"
    DATA = "data", "数据发布"


class UpdateRule(models.TextChoices):
    """How long a column may stand still: a row of the table of legal limits (law.md E6)."""

    NEWS = "NEWS_COLUMN_UPDATE", "动态、要闻类"
    POLICY = "POLICY_COLUMN_UPDATE", "通知公告、政策文件类"
    STATISTICS = "SERVICE_STATISTICS_UPDATE", "办事统计"


class RegulationSubject(models.TextChoices):
    """The eight rules of procedure every organ keeps (S1-2a–h), and others."""

    ACTIVE = "active", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    MANAGEMENT = "management", "政务信息管理"
    SECRECY = "secrecy", "信息发布保密审查"
    INTERPRETATION = "interpretation", "解读回应"
    PARTICIPATION = "participation", "重大行政决策公众参与"
    ASSESSMENT = "assessment", "考核评议"
    ACCOUNTABILITY = "accountability", "监督检查与责任追究"
    OTHER = "other", "其他"
