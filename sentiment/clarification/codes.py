"""What is clarified, in whose name, where, and with what effect. Pure."""

from django.db import models


class Kind(models.TextChoices):
    """The two objects of S2-8.1."""

    FALSE = "false", "虚假信息"
    INCOMPLETE = "incomplete", "不完整信息"


class NameOf(models.TextChoices):
    """In whose name it is published (S2-8.6)."""

    CITY = "city", "市人民政府"
    ORGAN = "organ", "本机关"


class Channel(models.TextChoices):
    """The five of S2-8.4b."""

    INTERNET = "internet", "互联网"
    RADIO = "radio", "广播"
    TELEVISION = "television", "电视"
    PRESS = "press", "报刊"
    CONFERENCE = "conference", "新闻发布会"


class Effect(models.TextChoices):
    SETTLED = "settled", "不再传播"
    FADING = "fading", "明显减弱"
    SPREADING = "spreading", "仍在扩散"
