"""台账 of what is not published on the organ's own motion, and what its periodic assessments found."""

from django.db import models
from django.db.models import Q

from disclosure.documents.codes import AssessmentConclusion, Attribute, WithholdingBasis
from disclosure.documents.models.document import Document
from portal.accounts.models import Organ


class WithheldRecord(models.Model):
    """备案登记 of a document that is not published on the organ's own motion (S0-5.6.3, S2-1.4c).

    ``released_at`` is set when a later assessment found that it can be public (S0-1.4c).
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="withheld_records", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    number = models.CharField("备案号", max_length=40, unique=True)
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute)
    basis = models.CharField("依据", max_length=8, choices=WithholdingBasis, blank=True)
    reason = models.TextField("理由")
    recorded_at = models.DateTimeField("备案时间")
    assessed_at = models.DateTimeField("上次评估时间", null=True)
    released_at = models.DateTimeField("转为公开时间", null=True)

    class Meta:
        verbose_name = "不公开备案"
        verbose_name_plural = "不公开备案"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(released_at=None), name="withheld_record_one_in_force"
            )
        ]

    def __str__(self) -> str:
        return self.number


class WithheldAssessment(models.Model):
    """定期评估: one written conclusion on one record; never edited. ``released_as`` is the draft it opened."""

    record = models.ForeignKey(WithheldRecord, models.PROTECT, related_name="assessments", verbose_name="备案")
    conclusion = models.CharField("结论", max_length=8, choices=AssessmentConclusion)
    reason = models.TextField("理由")
    person_name = models.CharField("评估人", max_length=150)
    at = models.DateTimeField("评估时间")
    released_as = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="opened_by", verbose_name="转为公开的稿子"
    )

    class Meta:
        verbose_name = "定期评估"
        verbose_name_plural = "定期评估"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_conclusion_display()}"
