"""转载专项检查: the figures of a period as they were found on the day of the check."""

from django.db import models
from django.db.models import F, Q

from disclosure.reposting.models import RepostSource
from disclosure.reposting.selectors import Cell, Figures
from portal.accounts.models import Organ

NOTE_LENGTH = 2000


class RepostCheck(models.Model):
    """One check: which days it looked at, what it asked for, who made it. Nobody changes it afterwards."""

    starts_on = models.DateField("检查时段从")
    ends_on = models.DateField("到")
    threshold = models.PositiveSmallIntegerField("要求的转载率（%）")
    note = models.TextField("检查说明", blank=True)
    made_by = models.CharField("检查人", max_length=150)
    made_at = models.DateTimeField("检查时间")

    class Meta:
        verbose_name = "转载专项检查"
        verbose_name_plural = "转载专项检查"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="repost_check_period"),
            models.CheckConstraint(condition=Q(threshold__gte=1, threshold__lte=100), name="repost_check_threshold"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}至{self.ends_on}转载检查"

    def cells(self) -> list[Cell]:
        """The frozen figures, as the live report has them. One query."""
        return [line.cell for line in self.lines.all()]


class RepostCheckLine(models.Model):
    """The frozen figures of one organ and one source; names as they were then."""

    check_of = models.ForeignKey(RepostCheck, models.CASCADE, related_name="lines", verbose_name="转载专项检查")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="转载单位")
    organ_name = models.CharField("转载单位名称", max_length=120)
    source = models.ForeignKey(RepostSource, models.PROTECT, related_name="+", verbose_name="来源")
    source_name = models.CharField("来源名称", max_length=100)
    in_time = models.PositiveIntegerField("按时转载")
    late = models.PositiveIntegerField("超时转载")
    missing = models.PositiveIntegerField("没有转载")
    waiting = models.PositiveIntegerField("还在时限内")

    class Meta:
        verbose_name = "转载检查明细"
        verbose_name_plural = "转载检查明细"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_of", "organ", "source"], name="repost_check_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_name}：{self.source_name}"

    @property
    def cell(self) -> Cell:
        figures = Figures(self.in_time, self.late, self.missing, self.waiting)
        return Cell(self.organ_id, self.organ_name, self.source_id, self.source_name, figures)
