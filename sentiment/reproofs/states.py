"""How far a proposal of 约谈 or 通报 has come."""

from django.db import models


class ReproofState(models.TextChoices):
    PROPOSED = "proposed", "待决定"
    CARRIED_OUT = "carried_out", "已落实"
    DISMISSED = "dismissed", "不采取措施"
