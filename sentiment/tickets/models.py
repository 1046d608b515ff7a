"""舆情: one concern of the public that became known, who answers it, what was judged and what was done."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.domains import Domain
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow
from sentiment.tickets import gates
from sentiment.tickets.codes import (
    Campaign,
    Degree,
    Disposition,
    Failure,
    Kind,
    Level,
    Livelihood,
    Measure,
    Source,
)
from sentiment.tickets.moves import TICKET_WORKFLOW
from sentiment.tickets.states import RUNNING, TicketState


class DomainDuty(models.Model):
    """Which department answers for one of the 26 fields (S0-3.6a)."""

    domain = models.CharField("领域", max_length=2, choices=Domain, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="domain_duties", verbose_name="职能部门")

    class Meta:
        verbose_name = "领域责任单位"
        verbose_name_plural = "领域责任单位"
        ordering = ["domain"]

    def __str__(self) -> str:
        return f"{self.get_domain_display()}：{self.organ.short_name}"


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, actor: Actor) -> "TicketQuerySet":
        """Whoever answers, registered it or is concerned, and those who see every organ."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = rules.case_organ_ids(actor)
        concerned = Ticket.concerned.through.objects.filter(organ__in=own).values("ticket_id")
        return self.filter(Q(organ__in=own) | Q(reporter__in=own) | Q(pk__in=concerned))

    def running(self) -> "TicketQuerySet":
        return self.filter(state__in=RUNNING)

    def wanting_escalation(self, at: datetime) -> "TicketQuerySet":
        return self.filter(next_escalation_at__lte=at).order_by("next_escalation_at", "pk")


class Ticket(Governed):
    """``organ`` is 第一责任主体, ``reporter`` the organ that registered it. Clocks run from ``known_at``, a moment a
    person typed. ``rule`` and ``why`` say how ``organ`` was found; ``responded_at`` and ``conference_at`` when the
    duties were fulfilled. ``sightings`` are what monitoring systems saw of it. No personal data belong in title, facts
    or links.
    """

    workflow: ClassVar[Workflow] = TICKET_WORKFLOW
    codes_of: ClassVar = {"failures": Failure}

    state = models.CharField("状态", max_length=12, choices=TicketState, default=TicketState.COLLECTED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="tickets", verbose_name="第一责任主体")
    reporter = models.ForeignKey(Organ, models.PROTECT, related_name="tickets_reported", verbose_name="登记单位")
    registrar_name = models.CharField("登记人", max_length=150)
    registered_at = models.DateTimeField("登记时间")

    title = models.CharField("标题", max_length=120)
    facts = models.TextField("基本情况")
    links = models.TextField("原始链接", blank=True)
    source = models.CharField("来源", max_length=10, choices=Source)
    source_note = models.CharField("来源说明", max_length=100, blank=True)
    kind = models.CharField("类别", max_length=12, choices=Kind)
    domain = models.CharField("领域", max_length=2, choices=Domain, blank=True)
    livelihood = models.CharField("民生热点", max_length=20, choices=Livelihood, blank=True)
    campaign = models.CharField("专项", max_length=12, choices=Campaign, blank=True)
    happened_at = models.DateTimeField("事发时间", null=True)
    known_at = models.DateTimeField("知悉时间")

    is_city_policy = models.BooleanField("涉及市政府重大政策、重大决策", default=False)
    policy = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="tickets", verbose_name="引起舆情的政策文件"
    )
    superior = models.CharField("垂直管理的上级部门", max_length=60, blank=True)
    is_widespread = models.BooleanField("涉及多地", default=False)
    concerned = models.ManyToManyField(Organ, related_name="tickets_concerned", verbose_name="涉事单位")
    rule = models.CharField("判定规则", max_length=10)
    why = models.CharField("判定理由", max_length=500)
    responder = models.CharField("第一责任人", max_length=200)
    coordinators = models.CharField("组织协调", max_length=500, blank=True)
    leader = models.CharField("负领导责任", max_length=60, blank=True)

    level = models.CharField("级别", max_length=10, choices=Level)
    content_degree = models.CharField("舆情内容", max_length=8, choices=Degree, blank=True)
    public_degree = models.CharField("公众反应", max_length=8, choices=Degree, blank=True)
    media_degree = models.CharField("媒体介入程度", max_length=8, choices=Degree, blank=True)
    will_respond = models.BooleanField("是否回应", null=True)
    respond_reason = models.TextField("回应或者不回应的理由", blank=True)
    disposition = models.CharField("处置方式", max_length=12, choices=Disposition, blank=True)
    nature = models.TextField("事件性质", blank=True)
    trend = models.TextField("走势", blank=True)
    risk = models.TextField("风险", blank=True)
    plan = models.TextField("预控处置意见", blank=True)
    judge = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="研判人"
    )
    consulted_at = models.DateTimeField("会商时间", null=True)
    consulted_with = models.CharField("参加会商", max_length=200, blank=True)
    minutes = models.TextField("会商记录", blank=True)
    approved_at = models.DateTimeField("批准时间", null=True)
    approver_name = models.CharField("批准人", max_length=150, blank=True)

    responded_at = models.DateTimeField("首次回应时间", null=True)
    conference_at = models.DateTimeField("发布会时间", null=True)
    transferred_to = models.CharField("移交给", max_length=100, blank=True)
    transferred_on = models.DateField("移交日期", null=True)
    transfer_number = models.CharField("移交文号", max_length=80, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", verbose_name="并入")
    finished_at = models.DateTimeField("办结时间", null=True)
    effect = models.TextField("应对效果", blank=True)
    lessons = models.TextField("经验教训", blank=True)
    failures = models.CharField("问题情形", max_length=40, blank=True)  # codes of Failure, with commas
    measure = models.CharField("建议措施", max_length=10, choices=Measure, blank=True)
    next_escalation_at = models.DateTimeField("下次逐级提醒", null=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = "舆情"
        verbose_name_plural = "舆情台账"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at=None) | Q(known_at__gte=F("happened_at")), name="ticket_known_after_event"
            ),
            models.CheckConstraint(
                condition=Q(state=TicketState.MERGED, merged_into__isnull=False)
                | (~Q(state=TicketState.MERGED) & Q(merged_into=None)),
                name="ticket_merged_into_one",
            ),
        ]
        indexes = [
            # the ladder, every minute: cost grows with what is due, not with what is open
            models.Index(
                fields=["next_escalation_at"],
                condition=Q(next_escalation_at__isnull=False),
                name="ticket_escalation",
            ),
            models.Index(fields=["organ", "state"], name="ticket_organ_state"),  # the queue of an organ
            models.Index(fields=["-known_at"], name="ticket_known"),  # likely duplicates
        ]

    def __str__(self) -> str:
        return f"{self.number}　{self.title}"

    @property
    def number(self) -> str:
        return f"舆{local(self.registered_at).year}-{self.pk:04d}"

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_major(self) -> bool:
        return gates.is_major(self)

    @property
    def failure_words(self) -> str:
        return "、".join(Failure(code).label for code in self.failures.split(",") if code)


