"""责任追究: one case of one organ, who answers in it for what, on which evidence, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.accountability.moves import ACCOUNTABILITY_WORKFLOW
from assessment.accountability.states import (
    DECIDED,
    READERS,
    CaseState,
    Course,
    Gravity,
    Measure,
    ObjectionKind,
    Origin,
    Part,
    Ruling,
    Share,
    Situation,
)
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.letters.models import Letter
from portal.workflow import Governed, Workflow

NAME_LENGTH = 60
POST_LENGTH = 100


class AccountabilityQuerySet(models.QuerySet["Accountability"]):
    def visible_to(self, actor: Actor) -> "AccountabilityQuerySet":
        """Those who investigate and decide in the organ that decides, and nobody else: no city-wide role, and not the
        organ it is about."""
        if actor.is_system:
            return self
        posts = frozenset(organ for organ, role in actor.roles if role in READERS)
        return self.filter(authority__in=Organ.objects.answered_for_by(posts))


class Accountability(Governed):
    """``authority`` is the organ above ``organ`` (Regulations art. 53). ``source`` names the fact a lead comes from.

    Nothing written here goes into the audit trail, which others read: it says who did what to which number."""

    workflow: ClassVar[Workflow] = ACCOUNTABILITY_WORKFLOW

    state = models.CharField("状态", max_length=14, choices=CaseState, default=CaseState.LEAD, editable=False)
    authority = models.ForeignKey(
        Organ, models.PROTECT, related_name="accountabilities_decided", verbose_name="追究机关"
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="accountabilities", verbose_name="被追究的单位")
    origin = models.CharField("线索来源", max_length=14, choices=Origin)
    source = models.CharField("来源对象", max_length=100, null=True, unique=True)
    led_at = models.DateTimeField("登记时间")
    grounds = models.TextField("线索内容")
    situation = models.CharField("追究情形", max_length=14, choices=Situation, blank=True)
    course = models.CharField("行为是怎么作出的", max_length=10, choices=Course, blank=True)
    facts = models.TextField("查明的事实", blank=True)
    investigator_id = models.BigIntegerField("调查人编号", null=True)
    investigator_name = models.CharField("调查负责人", max_length=150, blank=True)
    gravity = models.CharField("情节", max_length=10, choices=Gravity, blank=True)
    decision = models.TextField("决定", blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.CharField("决定人", max_length=150, blank=True)
    report_by = models.DateField("最晚报告改正情况的日子", null=True)
    reported_on = models.DateField("报告日期", null=True)
    report = models.TextField("改正情况", blank=True)
    why_ended = models.TextField("不予追究或者移送的理由", blank=True)
    referred_to = models.CharField("移送给", max_length=100, blank=True)

    objects = AccountabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "责任追究"
        verbose_name_plural = "责任追究"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | (Q(decided_at__isnull=False) & ~Q(gravity="") & ~Q(situation="")),
                name="accountability_decided_with_gravity",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(CaseState.DISMISSED, CaseState.REFERRED)) | ~Q(why_ended=""),
                name="accountability_ended_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="accountability_open")]  # the queue

    def __str__(self) -> str:
        return f"责任追究第{self.pk}件"

    @property
    def acting_organ_id(self) -> int | None:
        return self.authority.heir().pk


class Respondent(models.Model):
    """Who answers. ``share`` follows from the course and the part (``rules.share``), nobody chooses it.

    ``review_by`` is the last day to ask for review or to appeal at once."""

    case = models.ForeignKey(Accountability, models.PROTECT, related_name="respondents", verbose_name="责任追究")
    part = models.CharField("身份", max_length=10, choices=Part)
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    post = models.CharField("职务", max_length=POST_LENGTH, blank=True)
    objected = models.BooleanField("曾提出异议", default=False)
    objection_record = models.TextField("异议的记录", blank=True)
    share = models.CharField("责任", max_length=10, choices=Share)
    heard_on = models.DateField("听取日期", null=True)
    statement = models.TextField("陈述和申辩", blank=True)
    taken_up = models.TextField("是否采纳和理由", blank=True)
    measure = models.CharField("处理", max_length=16, choices=Measure, blank=True)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="respondent", verbose_name="决定书")
    served_on = models.DateField("送达日期", null=True)
    review_by = models.DateField("最晚申请复核或者申诉的日子", null=True)

    class Meta:
        verbose_name = "责任人"
        verbose_name_plural = "责任人"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "part", "name"], name="respondent_once"),
            models.CheckConstraint(
                condition=Q(objected=False) | ~Q(objection_record=""), name="respondent_objection_on_record"
            ),
            models.CheckConstraint(
                condition=Q(served_on=None) | Q(review_by__isnull=False, letter__isnull=False),
                name="respondent_served_with_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_part_display()}）"


class Evidence(models.Model):
    """What shows the facts; read by nobody who does not read the case."""

    case = models.ForeignKey(Accountability, models.PROTECT, related_name="evidence", verbose_name="责任追究")
    shows = models.CharField("证明什么", max_length=200)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="accountability_evidence", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")
    added_by = models.CharField("添加人", max_length=150)

    class Meta:
        verbose_name = "证据"
        verbose_name_plural = "证据"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.shows


class Objection(models.Model):
    """复核 or 申诉 of one respondent, each once. ``appeal_by``: after a ruling on a review, the last day to appeal."""

    respondent = models.ForeignKey(Respondent, models.PROTECT, related_name="objections", verbose_name="责任人")
    kind = models.CharField("复核还是申诉", max_length=6, choices=ObjectionKind)
    lodged_on = models.DateField("提出日期")
    grounds = models.TextField("理由")
    ruling = models.CharField("结果", max_length=8, choices=Ruling, blank=True)
    words = models.TextField("决定的理由", blank=True)
    ruled_on = models.DateField("决定日期", null=True)
    appeal_by = models.DateField("最晚申诉的日子", null=True)

    class Meta:
        verbose_name = "复核和申诉"
        verbose_name_plural = "复核和申诉"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["respondent", "kind"], name="objection_once_a_kind"),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_on=None) | (~Q(ruling="") & Q(ruled_on__isnull=False)),
                name="objection_ruled_with_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.respondent}{self.get_kind_display()}"
