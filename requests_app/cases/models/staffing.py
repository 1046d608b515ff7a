"""Who stands in for whom while somebody is away."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from portal.accounts.models import User


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: date) -> "StandInQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class StandIn(models.Model):
    """请假代办: the cases of ``absent`` are the tasks of ``deputy`` from the first to the last day, both included.

    Rights come from the deputy's own appointments: standing in gives work, not power.
    """

    absent = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="请假人")
    deputy = models.ForeignKey(User, models.PROTECT, related_name="standing_in", verbose_name="代办人")
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "请假代办"
        verbose_name_plural = "请假代办"
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="stand_in_period_in_order"),
            models.CheckConstraint(condition=~Q(absent=F("deputy")), name="stand_in_is_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy}代{self.absent}"
