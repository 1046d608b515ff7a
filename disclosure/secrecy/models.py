"""The register of terms of secrecy: metadata only. The text itself never enters this system (law.md K)."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from disclosure.secrecy.moves import TERM_WORKFLOW
from disclosure.secrecy.states import Level, TermState
from portal.accounts.models import Organ
from portal.clock import local
from portal.workflow import Governed, Workflow

DESIGNATION_LENGTH = 100


class SecrecyTermQuerySet(models.QuerySet["SecrecyTerm"]):
    def in_force(self) -> "SecrecyTermQuerySet":
        return self.filter(state=TermState.IN_FORCE)

    def over(self, at: datetime) -> "SecrecyTermQuerySet":
        """Still called secret, though the last day has passed."""
        return self.in_force().filter(ends_on__lt=local(at).date())

    def ending_within(self, days: int, at: datetime) -> "SecrecyTermQuerySet":
        """Those whose last day is near."""
        today = local(at).date()
        return self.in_force().filter(ends_on__gte=today, ends_on__lte=today + timedelta(days=days))


class SecrecyTerm(Governed):
    """One classified item of an organ: a harmless designation, 密级, and the last day it is secret."""

    workflow: ClassVar[Workflow] = TERM_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=TermState, default=TermState.IN_FORCE, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="secrecy_terms", verbose_name="定密机关")
    number = models.CharField("登记号", max_length=40, unique=True)
    designation = models.CharField("代称", max_length=DESIGNATION_LENGTH)
    level = models.CharField("密级", max_length=4, choices=Level)
    determined_on = models.DateField("定密日期")
    ends_on = models.DateField("保密期限到")
    determined_by = models.CharField("定密责任人", max_length=100)
    basis = models.CharField("定密依据", max_length=200)

    objects = SecrecyTermQuerySet.as_manager()

    class Meta:
        verbose_name = "保密期限"
        verbose_name_plural = "保密期限登记"
        ordering = ["ends_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("determined_on")), name="secrecy_term_has_length")
        ]
        indexes = [models.Index(fields=["state", "ends_on"], name="secrecy_term_ending")]

    def __str__(self) -> str:
        return f"{self.number} {self.designation}"
