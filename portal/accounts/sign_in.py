"""Signing in, step by step. Until the last step is done the session belongs to nobody: ``request.user`` stays
anonymous, so that no page of any part can open to half a log-in.

A room of its own beside the views: three of them share one unfinished log-in kept in the session.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django_otp import login as mark_verified
from django_otp.models import Device
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User
from portal.accounts.passwords import must_change
from portal.accounts.selectors import actor_of
from portal.audit.services import record

_KEY = "sign_in"
_BACKEND = "portal.accounts.backends.AppointmentBackend"
PATIENCE_SECONDS = 600
"""An unfinished log-in is forgotten after this time."""


class Step(StrEnum):
    """What is still to be done; the value names the page."""

    SET_UP = "accounts:second-factor-set-up"
    VERIFY = "accounts:second-factor"
    PASSWORD = "accounts:new-password"  # noqa: S105  # the name of a page
    DONE = ""


@dataclass(frozen=True, slots=True)
class SignIn:
    """An unfinished log-in: the password was right, ``device_id`` names the second factor once it was checked."""

    user: User
    next_url: str
    device_id: str = ""


def begin(request: HttpRequest, user: User, *, next_url: str, at: datetime) -> SignIn:
    """The password was right. The session starts anew, so that one planted beforehand is worth nothing."""
    request.session.flush()
    return _keep(request, SignIn(user=user, next_url=next_url), at=at)


def unfinished(request: HttpRequest, *, at: datetime) -> SignIn | None:
    """The log-in under way in this session; ``None`` when there is none, it grew old, or the password changed since."""
    kept: dict[str, Any] = request.session.get(_KEY, {})
    if not kept or at.timestamp() - kept["at"] > PATIENCE_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["hash"]:
        return None
    return SignIn(user=user, next_url=kept["next"], device_id=kept["device"])


def verified(request: HttpRequest, sign_in: SignIn, device: Any, *, at: datetime) -> SignIn:
    """The second factor was right."""
    return _keep(request, replace(sign_in, device_id=device.persistent_id), at=at)


def renewed(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> SignIn:
    """The person has a new password; the log-in goes on with it."""
    return _keep(request, replace(sign_in, user=User.objects.get(pk=sign_in.user.pk)), at=at)


def next_step(sign_in: SignIn, *, at: datetime) -> Step:
    """A phone once set up is asked for always, an obligatory one is set up now; then the password, when it is due."""
    if not sign_in.device_id:
        if TOTPDevice.objects.filter(user=sign_in.user, confirmed=True).exists():
            return Step.VERIFY
        if settings.STAFF_OTP_REQUIRED:
            return Step.SET_UP
    return Step.PASSWORD if must_change(sign_in.user, at) else Step.DONE


@transaction.atomic
def finish(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> None:
    """Everything was right: from here on the session belongs to the person."""
    request.session.pop(_KEY, None)
    login(request, sign_in.user, backend=_BACKEND)
    if sign_in.device_id:
        mark_verified(request, Device.from_persistent_id(sign_in.device_id))
    record(act="log_in", subject=sign_in.user, actor=actor_of(sign_in.user, at=at), at=at)


def _keep(request: HttpRequest, sign_in: SignIn, *, at: datetime) -> SignIn:
    request.session[_KEY] = {
        "user": sign_in.user.pk,
        "hash": sign_in.user.get_session_auth_hash(),
        "next": sign_in.next_url,
        "device": sign_in.device_id,
        "at": at.timestamp(),
    }
    return sign_in
