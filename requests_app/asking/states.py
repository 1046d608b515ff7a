"""What the applicant is asked for: a correction (art. 30), or reasons for very many requests (art. 35)."""

from django.db import models


class CorrectionState(models.TextChoices):
    NOTIFIED = "notified", "等申请人补正"
    RECEIVED = "received", "已补正"
    ABANDONED = "abandoned", "逾期没有补正"
    CANCELLED = "cancelled", "不再需要"


class Lack(models.TextChoices):
    """What may be asked for, and nothing else (law.md B1): neither a purpose nor "one matter a request"."""

    IDENTITY = "identity", "姓名或者名称、身份证明、联系方式"
    CONTENT = "content", "信息的名称、文号或者便于查询的其他特征"
    FORM = "form", "信息的形式，获取的方式、途径"


class DemandState(models.TextChoices):
    ASKED = "asked", "等申请人说明理由"
    EXPLAINED = "explained", "已说明理由，等认定"
    REASONABLE = "reasonable", "理由合理"
    UNREASONABLE = "unreasonable", "理由不合理"
    SILENT = "silent", "没有说明理由"
