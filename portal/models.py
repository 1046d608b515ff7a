"""What belongs to the running installation itself."""

from datetime import datetime

from django.db import models


class Beat(models.Model):
    """One row: the worker was alive at ``at``. Written by the worker itself, so a dead one cannot look alive."""

    name = models.CharField("名称", max_length=40, unique=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "心跳"
        verbose_name_plural = "心跳"

    def __str__(self) -> str:
        return self.name

    @classmethod
    def strike(cls, name: str, *, at: datetime) -> None:
        """Write down that ``name`` is alive."""
        cls.objects.update_or_create(name=name, defaults={"at": at})
