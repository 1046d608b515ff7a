"""更正与自己有关的信息记录 (Regulations art. 41)."""

from django.db import models

from portal.accounts.states import Role

DECIDERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
"""Who answers; the letter goes out in the organ's name."""


class RecordState(models.TextChoices):
    OPEN = "open", "等核实、答复"
    CORRECTED = "corrected", "已更正"
    REFUSED = "refused", "不予更正"
    FORWARDED = "forwarded", "已转送有权更正的机关"
    TOLD = "told", "已告知向有权更正的机关提出"
    CANCELLED = "cancelled", "申请人已撤回"


class Ending(models.TextChoices):
    """The outcomes of art. 41; each is an act and a state."""

    CORRECTED = "correct", "有权更正，情况属实：予以更正"
    REFUSED = "refuse", "不属实，或者证据不足：不予更正"
    FORWARDED = "forward", "没有权更正：转送有权更正的机关"
    TOLD = "tell", "没有权更正：告知向有权更正的机关提出"
