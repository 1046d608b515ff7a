"""What the daily check found, and when it was found and gone again."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from disclosure.monitoring.states import FindingKind
from portal.accounts.models import Organ

KEY_LENGTH = 200


class SiteCheck(models.Model):
    """One day's check. ``seed`` chose the titles the search was tried with; ``outside`` lists links that leave the
    site, which are listed and not followed."""

    day = models.DateField("日期", unique=True)
    started_at = models.DateTimeField("开始时间")
    finished_at = models.DateTimeField("完成时间", null=True)
    seed = models.PositiveBigIntegerField("随机数种子")
    outside = models.JSONField("站外链接", default=list)

    class Meta:
        verbose_name = "网站检查"
        verbose_name_plural = "网站检查"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}网站检查"


class CheckResult(models.Model):
    """What one check of one day looked at and found. ``error`` says why it could not be made; findings stay then."""

    run = models.ForeignKey(SiteCheck, models.CASCADE, related_name="results", verbose_name="网站检查")
    kind = models.CharField("检查", max_length=24, choices=FindingKind)
    looked = models.PositiveIntegerField("看了几处")
    found = models.PositiveIntegerField("有问题")
    opened = models.PositiveIntegerField("新发现")
    closed = models.PositiveIntegerField("已消除")
    error = models.CharField("没有查成", max_length=200, blank=True)

    class Meta:
        verbose_name = "检查结果"
        verbose_name_plural = "检查结果"
        constraints = [models.UniqueConstraint(fields=["run", "kind"], name="check_result_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.found}"


class SiteFindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> "SiteFindingQuerySet":
        return self.filter(closed_at=None)

    def open_between(self, start: datetime, end: datetime) -> "SiteFindingQuerySet":
        """Findings that stood at any moment from ``start`` inclusive to ``end`` exclusive."""
        return self.filter(opened_at__lt=end).filter(Q(closed_at=None) | Q(closed_at__gte=start))


class Finding(models.Model):
    """One fault of one thing. It opens and closes by itself; the same fault again is a new row.

    ``key`` names the thing within its kind (a path, a code, a number); ``evidence`` is what was seen, by the names of
    ``wording.EVIDENCE``. ``told_at`` is when the organ was told.
    """

    kind = models.CharField("问题", max_length=24, choices=FindingKind)
    key = models.CharField("对象标识", max_length=KEY_LENGTH)
    title = models.CharField("对象", max_length=300)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="findings", verbose_name="责任单位")
    url = models.CharField("网址", max_length=300, blank=True)
    evidence = models.JSONField("依据", default=dict)
    opened_at = models.DateTimeField("发现时间")
    seen_at = models.DateTimeField("最近一次看到")
    closed_at = models.DateTimeField("消除时间", null=True, blank=True)
    told_at = models.DateTimeField("通知时间", null=True, blank=True)

    objects = SiteFindingQuerySet.as_manager()

    class Meta:
        verbose_name = "网站问题"
        verbose_name_plural = "网站问题"
        ordering = ["-opened_at", "-pk"]
        constraints = [
            # Two checks at once open a fault once.
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(closed_at=None), name="finding_open_once"),
        ]
        indexes = [
            models.Index(fields=["organ", "-opened_at"], name="finding_organ"),  # an organ's list and trend
            models.Index(fields=["closed_at", "opened_at"], name="finding_period"),  # the trend of the site
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"
