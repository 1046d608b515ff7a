"""在线访谈、新闻发布会: announced, asked beforehand, held, and what was said."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow
from sentiment.meetings.moves import MEETING_WORKFLOW
from sentiment.meetings.states import PUBLIC, Kind, State

TITLE_LENGTH = 100
LINE_LENGTH = 200
QUESTION_LENGTH = 500


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def public(self) -> "MeetingQuerySet":
        """What anybody may read: the one rule used by pages, feeds and search."""
        return self.filter(state__in=PUBLIC)

    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Meeting(Governed):
    """``questions_until`` is the moment from which questions beforehand are closed; without it none are asked for.
    ``record`` is read only when it was released."""

    workflow: ClassVar[Workflow] = MEETING_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="meetings", verbose_name="主办机关")
    kind = models.CharField("形式", max_length=12, choices=Kind)
    title = models.CharField("主题", max_length=TITLE_LENGTH)
    summary = models.TextField("内容")
    starts_at = models.DateTimeField("举行时间")
    place = models.CharField("地点或者入口", max_length=LINE_LENGTH)
    guests = models.CharField("嘉宾、发布人", max_length=LINE_LENGTH)
    questions_until = models.DateTimeField("提问截止", null=True)
    writer_id = models.BigIntegerField("起草人编号", null=True)
    announced_at = models.DateTimeField("预告时间", null=True)
    press = models.TextField("到场媒体", blank=True)
    head_attended = models.BooleanField("主要负责人出席", null=True)
    record = models.TextField("实录", blank=True)
    recorded_at = models.DateTimeField("实录公开时间", null=True)
    cancelled_reason = models.TextField("取消的原因", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "访谈和发布会"
        verbose_name_plural = "访谈和发布会"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.RECORDED) | (Q(recorded_at__isnull=False) & ~Q(record="")),
                name="meeting_recorded_with_words",
            ),
            models.CheckConstraint(
                condition=Q(questions_until=None) | Q(questions_until__lte=models.F("starts_at")),
                name="meeting_questions_before_it",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-starts_at", "-id"], name="meeting_newest"),
            models.Index(fields=["organ", "state"], name="meeting_organ_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_for_press(self) -> bool:
        return self.kind != Kind.INTERVIEW

    def takes_questions(self, at: datetime) -> bool:
        """Announced, and the end of the time for questions lies ahead."""
        return self.state == State.ANNOUNCED and self.questions_until is not None and at < self.questions_until


class MeetingFile(models.Model):
    """A picture, a hand-out, a recording: for everybody once the record is released. What the system could clean of
    hidden content stands as a copy beside the original, which nobody gets."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="files", verbose_name="访谈和发布会")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    label = models.CharField("说明", max_length=TITLE_LENGTH)
    added_at = models.DateTimeField("加入时间")

    class Meta:
        verbose_name = "访谈和发布会的附件"
        verbose_name_plural = "访谈和发布会的附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class MeetingQuestion(models.Model):
    """What somebody wants to be asked there: for those who prepare it alone. Nobody says who asked."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="questions", verbose_name="访谈和发布会")
    text = models.CharField("问题", max_length=QUESTION_LENGTH)
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "会前提问"
        verbose_name_plural = "会前提问"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.meeting}的提问{self.pk}"
