"""Code lists of open data sets: domains, update rules, types of columns, charts."""

from dataclasses import dataclass

from django.db import models


class Domain(models.TextChoices):
    """The first three are to be opened before all others (S3-5.3b)."""

    LIVELIHOOD = "livelihood", "民生保障"
    PUBLIC_SERVICE = "public_service", "公共服务"
    MARKET = "market", "市场监管"
    EDUCATION = "education", "教育科技"
    HEALTH = "health", "卫生健康"
    TRANSPORT = "transport", "交通出行"
    ENVIRONMENT = "environment", "生态环境"
    BUILDING = "building", "城乡建设"
    FINANCE = "finance", "财税金融"
    OTHER = "other", "其他"


PRIORITY = (Domain.LIVELIHOOD, Domain.PUBLIC_SERVICE, Domain.MARKET)


class Period(models.TextChoices):
    """How often an organ promises a new version. No number of law: the organ chooses."""

    DAILY = "daily", "每天"
    WEEKLY = "weekly", "每周"
    MONTHLY = "monthly", "每月"
    QUARTERLY = "quarterly", "每季度"
    HALF_YEARLY = "half_yearly", "每半年"
    YEARLY = "yearly", "每年"
    AS_NEEDED = "as_needed", "有变化时"


@dataclass(frozen=True, slots=True)
class Span:
    """How long a period is; ``iri`` names it in the frequency vocabulary of DCAT."""

    iri: str
    days: int = 0
    months: int = 0


SPANS: dict[str, Span] = {
    Period.DAILY: Span("DAILY", days=1),
    Period.WEEKLY: Span("WEEKLY", days=7),
    Period.MONTHLY: Span("MONTHLY", months=1),
    Period.QUARTERLY: Span("QUARTERLY", months=3),
    Period.HALF_YEARLY: Span("ANNUAL_2", months=6),
    Period.YEARLY: Span("ANNUAL", months=12),
    Period.AS_NEEDED: Span("IRREG"),
}


class ColumnType(models.TextChoices):
    TEXT = "text", "文字"
    CODE = "code", "代码（固定的几种说法）"
    INTEGER = "integer", "整数"
    DECIMAL = "decimal", "小数"
    DATE = "date", "日期"
    YES_NO = "yes_no", "是否"


RANGED = (ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE)
"""Types of which one asks for a span: from, to."""
NUMERIC = (ColumnType.INTEGER, ColumnType.DECIMAL)


class ChartKind(models.TextChoices):
    NONE = "", "不画图"
    BAR = "bar", "柱形图"
    LINE = "line", "折线图"
