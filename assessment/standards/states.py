"""Code lists of the yearly standard of assessment."""

from django.db import models

from portal.accounts.states import Role


class StandardState(models.TextChoices):
    DRAFT = "draft", "草稿"
    IN_FORCE = "in_force", "施行"
    REPLACED = "replaced", "由新版代替"


class Group(models.TextChoices):
    """The four parts of the standard. Their names are lost in the city's own text and are filled in (law.md J)."""

    ORGANISATION = "A", "组织与制度"
    CONTENT = "B", "公开内容"
    FORM = "C", "公开形式"
    SUPERVISION = "D", "监督保障"


class Grade(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    PASSED = "passed", "合格"
    FAILED = "failed", "不合格"


BINDING = (StandardState.IN_FORCE, StandardState.REPLACED)
"""What was approved: an earlier day is reckoned by the edition of that day."""

EDITORS = (Role.OVERSIGHT,)
APPROVERS = (Role.OFFICE_APPROVER, Role.CITY_LEADER)
"""Of the leading group (政务公开领导小组, S2-11.3)."""
