"""What is shown in place of a personal datum, by kind."""

import re
from collections.abc import Callable

HIDDEN = "••••"
_AREA = re.compile(r"^.*?(?:街道|社区|[乡镇])")


def id_number(text: str) -> str:
    """First three and last four characters; day of birth and place stay hidden."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) >= 15 else HIDDEN


def phone(text: str) -> str:
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else HIDDEN


def card(text: str) -> str:
    return f"{'*' * (len(text) - 4)}{text[-4:]}" if len(text) >= 12 else HIDDEN


def email(text: str) -> str:
    name, at, host = text.rpartition("@")
    return f"{name[:1]}***@{host}" if at and name else HIDDEN


def name(text: str) -> str:
    """The family name only."""
    return f"{text[:1]}{'*' * max(1, len(text) - 1)}" if text else ""


def address(text: str) -> str:
    """Down to the township, street or community."""
    found = _AREA.match(text)
    return f"{found.group()}****" if found else HIDDEN


def contact(text: str) -> str:
    """Whatever a person can be reached by."""
    digits = re.sub(r"\D", "", text)
    return email(text) if "@" in text else phone(digits) if len(digits) == 11 else HIDDEN


def nothing(_text: str) -> str:
    """No part of it."""
    return HIDDEN


MASKS: dict[str, Callable[[str], str]] = {
    kind.__name__: kind for kind in (id_number, phone, card, email, name, address, contact, nothing)
}
