from django.db import models


class KeyRotation(models.Model):
    """One finished change of the key: everything sealed was sealed anew with ``key_id``."""

    at = models.DateTimeField("时间")
    key_id = models.CharField("密钥名称", max_length=24)
    values = models.PositiveIntegerField("重新加密的项数")

    class Meta:
        verbose_name = "密钥轮换"
        verbose_name_plural = "密钥轮换"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"换用密钥{self.key_id}"
