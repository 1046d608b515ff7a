"""What was handed in by which system, under which key, and what it was told."""

from django.db import models

from disclosure.documents.models import Document
from portal.interface.keys import CONTENT_LENGTH, KEY_LENGTH
from portal.interface.models import ApiClient

EXTERNAL_ID_LENGTH = 100


class Intake(models.Model):
    """One document handed in. ``key`` is the caller's own: the same request again is answered, never repeated."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="intakes", verbose_name="对接系统")
    key = models.CharField("防重键", max_length=KEY_LENGTH)
    digest = models.CharField("请求散列", max_length=CONTENT_LENGTH)
    document = models.OneToOneField(Document, models.CASCADE, related_name="intake", verbose_name="公文")
    external_id = models.CharField("来文系统编号", max_length=EXTERNAL_ID_LENGTH, blank=True)
    at = models.DateTimeField("交稿时间")
    answer = models.JSONField("回答")

    class Meta:
        verbose_name = "系统交稿"
        verbose_name_plural = "系统交稿"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="intake_key_once")]
        indexes = [models.Index(fields=["client", "-at"], name="intake_newest")]

    def __str__(self) -> str:
        return f"{self.client} {self.external_id or self.pk}"
