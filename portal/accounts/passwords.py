"""Password policy beyond Django's own validators (等级保护: three of four classes of characters)."""

import re
import string
from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from portal.accounts.models import User

_CLASSES = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"\d"), re.compile(r"[^A-Za-z0-9]"))
_NEEDED = 3
_UNLIKE = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
"""Characters nobody mistakes for each other when reading a password aloud."""


class LengthValidator:
    """As Django's own, whose message has no Chinese words."""

    def __init__(self, min_length: int = 12) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(f"密码现在是{len(password)}个字符，{self.get_help_text()}", code="password_too_short")

    def get_help_text(self) -> str:
        return f"至少要{self.min_length}个。"


class CharacterClassesValidator:
    def validate(self, password: str, user: User | None = None) -> None:
        if sum(1 for pattern in _CLASSES if pattern.search(password)) < _NEEDED:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        return "密码要包含大写字母、小写字母、数字、符号中的至少三种。"


def temporary_password(random: Random) -> str:
    """Four groups of four such as ``k7Wm-Q2xd-9RtB-hN4e``: readable aloud, within the policy. Pass a safe source."""
    while True:
        text = "-".join("".join(random.choices(_UNLIKE, k=4)) for _ in range(4))
        if all(pattern.search(text) for pattern in _CLASSES):
            return text


def is_same_as(password: str, hashes: Iterable[str]) -> bool:
    """Whether the password is one of those behind the hashes."""
    return any(check_password(password, known) for known in hashes)


def must_change(user: User, at: datetime) -> str:
    """Why the person must choose a new password before going on; empty when the present one is good."""
    if user.password_changed_at is None:
        return "这是管理员给的临时密码，请换成自己的密码。"
    days = settings.PASSWORD_MAX_AGE_DAYS
    if days and at - user.password_changed_at > timedelta(days=days):
        return f"密码已用满{days}天，请换一个。"
    return ""
