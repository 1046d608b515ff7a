"""社会监督员: who watches from outside, what they were taught, and what they noted on their way."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from assessment.problems.models import Problem
from assessment.supervision import gates
from assessment.supervision.moves import NOTE_WORKFLOW, SUPERVISOR_WORKFLOW
from assessment.supervision.states import (
    KEEPERS,
    Background,
    NoteState,
    Place,
    Recruitment,
    SupervisorState,
)
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NAME_LENGTH = 60
NOTE_LENGTH = 2000


class SupervisorQuerySet(models.QuerySet["Supervisor"]):
    def visible_to(self, actor: Actor) -> "SupervisorQuerySet":
        """Those who see every organ."""
        return self if actor.is_system or rules.sees_every_organ(actor) else self.none()


class Supervisor(Governed, Sealable):
    """``number`` and a code open the pages on the phone; only the digest of the code is kept."""

    workflow: ClassVar[Workflow] = SUPERVISOR_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=SupervisorState, default=SupervisorState.CANDIDATE, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="supervisors", verbose_name="聘任单位")
    number = models.CharField("编号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=NAME_LENGTH)
    background = models.CharField("身份", max_length=10, choices=Background)
    recruitment = models.CharField("招募方式", max_length=10, choices=Recruitment)
    phone = EncryptedTextField("电话", mask="phone", readers=KEEPERS, blank=True, default="")
    registered_at = models.DateTimeField("登记时间")
    term_from = models.DateField("聘期从", null=True)
    term_to = models.DateField("聘期到", null=True)
    ended_at = models.DateTimeField("解聘时间", null=True)
    code_hash = models.CharField("巡视码散列", max_length=HASH_LENGTH, blank=True, editable=False)

    objects = SupervisorQuerySet.as_manager()

    class Meta:
        verbose_name = "社会监督员"
        verbose_name_plural = "社会监督员"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=SupervisorState.SERVING) | Q(term_from__isnull=False, term_to__gte=F("term_from")),
                name="supervisor_serves_a_term",
            )
        ]

    def __str__(self) -> str:
        return f"监督员{self.number}"

    def serves(self, on: date) -> bool:
        """Whether the term is running on that day."""
        return gates.serves(self, on)


class SupervisorTraining(models.Model):
    """A training a supervisor took part in (S3-7.4b)."""

    supervisor = models.ForeignKey(Supervisor, models.PROTECT, related_name="trainings", verbose_name="监督员")
    held_on = models.DateField("培训日期")
    topic = models.CharField("培训主题", max_length=120)
    hours = models.PositiveSmallIntegerField("学时")
    recorded_by = models.CharField("登记人", max_length=150)

    class Meta:
        verbose_name = "监督员培训"
        verbose_name_plural = "监督员培训"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["supervisor", "held_on", "topic"], name="supervisor_training_once"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="supervisor_training_has_hours"),
        ]

    def __str__(self) -> str:
        return self.topic


class PatrolNoteQuerySet(models.QuerySet["PatrolNote"]):
    def visible_to(self, actor: Actor) -> "PatrolNoteQuerySet":
        """Those who see every organ. An organ reads the problem a note became, never whose note it was."""
        return self if actor.is_system or rules.sees_every_organ(actor) else self.none()


class PatrolNote(Governed):
    """What a supervisor saw. ``token_digest``: sending the form twice files it once."""

    workflow: ClassVar[Workflow] = NOTE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=NoteState, default=NoteState.FILED, editable=False)
    supervisor = models.ForeignKey(Supervisor, models.PROTECT, related_name="notes", verbose_name="监督员")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="patrol_notes", verbose_name="看的单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="patrol_notes_read", verbose_name="核实单位")
    patrolled_on = models.DateField("巡视日期")
    place = models.CharField("看的是", max_length=10, choices=Place)
    faulty = models.BooleanField("有问题")
    seen = models.TextField("看到的情况")
    filed_at = models.DateTimeField("提交时间")
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)
    problem = models.OneToOneField(
        Problem, models.PROTECT, null=True, related_name="patrol_note", verbose_name="考评问题"
    )
    answer = models.TextField("答复监督员", blank=True)
    settled_at = models.DateTimeField("核实时间", null=True)
    settled_by = models.CharField("核实人", max_length=150, blank=True)

    objects = PatrolNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "巡视记录"
        verbose_name_plural = "巡视记录"
        ordering = ["-filed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoteState.TAKEN_UP, problem__isnull=False)
                | (~Q(state=NoteState.TAKEN_UP) & Q(problem=None)),
                name="patrol_note_taken_up_is_a_problem",
            )
        ]
        indexes = [models.Index(fields=["state", "-id"], name="patrol_note_open")]  # the queue

    def __str__(self) -> str:
        return f"巡视记录{self.pk}：{self.organ.short_name}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.office.heir().pk


class PatrolPhoto(models.Model):
    """For the office and the organ's file of the problem, never for the public."""

    note = models.ForeignKey(PatrolNote, models.PROTECT, related_name="photos", verbose_name="巡视记录")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="patrol_photos", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "巡视照片"
        verbose_name_plural = "巡视照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
