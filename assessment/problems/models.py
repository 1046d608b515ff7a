"""问题: one fault of one organ, found once. Whatever shows it a second time finds it already there (S2-11.N2)."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from assessment.problems.moves import PROBLEM_WORKFLOW
from assessment.problems.states import COUNTED, GONE, CheckWay, ProblemState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.subjects import TITLE_LENGTH, SubjectRef
from portal.workflow import Governed, Workflow

CAUSE_LENGTH = 200
ARTICLE_LENGTH = 200


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, actor: Actor) -> "ProblemQuerySet":
        """An organ sees its own, those who see every organ all of them."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))

    def known_at(self, at: datetime) -> "ProblemQuerySet":
        """Those that counted at that moment: found by then and not taken away by then."""
        return self.filter(found_at__lte=at).filter(Q(gone_at=None) | Q(gone_at__gt=at))

    def counted(self) -> "ProblemQuerySet":
        return self.filter(state__in=COUNTED)


class Problem(Governed):
    """``cause`` names the fact: the case, and what was wrong with it. ``source`` is the automatic source that found it;
    what people find names its ``rule`` itself. ``occurred_on`` decides the year. ``gone_at`` is when it was lifted or
    merged; ``frozen_at`` when the score it went into was approved: then only an erratum changes it."""

    workflow: ClassVar[Workflow] = PROBLEM_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ProblemState, default=ProblemState.STANDING, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="problems", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    source = models.CharField("来源", max_length=20)
    rule = models.CharField("扣分规则", max_length=8, blank=True)
    way = models.CharField("发现方式", max_length=12, choices=CheckWay, default=CheckWay.SYSTEM)
    cause = models.CharField("事实", max_length=CAUSE_LENGTH, unique=True)
    subject_label = models.CharField("对象类别", max_length=80, blank=True)
    subject_id = models.BigIntegerField("对象编号", null=True)
    title = models.CharField("问题", max_length=TITLE_LENGTH)
    article = models.CharField("依据", max_length=ARTICLE_LENGTH)
    facts = models.TextField("情况", blank=True)
    occurred_on = models.DateField("发生日期")
    found_at = models.DateTimeField("发现时间")
    finder_id = models.BigIntegerField("登记人编号", null=True)
    finder_name = models.CharField("登记人", max_length=150, blank=True)
    contest_by = models.DateField("异议期限")
    objection = models.TextField("异议", blank=True)
    contested_at = models.DateTimeField("提出异议的时间", null=True)
    decision = models.TextField("裁定的理由", blank=True)
    decided_at = models.DateTimeField("裁定时间", null=True)
    gone_at = models.DateTimeField("撤销时间", null=True)
    same_as = models.ForeignKey("self", models.PROTECT, null=True, related_name="duplicates", verbose_name="并入的问题")
    frozen_at = models.DateTimeField("成绩审定时间", null=True)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        verbose_name = "考评问题"
        verbose_name_plural = "考评问题"
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gone_at=None) & ~Q(state__in=GONE) | Q(gone_at__isnull=False, state__in=GONE),
                name="problem_gone_with_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ProblemState.MERGED, same_as__isnull=False)
                | (~Q(state=ProblemState.MERGED) & Q(same_as=None)),
                name="problem_merged_into_one",
            ),
            models.CheckConstraint(condition=Q(same_as=None) | ~Q(same_as=F("pk")), name="problem_not_its_own"),
        ]
        indexes = [
            # The score of all organs for a year, and an organ's list.
            models.Index(fields=["year", "organ", "source", "rule"], name="problem_score"),
            # What was found about one case.
            models.Index(fields=["subject_label", "subject_id"], name="problem_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def subject(self) -> SubjectRef | None:
        """The case it is about, if it is about one."""
        if self.subject_id is None:
            return None
        return SubjectRef(self.subject_label, self.subject_id, self.title)


class ProblemFile(models.Model):
    """Evidence of what a person found: read by whoever may see the problem, never by the public."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="files", verbose_name="考评问题")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="problem_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")
    added_by = models.CharField("添加人", max_length=150)

    class Meta:
        verbose_name = "问题证据"
        verbose_name_plural = "问题证据"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["problem", "file"], name="problem_file_once")]

    def __str__(self) -> str:
        return self.file.name
