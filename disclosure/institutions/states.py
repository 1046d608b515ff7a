"""How far an appeal has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class AppealState(models.TextChoices):
    SUBMITTED = "submitted", "调查中"
    APPROVAL = "approval", "结果待审核"
    TOLD = "told", "已告知"


class Finding(models.TextChoices):
    """What the investigation came to."""

    UPHELD = "upheld", "属实，已责令公开"
    PARTLY = "partly", "部分属实，已责令公开"
    UNFOUNDED = "unfounded", "不属实"
    ELSEWHERE = "elsewhere", "不归本部门主管，告知去处"


ORDERED = (Finding.UPHELD, Finding.PARTLY)
"""The unit was told to publish, by a day."""
OPEN = (AppealState.SUBMITTED, AppealState.APPROVAL)
HANDLERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
SEES_APPELLANT = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
