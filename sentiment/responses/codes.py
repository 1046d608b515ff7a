"""Code lists of answers to public opinion."""

from django.db import models


class Kind(models.TextChoices):
    STATEMENT = "statement", "权威信息"
    REPLY = "reply", "回应"
    CONTINUING = "continuing", "后续进展"
    RESULT = "result", "处置结果"


class Form(models.TextChoices):
    """S0-3.10b, S3-4.6."""

    ONLINE = "online", "网上发布"
    EXPERT = "expert", "专家解读"
    CONFERENCE = "conference", "新闻发布会"
    INTERVIEW = "interview", "媒体专访"
    NEW_MEDIA = "new_media", "政务微博、微信、客户端"
