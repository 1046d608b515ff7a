"""救济登记: what applicants and third parties did against an answer, what was asked of others, what came of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.remedies.moves import REMEDY_WORKFLOW
from requests_app.remedies.states import Competence, Determination, RemedyKind, RemedyState, Result


class RemedyQuerySet(models.QuerySet["Remedy"]):
    def ordering_a_new_decision(self) -> "RemedyQuerySet":
        """Closed with the duty to decide again."""
        return self.filter(state=RemedyState.CLOSED, decide_again=True)


class Remedy(Governed):
    """``accepted_on`` is the day the authority took it on: what table 4 counts. ``served_on`` is the day the copy
    reached the organ; its five working days to answer run from it. ``round`` is the answer it is about."""

    workflow: ClassVar[Workflow] = REMEDY_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=RemedyState, default=RemedyState.OPEN, editable=False)
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="remedies", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    kind = models.CharField("种类", max_length=22, choices=RemedyKind)
    authority = models.CharField("办理机关", max_length=100)
    case_number = models.CharField("案号", max_length=60, blank=True)
    accepted_on = models.DateField("受理日")
    served_on = models.DateField("收到副本的日子", null=True)
    answered_on = models.DateField("提交书面答复的日子", null=True)
    result = models.CharField("结果", max_length=10, choices=Result, blank=True)
    result_text = models.TextField("结果的内容", blank=True)
    decided_on = models.DateField("审结日", null=True)
    decide_again = models.BooleanField("责令重新答复", default=False)
    redo_days = models.PositiveSmallIntegerField("限几个工作日重新答复", null=True)
    registered_by = models.CharField("登记人", max_length=150)
    registered_at = models.DateTimeField("登记时间")

    objects = RemedyQuerySet.as_manager()

    class Meta:
        verbose_name = "救济"
        verbose_name_plural = "救济"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RemedyState.OPEN, decided_on=None, result="")
                | (Q(state=RemedyState.CLOSED, decided_on__isnull=False) & ~Q(result="")),
                name="remedy_closed_with_result",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=models.F("accepted_on")),
                name="remedy_decided_after_acceptance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_kind_display()}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id

    @property
    def needs_rebuttal(self) -> bool:
        """Whether the organ owes a written answer with evidence in five working days (《行政复议法》第五十四条)."""
        return self.kind == RemedyKind.REVIEW


class Referral(models.Model):
    """提请确定: during a review or a suit its authority asks ``body`` whether the information may be public (S2-6.11).

    ``text`` is the information itself; ``text_note`` says how it was handed over where it must not lie here. Both
    reasons are there from the beginning; they are erased when their time is over.
    """

    remedy = models.ForeignKey(Remedy, models.PROTECT, related_name="referrals", verbose_name="救济")
    competence = models.CharField("提请哪一类机关", max_length=10, choices=Competence)
    body = models.CharField("提请的机关", max_length=100)
    asked_on = models.DateField("提请日期")
    organ_reason = models.TextField("本机关的理由")
    applicant_reason = models.TextField("申请人的理由")
    text = models.ForeignKey(RequestFile, models.PROTECT, null=True, related_name="+", verbose_name="信息的文本")
    text_note = models.CharField("文本怎样提供", max_length=200, blank=True)
    conclusion = models.CharField("确定的结论", max_length=8, choices=Determination, blank=True)
    answered_on = models.DateField("答复日期", null=True)
    answer_text = models.TextField("答复的内容", blank=True)
    answer_file = models.ForeignKey(RequestFile, models.PROTECT, null=True, related_name="+", verbose_name="答复文件")
    registered_by = models.CharField("登记人", max_length=150)
    registered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "提请确定"
        verbose_name_plural = "提请确定"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(text__isnull=False) | ~Q(text_note=""), name="referral_with_text"),
            models.CheckConstraint(
                condition=Q(answered_on=None, conclusion="")
                | (Q(answered_on__gte=models.F("asked_on")) & ~Q(conclusion="")),
                name="referral_answered_with_conclusion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on}提请{self.body}确定"
