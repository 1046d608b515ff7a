"""信用信息: what was decided about whom, as it is shown to the public; and what was handed over to 信用中国."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.credit.codes import Decision, Kind, PartyType
from disclosure.credit.moves import CREDIT_WORKFLOW
from disclosure.credit.states import AFTER, RecordState
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.clock import local
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.workflow import Governed, Workflow

READERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)


class CreditRecordQuerySet(models.QuerySet["CreditRecord"]):
    def public(self) -> "CreditRecordQuerySet":
        return self.filter(state=RecordState.PUBLISHED)

    def with_page(self) -> "CreditRecordQuerySet":
        """Public now or once: the page of what was taken down says why."""
        return self.filter(state__in=[RecordState.PUBLISHED, *AFTER])

    def over(self, at: datetime) -> "CreditRecordQuerySet":
        """Still shown, though the last day has passed; what was overturned waits for its reasons instead."""
        return self.public().filter(ends_on__lt=local(at).date(), overturned_on=None)


class CreditRecord(Governed, Sealable):
    """One decision about one party. ``organ`` answers for it; the deciding authority is named by itself.

    Of a natural person ``party_name`` holds the masked name, ``person_name`` the sealed one; identity numbers are not
    held at all (law.md K). Amounts are in 万元. ``ends_on`` is the last day it is shown.
    """

    workflow: ClassVar[Workflow] = CREDIT_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=RecordState, default=RecordState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="credit_records", verbose_name="数据来源单位")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    party_name = models.CharField("行政相对人名称", max_length=200)
    party_type = models.CharField("行政相对人类别", max_length=14, choices=PartyType)
    party_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    person_name = EncryptedTextField("自然人姓名", mask="name", readers=READERS, blank=True, default="")
    representative = models.CharField("法定代表人", max_length=100, blank=True)
    document_name = models.CharField("决定文书名称", max_length=200, blank=True)
    number = models.CharField("决定文书号", max_length=100)
    decision = models.CharField("决定种类", max_length=14, choices=Decision, blank=True)
    category = models.CharField("类别", max_length=200, blank=True)
    licence_name = models.CharField("许可证书名称", max_length=200, blank=True)
    licence_number = models.CharField("许可编号", max_length=100, blank=True)
    cause = models.CharField("案由、事由", max_length=500, blank=True)
    facts = models.TextField("事实", blank=True)
    basis = models.TextField("依据", blank=True)
    content = models.TextField("内容", blank=True)
    fine = models.DecimalField("罚款金额（万元）", max_digits=16, decimal_places=6, null=True)
    confiscated = models.DecimalField("没收金额（万元）", max_digits=16, decimal_places=6, null=True)
    suspended = models.CharField("暂扣或吊销证照名称及编号", max_length=200, blank=True)
    decided_on = models.DateField("决定日期")
    valid_from = models.DateField("有效期自", null=True)
    valid_to = models.DateField("有效期至", null=True)
    ends_on = models.DateField("公示截止期", null=True)
    authority = models.CharField("决定机关", max_length=100, blank=True)
    authority_code = models.CharField("决定机关统一社会信用代码", max_length=18, blank=True)
    remark = models.CharField("备注", max_length=500, blank=True)

    registrar = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    clearer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    import_digest = models.CharField("导入内容散列", max_length=64, blank=True)
    published_at = models.DateTimeField("公示时间", null=True)
    is_late = models.BooleanField("超过时限公示", default=False)
    updated_at = models.DateTimeField("公示内容变动时间", null=True)
    overturned_on = models.DateField("决定被变更、撤销的日期", null=True)
    taken_down_at = models.DateTimeField("停止公示时间", null=True)
    taken_down_reason = models.TextField("停止公示的原因", blank=True)
    repair_number = models.CharField("修复（移出）文书号", max_length=100, blank=True)

    objects = CreditRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "信用信息"
        verbose_name_plural = "信用信息公示"
        ordering = ["-pk"]
        constraints = [
            # An import that runs twice at once registers a decision once.
            models.UniqueConstraint(
                fields=["organ", "kind", "number"],
                condition=~Q(state__in=[RecordState.CANCELLED, RecordState.WITHDRAWN]),
                name="credit_record_once",
            ),
            # 公示 and its moment stand or fall together: lists go by it.
            models.CheckConstraint(
                condition=~Q(state=RecordState.PUBLISHED) | Q(published_at__isnull=False),
                name="credit_record_published",
            ),
        ]
        indexes = [
            # the public list, whole and by kind, and its pages by place
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="credit_public"),
            models.Index(
                fields=["kind", "-published_at", "-id"], condition=Q(state="published"), name="credit_public_kind"
            ),
            models.Index(fields=["ends_on"], condition=Q(state="published"), name="credit_ending"),  # the daily end
            models.Index(fields=["organ", "updated_at"], name="credit_changed"),  # the next hand-over
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.party_name}（{self.number}）"

    def get_absolute_url(self) -> str:
        return f"/credit/{self.pk}/"

    @property
    def is_public(self) -> bool:
        return bool(self.state == RecordState.PUBLISHED)

    @property
    def is_of_person(self) -> bool:
        return self.party_type == PartyType.PERSON

    @property
    def standing(self) -> str:
        """当前状态 as the public and the official table read it."""
        if self.is_public:
            return "已变更或者撤销" if self.overturned_on else "有效"
        return str(self.get_state_display())


class HandOver(models.Model):
    """What an organ handed over to 信用中国 in one go (S3-5.6c): everything that changed since the one before."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="credit_hand_overs", verbose_name="报送单位")
    number = models.PositiveIntegerField("第几次")
    at = models.DateTimeField("报送时间")
    person_name = models.CharField("报送人", max_length=150)
    channel = models.CharField("报送渠道", max_length=100)
    added = models.PositiveIntegerField("新增")
    changed = models.PositiveIntegerField("变更")
    ended = models.PositiveIntegerField("停止公示")

    class Meta:
        verbose_name = "信用信息报送"
        verbose_name_plural = "信用信息报送"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="credit_hand_over_number")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}第{self.number}次报送"


class HandOverLine(models.Model):
    """One record as it was handed over. ``cells`` are the row of the official table, to make the file again."""

    class Change(models.TextChoices):
        ADDED = "added", "新增"
        CHANGED = "changed", "变更"
        ENDED = "ended", "停止公示"

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="lines", verbose_name="报送")
    record = models.ForeignKey(CreditRecord, models.PROTECT, related_name="hand_over_lines", verbose_name="信用信息")
    change = models.CharField("变化", max_length=8, choices=Change)
    cells = models.JSONField("内容")

    class Meta:
        verbose_name = "报送内容"
        verbose_name_plural = "报送内容"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "record"], name="credit_line_once")]

    def __str__(self) -> str:
        return f"{self.get_change_display()} {self.record_id}"
