"""The second factor: a phone that shows a new code every 30 seconds, and recovery codes for the day it is lost."""

from datetime import datetime
from math import ceil
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User
from portal.accounts.selectors import actor_of
from portal.audit.services import record

RECOVERY_CODES = 10
PHONE, PAPER = "手机", "备用码"


def phone_to_set_up(user: User) -> Any:
    """The device waiting for its first code; the same one until it is confirmed."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": PHONE})
    return device


@transaction.atomic
def set_up_second_factor(user: User, *, token: str, at: datetime) -> tuple[Any, list[str]] | None:
    """Confirm the phone by its first code. Returns it with the recovery codes, or ``None`` for a wrong code."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(token):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = _new_recovery_codes(user)
    record(act="set_up_second_factor", subject=user, actor=actor_of(user, at=at), at=at)
    return device, codes


@transaction.atomic
def check_second_factor(user: User, *, token: str) -> Any:
    """The device that accepts the code, or ``None``. A code is accepted once; each failure lengthens the wait."""
    model, value = (TOTPDevice, token) if token.isdecimal() else (StaticDevice, _fingerprint(token))
    devices = model.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk")
    return next((device for device in devices if device.verify_token(value)), None)


def seconds_to_wait(user: User, *, at: datetime) -> int:
    """For how long further codes are refused after wrong ones; 0 when one may be tried now."""
    refusals = [device.verify_is_allowed()[1] for device in devices_for_user(user, confirmed=None)]
    moments = [why["locked_until"] for why in refusals if why]
    return max((ceil((moment - at).total_seconds()) for moment in moments), default=0)


def recovery_codes_left(user: User) -> int:
    left: int = StaticToken.objects.filter(device__user=user).count()
    return left


def _new_recovery_codes(user: User) -> list[str]:
    device, _ = StaticDevice.objects.get_or_create(user=user, defaults={"name": PAPER, "confirmed": True})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_fingerprint(code)) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def _fingerprint(code: str) -> str:
    """What is kept of a recovery code: enough to know it again, nothing to read it from."""
    plain = code.replace("-", "").lower()
    return salted_hmac("portal.accounts.recovery", plain, algorithm="sha256").hexdigest()[:16]
