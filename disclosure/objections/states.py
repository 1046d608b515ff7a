"""Objections of other organs to what was published, and the situations that may lead to responsibility."""

from django.db import models

from portal.accounts.states import Role


class ObjectionState(models.TextChoices):
    OPEN = "open", "待答复"
    ACCEPTED = "accepted", "异议成立，待补救"
    REFUSED = "refused", "不接受异议"
    REMEDIED = "remedied", "已补救"
    DISMISSED = "dismissed", "异议不成立"


class Situation(models.TextChoices):
    """The situations of S2-7.12 an organ may have to answer for: clues, not findings."""

    UNREPENTANT = "S2-7.12.1", "擅自发布，拒绝异议、不补救"
    UNCOORDINATED = "S2-7.12.2", "应当协调没有协调，直接发布"
    AGAINST_OPINION = "S2-7.12.3", "协调一致以后，没有按意见发布"
    UNOPPOSED = "S2-7.12.4", "发现其他机关擅自发布，没有提出异议"
    OTHER = "S2-7.12.5", "其他违反发布协调制度的情形"


OBJECTORS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
ANSWERERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
