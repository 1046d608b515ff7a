"""申请: one request of one applicant to one organ, with its items."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ, User
from portal.actors import Actor
from portal.workflow import Governed, Workflow
from requests_app.cases.moves import REQUEST_WORKFLOW
from requests_app.cases.states import SEES_RESTRICTED, Channel, Delivery, Form, State
from requests_app.outcomes import APPLICANT_CHOICES, CHOICES

NUMBER_LENGTH = 40
CODE_HASH_LENGTH = 64


class RequestQuerySet(models.QuerySet["DisclosureRequest"]):
    def visible_to(self, actor: Actor) -> "RequestQuerySet":
        """Cases of the actor's organs; a restricted one only to its handler and those who answer for it."""
        if actor.is_system:
            return self
        if not rules.sees_every_organ(actor):
            self = self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))
        inner = Q(is_restricted=False) | Q(handler=actor.id)
        for role in SEES_RESTRICTED:
            inner |= Q(organ__in=Organ.objects.answered_for_by(actor.organ_ids(role)))
        return self.filter(inner)

    def received(self) -> "RequestQuerySet":
        """Those that count: received, and not merged into another."""
        return self.filter(received_on__isnull=False).exclude(merged_into__isnull=False)


class DisclosureRequest(Governed):
    """One case. ``received_on`` is the day of receipt of art. 31, day 0 of the twenty working days; ``restarted_on``
    the day a correction or payment made the period begin anew. ``closed_on`` is the day of service, or of withdrawal,
    in the first round: the day the annual report counts. Personal data is in ``Applicant`` alone; ``__str__`` has none.
    """

    workflow: ClassVar[Workflow] = REQUEST_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=State, default=State.SUBMITTED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="disclosure_requests", verbose_name="机关")
    number = models.CharField("申请编号", max_length=NUMBER_LENGTH, unique=True)
    channel = models.CharField("申请渠道", max_length=12, choices=Channel)
    applicant_kind = models.CharField("申请人类别", max_length=14, choices=APPLICANT_CHOICES)
    purpose = models.TextField("用途", blank=True, help_text="申请人可以不填，不得因此拒绝")
    form = models.CharField("提供形式", max_length=12, choices=Form)
    delivery = models.CharField("获取途径", max_length=12, choices=Delivery)
    needs_help = models.CharField("需要的帮助", max_length=300, blank=True)

    submitted_at = models.DateTimeField("提交时间")
    arrived_on = models.DateField("到达日", help_text="材料到机关的日子")
    received_on = models.DateField("收到日", null=True)
    receipt_note = models.CharField("收到的凭据", max_length=300, blank=True)
    typed_by = models.CharField("代填人", max_length=100, blank=True)
    first_opened_at = models.DateTimeField("首次打开", null=True)
    restarted_on = models.DateField("重新起算日", null=True)
    closed_on = models.DateField("办结日", null=True)
    archived_at = models.DateTimeField("归档时间", null=True)
    round = models.PositiveSmallIntegerField("第几次处理", default=1)

    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    was_answered_on_the_spot = models.BooleanField("当场答复", default=False)
    drafter_id = models.BigIntegerField("起草人编号", null=True)
    reviewer_id = models.BigIntegerField("审核人编号", null=True)

    is_restricted = models.BooleanField("限制知悉", default=False)
    restriction_reason = models.CharField("限制的理由", max_length=200, blank=True)
    code_hash = models.CharField("查询码散列", max_length=CODE_HASH_LENGTH, blank=True, editable=False)

    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", verbose_name="归并到")
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="split_off", verbose_name="拆分自")
    transferred_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="transferred_to", verbose_name="转自"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "依申请公开"
        verbose_name_plural = "依申请公开"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=models.F("arrived_on")),
                name="request_received_after_arrival",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(received_on=None) | Q(closed_on__gte=models.F("received_on")),
                name="request_closed_after_receipt",
            ),
        ]
        indexes = [
            # The organ's list, newest first, and its states.
            models.Index(fields=["organ", "state", "-id"], name="request_organ_state"),
            # Table 3: received and closed in a year.
            models.Index(fields=["organ", "received_on"], name="request_organ_received"),
            models.Index(fields=["organ", "closed_on"], name="request_organ_closed"),
            models.Index(fields=["handler", "state"], name="request_handler_state"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        """The heir answers after a reform."""
        return self.organ.heir().pk

    @property
    def headline(self) -> str:
        """The first line of what is asked, for staff pages."""
        first = next(iter(self.items.all()), None)
        return first.text.splitlines()[0][:80] if first else self.number

    def drafter_ids(self) -> frozenset[int]:
        """Who handed the answer in for review, and who wrote a part of it. One query."""
        wrote = self.decisions.filter(round=self.round).values_list("drafter_id", flat=True)
        return frozenset(pk for pk in (self.drafter_id, *wrote) if pk is not None)

    def current_decisions(self) -> Sequence[Any]:
        """The decisions of this round with their pages and files, in the order of the items. Five queries at most."""
        rows = self.decisions.select_related("item").filter(round=self.round)
        rows = rows.prefetch_related("pages__file__file__copies")
        return list(rows.order_by("item__position", "pk"))


class RequestItem(models.Model):
    """One thing asked for: the unit every count is made in (件), with its own outcome.

    ``counted_outcome`` and ``counted_on`` are written once, when the first round is served: the annual report stays
    what it was, whatever a later decision says.
    """

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="items", verbose_name="申请")
    position = models.PositiveSmallIntegerField("序号")
    text = models.TextField("所需信息")
    file_number = models.CharField("文号", max_length=100, blank=True)
    time_span = models.CharField("时间范围", max_length=100, blank=True)
    counted_outcome = models.CharField("办理结果", max_length=6, choices=CHOICES, blank=True)
    counted_on: "models.DateField[date | None, date | None]" = models.DateField("计入日", null=True)

    class Meta:
        verbose_name = "申请事项"
        verbose_name_plural = "申请事项"
        ordering = ["request", "position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="request_item_position_once")]
        indexes = [models.Index(fields=["counted_on", "counted_outcome"], name="request_item_counted")]

    def __str__(self) -> str:
        return f"{self.request.number} 第{self.position}项"
