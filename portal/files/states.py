"""What a copy is, and where on its way a file was refused."""

from django.db import models


class CopyKind(models.TextChoices):
    """Why a copy stands for its original before the public."""

    REDACTED = "redacted", "脱敏副本"
    CONVERTED = "converted", "转换格式的副本"
    CLEANED = "cleaned", "系统清理的副本"


MADE_BY_PEOPLE = (CopyKind.REDACTED, CopyKind.CONVERTED)
"""Copies a person uploads and another person confirms; what the system cleans it proves itself."""


class Stage(models.TextChoices):
    """In the order in which an upload is examined."""

    SIZE = "size", "大小"
    KIND = "kind", "格式"
    SCAN = "scan", "查毒"
    READING = "reading", "内容"
    INSPECTION = "inspection", "保密和个人信息"
