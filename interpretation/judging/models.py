"""解读判定: what people judged about a document, beside what the rules read from it."""

from django.db import models

from disclosure.documents.models import Document


class Judgement(models.Model):
    """``grounds`` and ``traits`` are codes of ``codes.Ground`` and ``codes.Trait``; ``is_marked`` needs ``reason``."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="judgement", verbose_name="公文")
    grounds = models.JSONField("应当解读的情形", default=list)
    traits = models.JSONField("涉及的内容", default=list)
    is_marked = models.BooleanField("其他需要解读", default=False)
    reason = models.CharField("理由", max_length=200, blank=True)
    person_name = models.CharField("判定人", max_length=150)
    at = models.DateTimeField("判定时间")

    class Meta:
        verbose_name = "解读判定"
        verbose_name_plural = "解读判定"

    def __str__(self) -> str:
        return self.document.title
