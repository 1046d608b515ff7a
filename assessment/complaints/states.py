"""Code lists of complaints to the office in charge (Regulations art. 47)."""

from django.db import models

from portal.accounts.states import Role


class ComplaintState(models.TextChoices):
    RECEIVED = "received", "正在核实"
    UPHELD = "upheld", "属实，已要求整改"
    UNFOUNDED = "unfounded", "查不属实"
    ELSEWHERE = "elsewhere", "不归本办，告知去处"


class Grievance(models.TextChoices):
    """The two of art. 47 paragraph 2."""

    NOT_PUBLISHED = "not_published", "应当公开的信息没有主动公开"
    NOT_ANSWERED = "not_answered", "没有依法答复我的申请"


VERIFIERS = (Role.OVERSIGHT,)
