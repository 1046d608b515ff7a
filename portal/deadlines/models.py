"""The ledger of every time limit, the calendar it is counted on, and what was told about it."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from portal.accounts.models import Organ
from portal.actors import ActorKind
from portal.clock import local
from portal.deadlines.attention import AttentionKind
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.states import Outcome
from portal.deadlines.workdays import DayKind
from portal.subjects import TITLE_LENGTH, SubjectRef

_DAY_KINDS = [(DayKind.HOLIDAY.value, "放假"), (DayKind.WORKDAY.value, "上班")]
_EVENT_KINDS = [
    (EventKind.OPENED.value, "开始"),
    (EventKind.PAUSED.value, "暂停"),
    (EventKind.RESUMED.value, "恢复"),
    (EventKind.RESTARTED.value, "重新计算"),
    (EventKind.EXTENDED.value, "延期"),
    (EventKind.CLOSED.value, "办结"),
    (EventKind.REDATED.value, "按新的放假安排改期"),
]
_ATTENTION_KINDS = [
    (AttentionKind.WARNING.value, "到期提醒"),
    (AttentionKind.OVERDUE.value, "超期督办"),
    (AttentionKind.WAITING.value, "久等提醒"),
]


class HolidayNotice(models.Model):
    """The State Council's arrangement for one year. A year without a confirmed row is provisional."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    number = models.CharField("文号", max_length=60, blank=True)
    confirmed = models.BooleanField("已正式发布", default=True)
    imported_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "放假安排"
        verbose_name_plural = "放假安排"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年放假安排"


class CalendarDay(models.Model):
    """A day that differs from Monday-to-Friday. Written by ``import_notice`` alone."""

    date = models.DateField("日期", unique=True)
    kind = models.CharField("安排", max_length=8, choices=_DAY_KINDS)
    name = models.CharField("节日", max_length=20)
    notice = models.ForeignKey(HolidayNotice, models.PROTECT, related_name="days", verbose_name="依据")

    class Meta:
        verbose_name = "特殊日子"
        verbose_name_plural = "特殊日子"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.get_kind_display()}（{self.name}）"


class CalendarStamp(models.Model):
    """One row. Database triggers renew ``token`` at every change of the calendar, whoever makes it, so that every
    process notices at its next question. A random token, because a counter repeats after a rollback."""

    token = models.CharField("标记", max_length=40)

    class Meta:
        verbose_name = "日历标记"
        verbose_name_plural = "日历标记"

    def __str__(self) -> str:
        return self.token


