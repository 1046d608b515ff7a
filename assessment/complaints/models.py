"""投诉: what somebody says an organ does not publish or answer, and what the office found (Regulations art. 47)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assessment.complaints.moves import COMPLAINT_WORKFLOW
from assessment.complaints.states import VERIFIERS, ComplaintState, Grievance
from assessment.problems.models import Problem
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 40
TEXT_LENGTH = 2000


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, actor: Actor) -> "ComplaintQuerySet":
        """Those who see every organ. The organ it is about reads the problem it became, never who complained."""
        return self if actor.is_system or rules.sees_every_organ(actor) else self.none()


class Complaint(Governed, Sealable):
    """``about`` is the organ complained of, ``office`` the one that verifies. Several complaints may be one problem."""

    workflow: ClassVar[Workflow] = COMPLAINT_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=ComplaintState, default=ComplaintState.RECEIVED, editable=False
    )
    about = models.ForeignKey(Organ, models.PROTECT, related_name="complaints", verbose_name="投诉的单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="complaints_verified", verbose_name="查证单位")
    number = models.CharField("编号", max_length=NUMBER_LENGTH, unique=True)
    grievance = models.CharField("投诉的事", max_length=14, choices=Grievance)
    request_number = models.CharField("申请编号", max_length=NUMBER_LENGTH, blank=True)
    text = models.TextField("情况")
    email = EncryptedTextField("电子邮箱", mask="contact", readers=VERIFIERS, blank=True, default="")
    filed_at = models.DateTimeField("提交时间")
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, related_name="complaints", verbose_name="考评问题")
    found = models.TextField("查证情况", blank=True)
    answer = models.TextField("答复", blank=True)
    settled_at = models.DateTimeField("答复时间", null=True)
    settled_by = models.CharField("查证人", max_length=150, blank=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, editable=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "未依法公开的投诉"
        verbose_name_plural = "未依法公开的投诉"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ComplaintState.UPHELD, problem__isnull=False)
                | (~Q(state=ComplaintState.UPHELD) & Q(problem=None)),
                name="complaint_upheld_is_a_problem",
            ),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.RECEIVED) | (Q(settled_at__isnull=False) & ~Q(answer="")),
                name="complaint_settled_with_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="complaint_open")]  # the queue

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        return self.office.heir().pk
