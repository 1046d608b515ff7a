"""The ways besides mail, one row each. A new way is a row here and a channel of the outbox."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from portal.following.states import WEB_ADDRESS_LENGTH
from portal.notices.states import ChannelName

_MOBILE = re.compile(r"1[3-9]\d{9}")
_is_secure_address = URLValidator(schemes=["https"])


@dataclass(frozen=True, slots=True)
class Port:
    """``tidy`` gives the address as it is stored, or nothing for one that is none; ``wrong`` says what is asked for."""

    channel: str
    label: str
    asks_for: str
    hint: str
    wrong: str
    tidy: Callable[[str], str]


def _mobile(typed: str) -> str:
    digits = re.sub(r"[\s-]", "", typed).removeprefix("+86")
    return digits if _MOBILE.fullmatch(digits) else ""


def _web_address(typed: str) -> str:
    text = typed.strip()
    try:
        _is_secure_address(text)
    except ValidationError:
        return ""
    return text if len(text) <= WEB_ADDRESS_LENGTH else ""


PORTS: dict[str, Port] = {
    port.channel: port
    for port in (
        Port(
            ChannelName.SMS,
            "短信",
            "手机号",
            "有新文件的那天发一条短信",
            "请填11位手机号",
            _mobile,
        ),
        Port(
            ChannelName.WEBHOOK,
            "推送到微信等系统",
            "接收推送的网址",
            "有新文件时向这个网址推送一条消息，由它转到微信、企业微信等",
            "请填https开头的完整网址",
            _web_address,
        ),
    )
}


def open_ports() -> list[Port]:
    """Those this city has switched on (``FOLLOWING_CHANNELS``)."""
    return [port for name, port in PORTS.items() if name in settings.FOLLOWING_CHANNELS]


def open_port(channel: str) -> Port | None:
    return next((port for port in open_ports() if port.channel == channel), None)
