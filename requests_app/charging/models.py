"""Whether an organ charges at all, and what it charged for one request."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts.models import Organ
from portal.letters.models import Letter
from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest
from requests_app.charging.moves import FEE_WORKFLOW
from requests_app.charging.states import FeeState, Method


class FeePolicyQuerySet(models.QuerySet["FeePolicy"]):
    def in_force(self, on: date) -> "FeePolicyQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class FeePolicy(models.Model):
    """An organ has decided to charge, by one method. Without a row nothing is charged."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="fee_policies", verbose_name="机关")
    method = models.CharField("计费方式", max_length=6, choices=Method)
    basis = models.CharField("依据", max_length=200)
    payment = models.CharField("缴纳方式", max_length=300)
    starts_on = models.DateField("起用日")
    ends_on = models.DateField("停用日", null=True)

    objects = FeePolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "信息处理费的启用"
        verbose_name_plural = "信息处理费的启用"
        ordering = ["organ", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="fee_policy_period_in_order"
            ),
            models.UniqueConstraint(fields=["organ"], condition=Q(ends_on=None), name="fee_policy_one_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.get_method_display()}"


class Fee(Governed):
    """收费通知: ``units`` are pieces of the month or pages, ``amount`` is computed in yuan and never typed."""

    workflow: ClassVar[Workflow] = FEE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=FeeState, default=FeeState.NOTIFIED, editable=False)
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="fees", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    method = models.CharField("计费方式", max_length=6, choices=Method)
    units = models.PositiveIntegerField("数量")
    amount = models.PositiveIntegerField("金额（元）")
    calculation = models.JSONField("计算明细")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", verbose_name="收费通知书")
    sent_on = models.DateField("发出日")
    served_on = models.DateField("申请人收到日", null=True)
    paid_on = models.DateField("缴费日", null=True)
    receipt_number = models.CharField("票据号", max_length=60, blank=True)

    class Meta:
        verbose_name = "信息处理费"
        verbose_name_plural = "信息处理费"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["request", "round"], name="fee_once")]

    def __str__(self) -> str:
        return f"{self.request.number} 信息处理费"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id
