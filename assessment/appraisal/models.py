"""评议: what is asked about which organs, who was invited, what came back, what it came to. Nobody says who answers."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessment.appraisal.moves import APPRAISAL_WORKFLOW
from assessment.appraisal.states import (
    INVITED,
    LEAST,
    SHOWN,
    WITH_RESULTS,
    AppraisalState,
    Dimension,
    Level,
    Panel,
    Source,
)
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ, OrganQuerySet
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.receipts.codes import HASH_LENGTH
from portal.subjects import TITLE_LENGTH
from portal.workflow import Governed, Workflow

ITEM_LENGTH = 100
OBJECTS = (OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT, OrganKind.DEPARTMENT)
"""Who is judged: 镇、街道, 政府办 and the other departments (S2-5.3)."""


def to_appraise(on: date) -> OrganQuerySet:
    """All organs an appraisal has to cover on that day."""
    return Organ.objects.active(on).filter(kind__in=OBJECTS).order_by("position", "pk")


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def public(self) -> "AppraisalQuerySet":
        """What anybody may read of."""
        return self.filter(state__in=SHOWN)

    def visible_to(self, actor: Actor) -> "AppraisalQuerySet":
        """Those who see every organ all of them, an organ those it is judged in."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(state__in=SHOWN, pk__in=Judged.objects.filter(organ__in=own).values("appraisal"))


class Appraisal(Governed):
    """``organ`` leads it; ``ends_on`` is the last day on which sheets are taken, to its end. Of fewer than ``least``
    sheets nothing but their number is shown."""

    workflow: ClassVar[Workflow] = APPRAISAL_WORKFLOW

    state = models.CharField(
        "状态", max_length=12, choices=AppraisalState, default=AppraisalState.DRAFT, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="appraisals", verbose_name="牵头单位")
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    notice = models.TextField("通知（告示）")
    ends_on = models.DateField("截止日期")
    least = models.PositiveSmallIntegerField("几份起公布得分", default=LEAST)
    started_at = models.DateTimeField("拟定时间")
    announced_at = models.DateTimeField("通知时间", null=True)
    briefed_on = models.DateField("查阅资料、听取汇报的日期", null=True)
    briefing = models.TextField("查阅了什么、听取了谁的汇报", blank=True)
    opened_at = models.DateTimeField("发放时间", null=True)
    collected_at = models.DateTimeField("回收时间", null=True)
    summary = models.TextField("结果说明", blank=True)
    published_at = models.DateTimeField("公开时间", null=True)
    outside_source = models.CharField("第三方", max_length=TITLE_LENGTH, blank=True)
    outside_method = models.TextField("第三方的方法", blank=True)
    outside_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="appraisals", verbose_name="第三方的结果表"
    )

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = "评议"
        verbose_name_plural = "评议"
        ordering = ["-started_at", "-pk"]
        constraints = [
            # Without results that are public it is not filed away (S2-5.6.6).
            models.CheckConstraint(
                condition=~Q(state__in=WITH_RESULTS) | (Q(published_at__isnull=False) & ~Q(summary="")),
                name="appraisal_results_are_public",
            )
        ]
        indexes = [models.Index(fields=["state", "-id"], name="appraisal_open")]  # the queue, the public list

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("appraisals:appraisal", args=[self.pk])

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def has_results(self) -> bool:
        return self.state in WITH_RESULTS

    def takes_ballots(self, at: datetime) -> bool:
        end = datetime.combine(self.ends_on + timedelta(days=1), time(0), clock.SHANGHAI)
        return self.state == AppraisalState.OPEN and at < end

    def organs_left_out(self, on: date) -> list[Organ]:
        """Those it has to cover and does not."""
        return list(to_appraise(on).exclude(pk__in=self.judged.values("organ")))


