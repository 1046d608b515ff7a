"""What the row of every yearly report has."""

from typing import Any, ClassVar

from django.db import models

from portal.accounts.models import Organ
from portal.workflow import Governed

PUBLISHED = "published"
"""The state in which every yearly report is out."""


class YearlyReport(Governed):
    """``slip_on`` is the day a slip for the supervision office was proposed because the report was late,
    ``slip_sent_on`` when it went out. ``page`` is the address of the case page, ``notice`` the kind of its notices."""

    page: ClassVar[str]
    notice: ClassVar[str]
    organ: "models.ForeignKey[Any, Organ]"

    year = models.PositiveSmallIntegerField("报告年度")
    slip_on = models.DateField("提请督查的日期", null=True)
    slip_sent_on = models.DateField("督查单发出的日期", null=True)

    class Meta:
        abstract = True

    @property
    def is_slip_due(self) -> bool:
        return self.slip_on is not None and self.slip_sent_on is None and self.state != PUBLISHED
