"""How long what a citizen holds in hand is good for, and how often something may be tried."""

from datetime import timedelta

from django.db import models


class LinkPurpose(models.TextChoices):
    """What a link in a mail does once its page is confirmed."""

    PROVE = "prove", "核实邮箱"
    REISSUE = "reissue", "补发查询码"


LINK_LIFE = {LinkPurpose.PROVE: timedelta(hours=72), LinkPurpose.REISSUE: timedelta(minutes=30)}

ATTACHMENTS_AT_MOST = 5
SCORES = ((5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意"))
WORDS_LENGTH = 500
