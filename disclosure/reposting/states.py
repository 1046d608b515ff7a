"""转载: where texts may come from, and how far a task to repost has come."""

from django.db import models

from portal.accounts.states import Role


class SourceLevel(models.TextChoices):
    STATE = "state", "国务院及其部门"
    PROVINCE = "province", "省政府及其部门"
    CITY = "city", "市委、市政府及其部门"
    MEDIA = "media", "主流媒体"


class TaskState(models.TextChoices):
    OPEN = "open", "待转载"
    DONE = "done", "已转载"
    WAIVED = "waived", "不需要转载"


DOERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)

REPOST = "REPOST"
"""Code of the time limit of a task."""
