"""起草 → 送审 → 批准 or 退回; a scheduled task closes what was approved."""

from django.db import models

from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.privacy.fields import BlindIndexField, EncryptedTextField, Sealable
from portal.workflow import Governed, Move, Workflow


class State(models.TextChoices):
    DRAFT = "draft", "起草"
    REVIEW = "review", "送审"
    APPROVED = "approved", "批准"
    CLOSED = "closed", "办结"


def has_note(case, at):
    return [] if case.note else ["还没有写说明。"]


def is_daytime(case, at):
    return [] if 8 <= at.hour < 18 else ["现在不是上班时间。"]


def not_the_drafter(case, actor):
    return "起草人不能批准自己起草的。" if case.drafter_id == actor.id else ""


def is_urgent(case):
    return case.is_urgent


WORKFLOW = Workflow(
    "case",
    (
        Move(
            "submit",
            "送审",
            frozenset({State.DRAFT}),
            State.REVIEW,
            (Role.HANDLER, Role.INFO_CLERK),
            gates=(has_note, is_daytime),
        ),
        Move(
            "approve",
            "批准",
            frozenset({State.REVIEW}),
            State.APPROVED,
            (Role.SIGNER,),
            person_rules=(not_the_drafter,),
        ),
        Move("return", "退回", frozenset({State.REVIEW}), State.DRAFT, (Role.SIGNER,), reason_required=True),
        Move("rush", "急件直批", frozenset({State.DRAFT}), State.APPROVED, (Role.HEAD,), applies=is_urgent),
        Move("close", "办结", frozenset({State.APPROVED}), State.CLOSED, (), by_system=True),
        Move("inspect", "督办", frozenset({State.DRAFT, State.REVIEW}), State.REVIEW, (Role.OVERSIGHT,)),
    ),
)


class Case(Governed):
    workflow = WORKFLOW
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name="责任单位")
    drafter_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=100, default="案件")
    note = models.CharField(max_length=100, blank=True)
    is_urgent = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class Applicant(Sealable):
    """Somebody whose identity number is kept."""

    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name="责任单位")
    id_number = EncryptedTextField("证件号码", mask="id_number", readers=(Role.HANDLER, Role.OVERSIGHT), blank=True)
    id_number_index = BlindIndexField(of="id_number")
    closed_on = models.DateField(null=True)

    class Meta:
        verbose_name = "申请人"

    def __str__(self) -> str:
        return f"申请人{self.id_number}"
