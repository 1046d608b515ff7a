"""监测发现: what a monitoring system saw, delivery by delivery, and which ticket each finding belongs to."""

from django.db import models

from portal.interface.keys import CONTENT_LENGTH, KEY_LENGTH
from portal.interface.models import ApiClient
from sentiment.sightings.codes import Outcome
from sentiment.tickets.models import Ticket

EXTERNAL_ID_LENGTH = 100


class Delivery(models.Model):
    """One request of a system. ``key`` is the caller's own: the same request again is answered, never repeated."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="deliveries", verbose_name="对接系统")
    key = models.CharField("防重键", max_length=KEY_LENGTH)
    digest = models.CharField("请求散列", max_length=CONTENT_LENGTH)
    at = models.DateTimeField("收到时间")
    answer = models.JSONField("回答")

    class Meta:
        verbose_name = "监测交付"
        verbose_name_plural = "监测交付"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="delivery_key_once")]

    def __str__(self) -> str:
        return f"{self.client} {self.key}"


class Sighting(models.Model):
    """One finding. ``external_id`` is that of the system; each of them is taken in once."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="sightings", verbose_name="对接系统")
    external_id = models.CharField("监测系统编号", max_length=EXTERNAL_ID_LENGTH)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="sightings", verbose_name="舆情")
    outcome = models.CharField("办理", max_length=8, choices=Outcome)
    title = models.CharField("标题", max_length=120)
    links = models.TextField("原始链接", blank=True)
    known_at = models.DateTimeField("发现时间")
    at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "监测发现"
        verbose_name_plural = "监测发现"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["client", "external_id"], name="sighting_once")]
        indexes = [models.Index(fields=["client", "-at"], name="sighting_newest")]

    def __str__(self) -> str:
        return f"{self.client} {self.external_id}"
