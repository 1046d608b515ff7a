"""What another system may be allowed to do."""

from django.db import models


class Scope(models.TextChoices):
    HAND_IN = "hand_in", "交来文件和附件"
    REPORT = "report", "交来舆情监测结果"
    FOLLOW_UP = "follow_up", "查询办理情况"
