"""短信: a port. A city names its gateway class in ``NOTICE_SMS_GATEWAY``; there is none by default."""

from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from portal.notices.channels import Undeliverable
from portal.notices.composing import letter_of
from portal.notices.models import Notice


class Gateway(Protocol):
    def send(self, phone: str, text: str, *, reference: str) -> None:
        """Hand one text over; ``reference`` is the same for every attempt of one message."""


class NoGateway:
    def send(self, phone: str, text: str, *, reference: str) -> None:
        raise Undeliverable("没有配置短信网关（NOTICE_SMS_GATEWAY）")


class Sms:
    immediate = False

    def send(self, notice: Notice, *, at: datetime) -> None:
        letter = letter_of(notice, at=at)
        _gateway().send(letter.to, letter.body, reference=notice.dedupe_key)


def _gateway() -> Gateway:
    path = settings.NOTICE_SMS_GATEWAY
    return cast(Gateway, import_string(path)()) if path else NoGateway()
