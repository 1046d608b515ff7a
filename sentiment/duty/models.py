"""监测日志: who watched which sources from when to when (S0-3.8)."""

from django.db import models

from portal.accounts.models import Organ
from portal.clock import local
from sentiment.tickets.codes import Source


class Watch(models.Model):
    """One stretch of duty. ``sources`` are codes, joined by commas."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="watches", verbose_name="监测单位")
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    sources = models.CharField("监测的来源", max_length=120)
    note = models.TextField("情况", blank=True)
    person_name = models.CharField("值班人", max_length=150)
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "监测日志"
        verbose_name_plural = "监测日志"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="watch_ends_after_start")
        ]
        indexes = [models.Index(fields=["organ", "-ends_at"], name="watch_newest")]  # the gaps of the last days

    def __str__(self) -> str:
        return f"{self.organ.short_name} {local(self.starts_at):%m-%d %H:%M}至{local(self.ends_at):%m-%d %H:%M}"

    @property
    def source_words(self) -> str:
        return "、".join(Source(code).label for code in self.sources.split(",") if code)
