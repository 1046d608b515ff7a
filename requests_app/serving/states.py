"""送达: what was sent how."""

from django.db import models


class Means(models.TextChoices):
    ONLINE = "online", "网上查询页"
    EMAIL = "email", "电子邮件"
    POST = "post", "邮寄"
    IN_PERSON = "in_person", "当面送达"
    LEFT = "left", "留置送达"
    ANNOUNCED = "announced", "公告送达"


INTERNET = frozenset({Means.ONLINE, Means.EMAIL})
"""Over the internet: the online way of applying for review must be given too (《行政复议法》第二十二条第二款)."""


class Purpose(models.TextChoices):
    """Why a letter goes out; only an answer ends the clock of the reply."""

    RECEIPT = "receipt", "接收回执"
    CORRECTION = "correction", "补正告知书"
    REASONS = "reasons", "说明理由告知书"
    EXTENSION = "extension", "延期答复告知书"
    CONSULTATION = "consultation", "征求意见"
    NOTICE = "notice", "告知"
    FEE = "fee", "收费通知书"
    ANSWER = "answer", "答复"
    DELAY = "delay", "延迟答复告知书"
    THIRD_PARTY = "third_party", "告知第三方书"


TO_OTHERS = frozenset({Purpose.CONSULTATION, Purpose.NOTICE, Purpose.THIRD_PARTY})
"""Goes to third parties and other organs unless it is said to go to the applicant."""
