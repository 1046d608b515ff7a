"""Code lists of government meetings."""

from django.db import models


class Kind(models.TextChoices):
    PLENARY = "plenary", "政府全体会议"
    EXECUTIVE = "executive", "政府常务会议"
    OFFICE = "office", "部门办公会"
    VIDEO = "video", "电视电话会议"


class ObserverKind(models.TextChoices):
    """The four kinds of S3-2.1b."""

    AFFECTED = "affected", "利益相关方"
    PUBLIC = "public", "公众代表"
    EXPERT = "expert", "专家"
    MEDIA = "media", "媒体"


class Source(models.TextChoices):
    REGISTERED = "registered", "自己报名"
    INVITED = "invited", "机关邀请"


class Openness(models.TextChoices):
    OPEN = "open", "公开"
    PARTLY = "partly", "部分公开"
    CLOSED = "closed", "不公开"


class OpenForm(models.TextChoices):
    LIVE = "live", "直播"
    REPORT = "report", "会议报道"
    BRIEFING = "briefing", "发布会、吹风会"
    RESULT = "result", "会后公布议定的事项"


class LiveChannel(models.TextChoices):
    """The three of S3-2.1f."""

    BROADCAST = "broadcast", "广播电视"
    WEB = "web", "网络"
    NEW_MEDIA = "new_media", "新媒体"
