"""Code lists of the ledger."""

from django.db import models


class Outcome(models.TextChoices):
    """Why a clock was closed. Only ``DONE`` says that the duty was fulfilled."""

    DONE = "done", "已办结"
    WITHDRAWN = "withdrawn", "申请人撤回"
    ABANDONED = "abandoned", "视为放弃"
    DEEMED = "deemed", "视为同意或者确认"
    SUPERSEDED = "superseded", "由别的期限代替"
    CANCELLED = "cancelled", "不再适用"


class Colour(models.TextChoices):
    """What a person sees first. ``WAIT``: the law lets the clock stand still, or a minimum has not run out."""

    OK = "ok", "正常"
    WARN = "warn", "临期"
    BAD = "bad", "超期"
    WAIT = "wait", "等待"
    DONE = "plain", "已办结"
