"""约谈、通报: what is proposed to be done about an organ, from clocks that ran out or from an evaluation."""

from typing import ClassVar

from django.db import models

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow
from sentiment.reproofs.moves import REPROOF_WORKFLOW
from sentiment.reproofs.states import ReproofState
from sentiment.tickets.codes import Measure
from sentiment.tickets.models import Lapse, Ticket


class ReproofQuerySet(models.QuerySet["Reproof"]):
    def visible_to(self, actor: Actor) -> "ReproofQuerySet":
        """The organ itself, and those who see every organ."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=rules.case_organ_ids(actor))


class Reproof(Governed):
    """One proposal. It comes from an evaluation (``ticket``) or from clocks that ran out (``lapses``), which are
    counted in ``serial``: the first proposal of that kind about an organ in a ``year``, the second …"""

    workflow: ClassVar[Workflow] = REPROOF_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=ReproofState, default=ReproofState.PROPOSED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="reproofs", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveSmallIntegerField("年度内第几次", null=True)
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, related_name="reproof", verbose_name="评估的舆情")
    lapses = models.ManyToManyField(Lapse, related_name="reproofs", verbose_name="超时线索")
    measure = models.CharField("措施", max_length=10, choices=Measure)
    grounds = models.CharField("理由", max_length=300)
    proposed_at = models.DateTimeField("提出时间")
    held_on = models.DateField("落实日期", null=True)
    note = models.TextField("落实情况", blank=True)

    objects = ReproofQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈和通报建议"
        verbose_name_plural = "约谈和通报"
        ordering = ["-pk"]
        constraints = [
            # Two workers at once propose the same only once.
            models.UniqueConstraint(fields=["organ", "year", "serial"], name="reproof_once"),
            models.CheckConstraint(
                condition=models.Q(ticket=None, serial__isnull=False) | models.Q(ticket__isnull=False, serial=None),
                name="reproof_has_one_origin",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="reproof_open")]  # the queue of 政务公开办

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.get_measure_display()}"
