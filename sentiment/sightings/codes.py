"""What became of one finding of a monitoring system."""

from django.db import models


class Outcome(models.TextChoices):
    CREATED = "created", "新登记"
    MERGED = "merged", "并入正在办理的一件"
    KNOWN = "known", "以前交过"
    REFUSED = "refused", "没有收下"
