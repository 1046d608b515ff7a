"""The outbox of the index, what the nightly comparison found, and what people looked for in vain."""

from datetime import datetime

from django.db import models
from django.db.models import Q


class IndexTaskQuerySet(models.QuerySet["IndexTask"]):
    def pending(self) -> "IndexTaskQuerySet":
        """Changes the index has not taken in."""
        return self.filter(done_at=None)

    def due(self, at: datetime) -> "IndexTaskQuerySet":
        """Pending ones to be tried now, in the order they were queued."""
        return self.pending().filter(Q(retry_at=None) | Q(retry_at__lte=at)).order_by("pk")


class IndexTask(models.Model):
    """One row per change of an item, written in the transaction of the change. Says which item, not what changed.

    Rows are never joined: a row that arrives while an earlier one of the same item is being worked on stays pending.
    """

    label = models.CharField("类别", max_length=80)
    object_id = models.BigIntegerField("编号")
    queued_at = models.DateTimeField("登记时间")
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    retry_at = models.DateTimeField("下次重试", null=True, blank=True)
    error = models.CharField("失败原因", max_length=200, blank=True)

    objects = IndexTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "待更新的索引"
        verbose_name_plural = "待更新的索引"
        ordering = ["-pk"]
        indexes = [
            # Asked by every search and every two seconds by the drain: cost grows with what waits, not with history.
            models.Index(fields=["label", "object_id"], condition=Q(done_at=None), name="index_task_pending"),
            # What changed while an index was being rebuilt, and what may be forgotten.
            models.Index(fields=["done_at"], name="index_task_done"),
        ]

    def __str__(self) -> str:
        return f"{self.label}:{self.object_id}"


class Reconciliation(models.Model):
    """One comparison of the public items with the index, by id and version of content."""

    at = models.DateTimeField("时间")
    public = models.PositiveIntegerField("应有")
    indexed = models.PositiveIntegerField("索引里有")
    missing = models.PositiveIntegerField("缺少")
    outdated = models.PositiveIntegerField("内容不一致")
    surplus = models.PositiveIntegerField("不该有")
    unreadable = models.PositiveIntegerField("读不出")

    class Meta:
        verbose_name = "索引核对"
        verbose_name_plural = "索引核对"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.outdated or self.surplus or self.unreadable)


class MissedTerm(models.Model):
    """What was looked for on the site and not found, by month: the words, and nothing of who typed them.

    ``days`` are days on which it was looked for; a list shows only what came up on several, so that what one person
    typed once, which may be a name, is read by nobody.
    """

    text = models.CharField("搜索词", max_length=30)
    month = models.DateField("月份")
    times = models.PositiveIntegerField("次数", default=1)
    days = models.PositiveSmallIntegerField("天数", default=1)
    last_on = models.DateField("最近一天")

    class Meta:
        verbose_name = "没有结果的搜索词"
        verbose_name_plural = "没有结果的搜索词"
        ordering = ["-month", "-times"]
        constraints = [models.UniqueConstraint(fields=["month", "text"], name="missed_term_once_a_month")]

    def __str__(self) -> str:
        return self.text


class PostgresIndex(models.Model):
    """Which tables hold the present index when PostgreSQL is the engine: one row, moved when a rebuild is whole.

    ``documents`` and ``average_length`` (in words) are those of the building; ranking needs them only roughly.
    """

    number = models.PositiveIntegerField("第几次重建")
    fingerprint = models.CharField("切词版本", max_length=16)
    documents = models.PositiveIntegerField("重建时件数")
    average_length = models.FloatField("平均词数")
    built_at = models.DateTimeField("重建时间")
    changed_at = models.DateTimeField("最近变动")

    class Meta:
        verbose_name = "数据库里的检索索引"
        verbose_name_plural = "数据库里的检索索引"

    def __str__(self) -> str:
        return f"第{self.number}次重建"