class TicketFile(models.Model):
    """A screenshot or another proof of what was seen; for the house, never for the public."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="files", verbose_name="舆情")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="ticket_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "舆情截图"
        verbose_name_plural = "舆情截图"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class Escalation(models.Model):
    """One rung of the ladder that was told for one clock. The key lets a sweep run twice or miss two days:
    everything is caught up once and nothing twice."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="escalations", verbose_name="期限")
    percent = models.PositiveSmallIntegerField("已过百分比")
    at = models.DateTimeField("时间")
    told = models.PositiveSmallIntegerField("通知人次", default=0)

    class Meta:
        verbose_name = "逐级提醒"
        verbose_name_plural = "逐级提醒"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["deadline", "percent"], name="ticket_rung_once")]

    def __str__(self) -> str:
        return f"{self.deadline} {self.percent}%"


class LapseQuerySet(models.QuerySet["Lapse"]):
    def standing(self) -> "LapseQuerySet":
        """Those whose clock was not replaced since: a corrected moment or level takes the reproach with it, and what
        was joined with another ticket counts there."""
        return self.exclude(deadline__outcome=Outcome.SUPERSEDED).exclude(ticket__state=TicketState.MERGED)


class Lapse(models.Model):
    """超时线索 (S0-3.12a): a clock of a ticket ran out before its duty was fulfilled. Written by the system, once."""

    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="lapse", verbose_name="期限")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="lapses", verbose_name="舆情")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="opinion_lapses", verbose_name="责任单位")
    at = models.DateTimeField("发现时间")

    objects = LapseQuerySet.as_manager()

    class Meta:
        verbose_name = "超时线索"
        verbose_name_plural = "超时线索"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.deadline.title}：{self.ticket}"
