"""征求意见: whom, and what came of it."""

from django.db import models


class PartyKind(models.TextChoices):
    """The law treats them differently: silence of a third party decides nothing (art. 32), silence of an organ that
    made the information together is consent (art. 34), silence of any other organ means nothing (law.md C9)."""

    THIRD_PARTY = "third_party", "第三方"
    JOINT_ORGAN = "joint_organ", "共同制作机关"
    OTHER_ORGAN = "other_organ", "其他机关"


class ConsultationState(models.TextChoices):
    ASKED = "asked", "等意见"
    AGREED = "agreed", "同意公开"
    OBJECTED = "objected", "不同意公开"
    PARTLY = "partly", "部分不同意"
    SILENT = "silent", "逾期没有提出意见"
    DEEMED = "deemed", "逾期，视为同意"
    CANCELLED = "cancelled", "不再征求"


WAITING = (ConsultationState.ASKED,)
AGAINST = (ConsultationState.OBJECTED, ConsultationState.PARTLY)
