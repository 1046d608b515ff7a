"""延期 (art. 33 para. 2)."""

from django.db import models


class ExtensionState(models.TextChoices):
    PROPOSED = "proposed", "等公开工作机构负责人同意"
    REFUSED = "refused", "不同意延期"
    APPROVED = "approved", "已同意，待送达"
    SERVED = "served", "已送达"
    LATE = "late", "到期以后才送达，不能延长"
    CANCELLED = "cancelled", "没有送达，已作废"
