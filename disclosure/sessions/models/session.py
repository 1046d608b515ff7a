"""政府会议: planned with its proposals, approved, announced, held, and what was decided."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from disclosure.consultations.models import Consultation
from disclosure.consultations.states import OPENED
from disclosure.documents.models import Document
from disclosure.sessions.codes import Kind, LiveChannel, ObserverKind, OpenForm, Openness
from disclosure.sessions.moves import SESSION_WORKFLOW
from disclosure.sessions.states import OUT, SHOWN_IF_ANNOUNCED, State
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.field_table import URL_LENGTH
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 100
LINE_LENGTH = 200


class SessionQuerySet(models.QuerySet["Session"]):
    def public(self) -> "SessionQuerySet":
        """What anybody may read: the one rule used by pages, feeds, search and the interface."""
        announced = Q(state__in=SHOWN_IF_ANNOUNCED, announced_at__isnull=False)
        return self.filter(announced | Q(state__in=OUT))

    def visible_to(self, actor: Actor) -> "SessionQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Session(Governed):
    """``registers_until`` is the moment from which registration is closed; ``seats`` are for those who register.
    ``ended_at`` is when it was held or cancelled. ``record`` and outcomes are read only with the result."""

    workflow: ClassVar[Workflow] = SESSION_WORKFLOW
    codes_of: ClassVar[dict[str, type[models.TextChoices]]] = {"live_channels": LiveChannel}

    state = models.CharField("状态", max_length=14, choices=State, default=State.PLANNED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="sessions", verbose_name="召开的机关")
    kind = models.CharField("会议种类", max_length=10, choices=Kind)
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    summary = models.TextField("内容", blank=True)
    starts_at = models.DateTimeField("召开时间")
    place = models.CharField("地点", max_length=LINE_LENGTH)
    is_of_wide_interest = models.BooleanField("涉及公众利益，需要社会广泛知晓", default=False)
    live_channels = models.JSONField("直播渠道", default=list)
    live_url = models.CharField("直播网址", max_length=URL_LENGTH, blank=True)
    seats = models.PositiveSmallIntegerField("旁听席位", default=0)
    registers_until = models.DateTimeField("报名截止", null=True)
    planner_id = models.BigIntegerField("拟定人编号", null=True)
    approved_at = models.DateTimeField("批准时间", null=True)
    announced_at = models.DateTimeField("公告时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    record = models.TextField("会议情况", blank=True)
    writer_id = models.BigIntegerField("结果撰写人编号", null=True)
    published_at = models.DateTimeField("结果公布时间", null=True)
    is_late = models.BooleanField("公布超期", default=False)
    cancelled_reason = models.TextField("取消的原因", blank=True)
    last_number = models.PositiveIntegerField("最后的报名序号", default=0, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "政府会议"
        verbose_name_plural = "政府会议"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=OUT) | Q(published_at__isnull=False), name="session_result_with_its_day"
            ),
            models.CheckConstraint(
                condition=Q(registers_until=None) | Q(registers_until__lte=F("starts_at")),
                name="session_registration_before_it",
            ),
            # Whoever writes into the table: what everybody reads was approved before.
            models.CheckConstraint(
                condition=Q(announced_at=None) | Q(approved_at__isnull=False), name="session_announced_after_approval"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-starts_at", "-id"], name="session_newest"),
            models.Index(fields=["organ", "state"], name="session_organ_state"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state__in=("published", "archived")),
                name="session_results",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sessions/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        """The heir answers after a reform."""
        return self.organ.heir().pk

    @property
    def has_result(self) -> bool:
        return self.state in OUT

    def invited_kinds(self) -> list[ObserverKind]:
        """Whom the plan invites to any item, in the order of the list. One query."""
        rows = self.items.filter(invites=True).values_list("invited_kinds", flat=True)
        wanted = {kind for kinds in rows for kind in kinds}
        return [kind for kind in ObserverKind if kind in wanted]

    def invites_anybody(self) -> bool:
        return bool(self.items.filter(invites=True).exists())

    def is_open_to_public(self) -> bool:
        """Some item of it is open by the plan, in whole or in part."""
        return bool(self.items.filter(openness__in=(Openness.OPEN, Openness.PARTLY)).exists())

    def takes_registrations(self, at: datetime) -> bool:
        """Announced, with seats, and the end of registration lies ahead."""
        closes = self.registers_until
        return self.state == State.ANNOUNCED and self.seats > 0 and closes is not None and at < closes

    def names_of_channels(self) -> list[str]:
        return [str(LiveChannel(code).label) for code in self.live_channels]


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def public(self) -> "AgendaItemQuerySet":
        """Before the result what the plan opens, with the result all that is not secret by law."""
        ahead = Q(openness__in=(Openness.OPEN, Openness.PARTLY)) & ~Q(session__state__in=OUT)
        done = Q(session__state__in=OUT, is_withheld=False)
        return self.filter(ahead | done, session__in=Session.objects.public())

    def visible_to(self, actor: Actor) -> "AgendaItemQuerySet":
        return self.filter(session__in=Session.objects.visible_to(actor))


class AgendaItem(models.Model):
    """议题 with its three proposals (S3-2.1g). ``outcome`` is what was decided; of one ``is_withheld`` nobody outside
    reads a word, not even the title, and ``withheld_basis`` says by which law."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="items", verbose_name="会议")
    position = models.PositiveSmallIntegerField("次序")
    title = models.CharField("议题", max_length=LINE_LENGTH)
    reporter = models.CharField("汇报单位", max_length=LINE_LENGTH, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="agenda_items", verbose_name="审议的公文"
    )
    is_livelihood = models.BooleanField("重大民生议题", default=False)
    invites = models.BooleanField("邀请列席", null=True)
    invited_kinds = models.JSONField("邀请哪些人", default=list)
    openness = models.CharField("是否公开", max_length=8, choices=Openness, blank=True)
    open_forms = models.JSONField("公开方式", default=list)
    closed_reason = models.TextField("不公开的理由", blank=True)
    was_consulted = models.BooleanField("公开征求过意见", default=False)
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, related_name="agenda_items", verbose_name="征求意见"
    )
    adoption_statement = models.TextField("意见收集和采纳情况说明", blank=True)
    outcome = models.TextField("议定的事项", blank=True)
    is_withheld = models.BooleanField("依法保密", default=False)
    withheld_basis = models.CharField("保密的依据", max_length=LINE_LENGTH, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "会议议题"
        verbose_name_plural = "会议议题"
        ordering = ["-session", "position"]
        constraints = [
            models.UniqueConstraint(fields=["session", "position"], name="agenda_item_position_once"),
            models.CheckConstraint(
                condition=Q(is_withheld=False) | (~Q(withheld_basis="") & Q(outcome="")),
                name="agenda_item_withheld_by_law",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def was_asked_about(self) -> bool:
        """The public was consulted about it, by what is entered or by the consultations of its document."""
        if self.was_consulted or self.consultation_id is not None:
            return True
        return bool(self.document and self.document.consultations.filter(state__in=OPENED).exists())

    @property
    def statement(self) -> str:
        """What was said and what became of it: as written here, or as the consultation published it (S3-2.1h)."""
        if self.adoption_statement or not self.consultation:
            return self.adoption_statement
        return self.consultation.result_summary if self.consultation.has_result else ""

    def names_of_invited(self) -> list[str]:
        return [str(ObserverKind(code).label) for code in self.invited_kinds]

    def names_of_forms(self) -> list[str]:
        return [str(OpenForm(code).label) for code in self.open_forms]


class SessionFile(models.Model):
    """A paper of the meeting: for everybody once the result is out. What the system could clean of hidden content
    stands as a copy beside the original, which nobody gets."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="files", verbose_name="会议")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    label = models.CharField("说明", max_length=TITLE_LENGTH)
    added_at = models.DateTimeField("加入时间")

    class Meta:
        verbose_name = "会议材料"
        verbose_name_plural = "会议材料"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label
