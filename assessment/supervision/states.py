"""Code lists of 社会监督员: who they are, how they came, what they look at (S3-7.4)."""

from django.db import models

from portal.accounts.states import Role


class SupervisorState(models.TextChoices):
    CANDIDATE = "candidate", "已报名"
    SERVING = "serving", "在聘"
    ENDED = "ended", "已经解聘"
    DECLINED = "declined", "没有聘任"


class Recruitment(models.TextChoices):
    """S3-7.4a leaves the way to the city."""

    OPEN_CALL = "open_call", "公开招募"
    NOMINATED = "nominated", "单位推荐"
    INVITED = "invited", "邀请"


class Background(models.TextChoices):
    DEPUTY = "deputy", "人大代表"
    ADVISER = "adviser", "政协委员"
    MEDIA = "media", "新闻工作者"
    BUSINESS = "business", "企业代表"
    EXPERT = "expert", "专家学者"
    RESIDENT = "resident", "居民代表"


class NoteState(models.TextChoices):
    FILED = "filed", "待核实"
    IN_ORDER = "in_order", "没有问题"
    TAKEN_UP = "taken_up", "已经登记为考评问题"
    SET_ASIDE = "set_aside", "核实后不登记"


class Place(models.TextChoices):
    WINDOW = "window", "办事窗口、受理点"
    BOARD = "board", "公开栏、查阅场所"
    WEBSITE = "website", "网站、新媒体"
    PHONE = "phone", "咨询电话"
    OTHER = "other", "其他"


KEEPERS = (Role.OVERSIGHT,)
"""They answer to the office in charge of disclosure (S3-7.4b)."""
FILES_AT_MOST = 6
"""Photographs of one note."""