class LocalLimit(models.Model):
    """The city's own number for a limit whose number is not set by law. Applies to periods that begin on or after
    ``effective_from``; running ones keep the terms they were opened under."""

    rule = models.CharField("期限", max_length=40)
    amount = models.PositiveSmallIntegerField("长度", null=True, blank=True)
    month = models.PositiveSmallIntegerField("月", null=True, blank=True)
    day = models.PositiveSmallIntegerField("日", null=True, blank=True)
    basis = models.CharField("依据", max_length=200)
    effective_from = models.DateField("起用日期")

    class Meta:
        verbose_name = "本地期限"
        verbose_name_plural = "本地期限"
        ordering = ["rule", "-effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "effective_from"], name="deadlines_local_limit_once"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False, month=None, day=None)
                | Q(amount=None, month__isnull=False, day__isnull=False),
                name="deadlines_local_limit_one_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} 自{self.effective_from}"


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def running(self) -> "DeadlineQuerySet":
        """Not closed."""
        return self.filter(closed_at=None)

    def of(self, subject: SubjectRef) -> "DeadlineQuerySet":
        """All clocks of one case, in the order they began."""
        return self.filter(subject_label=subject.label, subject_id=subject.pk).order_by("opened_on", "pk")

    def overdue(self, at: datetime) -> "DeadlineQuerySet":
        """Running, not lawfully waiting, and past the end. A minimum that has run out is not overdue."""
        return self.running().filter(waiting_since=None, is_minimum=False, due_at__lte=at)

    def yellow(self, at: datetime) -> "DeadlineQuerySet":
        """Within the warning time, not past the end."""
        return self.running().filter(waiting_since=None, is_minimum=False, warn_at__lte=at, due_at__gt=at)

    def due_by(self, moment: datetime) -> "DeadlineQuerySet":
        """Running and ending by ``moment``, the overdue ones included, the most urgent first."""
        return self.running().filter(waiting_since=None, due_at__lte=moment).order_by("due_at", "pk")

    def by_urgency(self) -> "DeadlineQuerySet":
        """The most urgent first, those lawfully waiting last."""
        return self.order_by(F("waiting_since").asc(nulls_first=True), "due_at", "pk")

    def wanting_attention(self, at: datetime) -> "DeadlineQuerySet":
        return self.running().filter(next_attention_at__lte=at).order_by("next_attention_at", "pk")


class Deadline(models.Model):
    """One running or closed time limit of one case.

    The row is derived from its events and can always be recomputed; it exists so that lists and the sweep need no
    arithmetic. ``due_at`` is the exclusive end. While ``waiting_since`` is set the clock stands still and ``due_on`` is
    the end as it was when the first open stop began.
    """

    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    subject_title = models.CharField("对象", max_length=TITLE_LENGTH)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="deadlines", verbose_name="机关")
    rule = models.CharField("期限代码", max_length=40)
    key = models.CharField("分项", max_length=60, blank=True)
    title = models.CharField("期限", max_length=80)
    terms = models.JSONField("开始时的规定")
    is_minimum = models.BooleanField("最短期间", default=False)
    opened_on = models.DateField("开始日")
    started_on = models.DateField("起算日")
    due_on = models.DateField("截止日")
    due_at = models.DateTimeField("截止时刻")
    warn_at = models.DateTimeField("转黄时刻", null=True)
    waiting_since = models.DateField("暂停自", null=True)
    extended_by = models.PositiveSmallIntegerField("已延长", default=0)
    provisional = models.BooleanField("暂定", default=False)
    closed_on = models.DateField("办结日", null=True)
    closed_at = models.DateTimeField("办结时刻", null=True)
    outcome = models.CharField("办结情况", max_length=12, choices=Outcome, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    next_attention_at = models.DateTimeField("下次提醒", null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "期限"
        verbose_name_plural = "期限"
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_label", "subject_id", "rule", "key"],
                condition=Q(closed_at=None),
                name="deadlines_one_running_clock",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_on=None, outcome="")
                | (Q(closed_at__isnull=False, closed_on__isnull=False) & ~Q(outcome="")),
                name="deadlines_closed_with_outcome",
            ),
        ]
        indexes = [
            # The sweep, every minute: "what wants attention now?". Cost grows with what is due, not with what is open.
            models.Index(
                fields=["next_attention_at"],
                condition=Q(closed_at=None, next_attention_at__isnull=False),
                name="deadlines_attention",
            ),
            # The staff queue of an organ, and the figures of the dashboard.
            models.Index(fields=["organ", "due_at"], condition=Q(closed_at=None), name="deadlines_organ_queue"),
            # The whole city's queue, and the cases a new holiday arrangement may move.
            models.Index(fields=["due_at"], condition=Q(closed_at=None), name="deadlines_city_queue"),
            # What ended in a period, by day: the figures of the dashboard read nothing but this (decision 0105).
            models.Index(
                fields=["due_on", "id"],
                include=["organ", "rule", "closed_on", "closed_at", "due_at", "outcome", "waiting_since"],
                condition=Q(is_minimum=False),
                name="deadlines_ended",
            ),
            # All clocks of one case.
            models.Index(fields=["subject_label", "subject_id"], name="deadlines_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_title}：{self.title}"

    @cached_property
    def legal_rule(self) -> LegalRule:
        """The terms this clock was opened under; they never change."""
        return LegalRule.from_terms(self.terms)

    @property
    def subject(self) -> SubjectRef:
        return SubjectRef(self.subject_label, self.subject_id, self.subject_title)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def was_late(self) -> bool:
        """Closed after the end. False while running."""
        if self.closed_at is None or self.closed_on is None or self.is_minimum:
            return False
        if self.legal_rule.unit is Unit.HOUR:
            return self.closed_at >= self.due_at
        return self.closed_on > self.due_on


class ClockEvent(models.Model):
    """What happened to a clock. Append-only: the database refuses UPDATE and DELETE.

    ``on`` is the legal day (sent, received, approved), ``at`` when it was entered. Names are copied.
    """

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="events", verbose_name="期限")
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("事件", max_length=10, choices=_EVENT_KINDS)
    on = models.DateField("法律上的日子")
    moment = models.DateTimeField("法律上的时刻", null=True)
    amount = models.PositiveSmallIntegerField("延长", default=0)
    stop = models.CharField("事由", max_length=20, blank=True)
    key = models.CharField("分项", max_length=60, blank=True)
    evidence = models.CharField("凭据", max_length=300, blank=True)
    due_on = models.DateField("此后的截止日")
    provisional = models.BooleanField("暂定")
    act_id = models.UUIDField("行为编号")
    at = models.DateTimeField("登记时间")
    actor_kind = models.CharField("主体类别", max_length=10, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor_id = models.BigIntegerField("主体编号", null=True)
    actor_name = models.CharField("主体", max_length=150)

    class Meta:
        verbose_name = "期限事件"
        verbose_name_plural = "期限事件"
        ordering = ["deadline", "seq"]
        constraints = [
            # The loser of two writers on one clock fails here even when it skipped the version.
            models.UniqueConstraint(fields=["deadline", "seq"], name="deadlines_event_one_chain"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def fact(self) -> Fact:
        """The event as the arithmetic sees it."""
        moment = local(self.moment) if self.moment else None
        return Fact(EventKind(self.kind), self.on, moment, self.amount, f"{self.stop}|{self.key}")


class Reminder(models.Model):
    """Attention given. The unique key lets a sweep run twice or miss three days: nothing is lost, nothing doubled."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders", verbose_name="期限")
    kind = models.CharField("种类", max_length=10, choices=_ATTENTION_KINDS)
    threshold = models.PositiveSmallIntegerField("档")
    version = models.PositiveIntegerField("期限版本")
    at = models.DateTimeField("时间")
    told = models.PositiveSmallIntegerField("通知人次", default=0)

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "kind", "threshold", "version"], name="deadlines_reminder_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.threshold}"


class Heartbeat(models.Model):
    """One row: the sweep's last run. A dead worker shows here, never as a green light."""

    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("完成", null=True)
    attended = models.PositiveIntegerField("处理", default=0)
    failed = models.PositiveIntegerField("失败", default=0)
    calendar_token = models.CharField("日历标记", max_length=40, blank=True)

    class Meta:
        verbose_name = "期限巡检"
        verbose_name_plural = "期限巡检"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


def legal_day(moment: date | datetime) -> date:
    """The civil day of a date or a moment."""
    return local(moment).date() if isinstance(moment, datetime) else moment
