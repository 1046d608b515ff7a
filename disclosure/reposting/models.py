"""The allow-list of sources, and the tasks of reposting in time."""

from typing import ClassVar

from django.db import models

from disclosure.reposting.moves import REPOST_WORKFLOW
from disclosure.reposting.states import SourceLevel, TaskState
from portal.accounts.models import Organ
from portal.workflow import Governed, Workflow


class RepostSource(models.Model):
    """A site one may repost from (S2-10.6b): its name and its host; hosts below it count too."""

    name = models.CharField("来源名称", max_length=100, unique=True)
    host = models.CharField("网站域名", max_length=100, unique=True)
    level = models.CharField("级别", max_length=10, choices=SourceLevel)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "转载来源"
        verbose_name_plural = "转载来源"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RepostTask(Governed):
    """One organ reposts one policy of a higher organ within the limit; its clock starts when that was published."""

    workflow: ClassVar[Workflow] = REPOST_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=TaskState, default=TaskState.OPEN, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="repost_tasks", verbose_name="转载单位")
    source = models.ForeignKey(RepostSource, models.PROTECT, related_name="tasks", verbose_name="来源")
    title = models.CharField("标题", max_length=300)
    link = models.URLField("原文链接")
    issued_at = models.DateTimeField("原文发布时间")
    document = models.ForeignKey(
        "disclosure.Document", models.PROTECT, null=True, related_name="repost_tasks", verbose_name="转载的公文"
    )
    done_at = models.DateTimeField("转载时间", null=True)
    is_late = models.BooleanField("超过时限", default=False)

    class Meta:
        verbose_name = "转载任务"
        verbose_name_plural = "转载任务"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "link"], name="repost_task_once")]

    def __str__(self) -> str:
        return f"转载：{self.title}"
