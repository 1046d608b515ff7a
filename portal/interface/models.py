"""对接系统: other systems of the government that hand something in, and their tokens."""

import hashlib
from datetime import datetime

from django.db import models

from portal.accounts.models import Organ


class ApiClient(models.Model):
    """One system of one organ. ``networks`` are CIDR blocks, one a line; empty means from anywhere."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="api_clients", verbose_name="机关")
    name = models.CharField("系统名称", max_length=60, help_text="例如“市教育局办公自动化系统”；会写进操作记录")
    scopes = models.JSONField("可以办的事", default=list)
    networks = models.TextField("允许的网络地址", blank=True)
    contact = models.CharField("联系人和电话", max_length=100, blank=True)
    created_at = models.DateTimeField("登记时间")
    closed_at = models.DateTimeField("停用时间", null=True, blank=True)
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = "对接系统"
        verbose_name_plural = "对接系统"
        ordering = ["organ", "name"]
        constraints = [models.UniqueConstraint(fields=["organ", "name"], name="api_client_name_once")]

    def __str__(self) -> str:
        return self.name


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def valid(self, at: datetime) -> "ApiTokenQuerySet":
        """Tokens that open the door at that moment."""
        return self.filter(valid_until__gt=at, client__closed_at=None)


class ApiToken(models.Model):
    """接口口令. Only its SHA-256 is kept: 256 random bits need no slow hash. ``start`` tells two tokens apart."""

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="tokens", verbose_name="对接系统")
    digest = models.CharField("散列", max_length=64, unique=True)
    start = models.CharField("开头", max_length=12)
    created_at = models.DateTimeField("发放时间")
    valid_until = models.DateTimeField("有效至")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "接口口令"
        verbose_name_plural = "接口口令"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.start}…"


def digest_of(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
