"""补正通知 and 说明理由告知书, with what came back."""

from typing import ClassVar

from django.db import models

from portal.letters.models import Letter
from portal.workflow import Governed, Workflow
from requests_app.asking.moves import CORRECTION_WORKFLOW, DEMAND_WORKFLOW
from requests_app.asking.states import CorrectionState, DemandState
from requests_app.cases.models import DisclosureRequest


class Correction(Governed):
    """Asked once in a round, with all that is lacking (art. 30). ``days`` is the applicant's time, set by the organ;
    it runs from ``served_on``."""

    workflow: ClassVar[Workflow] = CORRECTION_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=CorrectionState, default=CorrectionState.NOTIFIED, editable=False
    )
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="corrections", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    lacks = models.JSONField("缺什么")
    guidance = models.TextField("需要补正的内容和指导")
    days = models.PositiveSmallIntegerField("补正期限（日）")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", verbose_name="补正告知书")
    sent_on = models.DateField("发出日")
    served_on = models.DateField("申请人收到日", null=True)
    answer = models.TextField("补正内容", blank=True)
    received_on = models.DateField("收到补正日", null=True)

    class Meta:
        verbose_name = "补正"
        verbose_name_plural = "补正"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["request", "round"], name="correction_once")]

    def __str__(self) -> str:
        return f"{self.request.number} 补正"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id


class DemandQuerySet(models.QuerySet["Demand"]):
    def waiting(self) -> "DemandQuerySet":
        """Without a word of the applicant, or of the organ about what the applicant said."""
        return self.filter(state__in=(DemandState.ASKED, DemandState.EXPLAINED))


class Demand(Governed):
    """说明理由: number and frequency clearly beyond what is reasonable (art. 35). It stops no clock.

    ``facts`` are the figures the demand rests on; ``explained_at`` is when the applicant gave reasons on the tracking
    page; ``delayed_to`` the fixed date of a reply that lawfully comes later.
    """

    workflow: ClassVar[Workflow] = DEMAND_WORKFLOW

    state = models.CharField("状态", max_length=14, choices=DemandState, default=DemandState.ASKED, editable=False)
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="demands", verbose_name="申请")
    facts = models.TextField("数量、频次的事实")
    answer_by = models.DateField("说明期限")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", verbose_name="说明理由告知书")
    sent_on = models.DateField("发出日")
    answer = models.TextField("申请人的理由", blank=True)
    explained_at = models.DateTimeField("网上说明的时间", null=True)
    finding = models.TextField("机关的认定", blank=True)
    delayed_to = models.DateField("延迟到", null=True)
    delay_letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="延迟答复告知书")

    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = "说明理由"
        verbose_name_plural = "说明理由"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state=DemandState.ASKED), name="demand_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request.number} 说明理由"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id