class Judged(models.Model):
    """An organ that is judged."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="judged", verbose_name="评议")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="judged", verbose_name="单位")

    class Meta:
        verbose_name = "评议对象"
        verbose_name_plural = "评议对象"
        ordering = ["organ__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "organ"], name="judged_once")]

    def __str__(self) -> str:
        return self.organ.short_name


class SheetItem(models.Model):
    """One line of the 测评表."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="items", verbose_name="评议")
    position = models.PositiveSmallIntegerField("次序")
    dimension = models.CharField("内容", max_length=12, choices=Dimension)
    text = models.CharField("题目", max_length=ITEM_LENGTH)

    class Meta:
        verbose_name = "测评项目"
        verbose_name_plural = "测评项目"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["appraisal", "position"], name="sheet_item_position_once")]

    def __str__(self) -> str:
        return self.text


class Invitation(models.Model):
    """A code for one invited person, whose name is not kept. ``by_mail``: it was sent by mail, else it goes on paper.
    ``returned_on`` says that a sheet came back, not which."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="invitations", verbose_name="评议")
    number = models.CharField("编号", max_length=20, unique=True)
    panel = models.CharField("参评人员", max_length=12, choices=[(panel.value, panel.label) for panel in INVITED])
    by_mail = models.BooleanField("邮件发送")
    code_hash = models.CharField("评议码散列", max_length=HASH_LENGTH, editable=False)
    returned_on = models.DateField("交回日期", null=True)

    class Meta:
        verbose_name = "特邀参评人员"
        verbose_name_plural = "特邀参评人员"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.number


class Ballot(models.Model):
    """One sheet about one organ. ``digest`` is of a secret only the sender has, so that nobody sends two."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="ballots", verbose_name="评议")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="ballots", verbose_name="单位")
    panel = models.CharField("参评人员", max_length=12, choices=Panel)
    received_on = models.DateField("收到日期")
    digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)

    class Meta:
        verbose_name = "测评表"
        verbose_name_plural = "测评表"
        ordering = ["pk"]
        indexes = [models.Index(fields=["appraisal", "organ", "panel"], name="ballot_counted")]

    def __str__(self) -> str:
        return f"测评表{self.pk}"


class BallotMark(models.Model):
    """One line of a sheet."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="marks", verbose_name="测评表")
    item = models.ForeignKey(SheetItem, models.PROTECT, related_name="marks", verbose_name="测评项目")
    level = models.SmallIntegerField("评价", choices=Level)

    class Meta:
        verbose_name = "测评结果"
        verbose_name_plural = "测评结果"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "item"], name="ballot_mark_once")]

    def __str__(self) -> str:
        return self.get_level_display()


class OutsideMark(models.Model):
    """What a third party or an opinion poll gave an organ, out of a hundred, and how many it asked."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="outside_marks", verbose_name="评议")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="outside_marks", verbose_name="单位")
    dimension = models.CharField("内容", max_length=12, choices=Dimension)
    points = models.DecimalField("得分", max_digits=5, decimal_places=2)
    sample = models.PositiveIntegerField("样本数")

    class Meta:
        verbose_name = "第三方评分"
        verbose_name_plural = "第三方评分"
        ordering = ["organ__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "organ", "dimension"], name="outside_mark_once"),
            models.CheckConstraint(condition=Q(points__gte=0, points__lte=100), name="outside_mark_of_a_hundred"),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.points}"


class Outcome(models.Model):
    """What was made public about one organ: frozen then. ``points`` is empty where too few said something."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="outcomes", verbose_name="评议")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="appraisal_outcomes", verbose_name="单位")
    source = models.CharField("来源", max_length=12, choices=Source)
    dimension = models.CharField("内容", max_length=12, choices=Dimension)
    replies = models.PositiveIntegerField("份数")
    points = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)

    class Meta:
        verbose_name = "评议结果"
        verbose_name_plural = "评议结果"
        ordering = ["organ__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "organ", "source", "dimension"], name="outcome_once")
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.get_source_display()}"
