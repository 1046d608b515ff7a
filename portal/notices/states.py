"""Code lists of the outbox and how long it keeps trying."""

from datetime import timedelta

from django.db import models


class ChannelName(models.TextChoices):
    EMAIL = "email", "电子邮件"
    IN_SITE = "in_site", "站内消息"
    SMS = "sms", "短信"
    WEBHOOK = "webhook", "接口推送"


class Status(models.TextChoices):
    """Where one message stands. A message is no case: nobody decides about it, so there is no table of moves."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已送出"
    DEAD = "dead", "发不出去"


MAX_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)


def wait_after(attempts: int) -> timedelta:
    """The pause after the ``attempts``-th try: 1, 2, 4 … minutes, at most two hours."""
    doubled = 1 << min(attempts - 1, MAX_ATTEMPTS)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)
