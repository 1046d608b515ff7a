"""Accounts of staff: opened with a password for the first day, closed with their appointments, never deleted."""

import secrets
from datetime import datetime, timedelta

from axes.utils import reset as lift_lock
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp import devices_for_user

from portal.accounts import rules
from portal.accounts.models import PastPassword, User
from portal.accounts.passwords import is_same_as, temporary_password
from portal.accounts.services.appointments import end_all
from portal.accounts.services.saving import change, check, locked
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed


@transaction.atomic
def create_user(
    *, actor: Actor, at: datetime, username: str, name: str, phone: str = "", email: str = ""
) -> tuple[User, str]:
    """Open an account. Returns it with the temporary password, which is shown once and kept nowhere."""
    rules.require_admin(actor, doing="新增用户")
    user = User(
        username=username.strip(),
        name=name.strip(),
        phone=phone.strip(),
        email=email.strip(),
        is_staff=True,
        date_joined=at,
    )
    password = _give_temporary(user, at)
    check(user)
    user.save(force_insert=True)
    after = {"username": user.username, "name": user.name}
    record(act="create_user", subject=user, actor=actor, at=at, after=after)
    return user, password


@transaction.atomic
def describe_user(user: User, *, name: str, phone: str, email: str, actor: Actor, at: datetime) -> User:
    """Change name, telephone or mail address."""
    rules.require_admin(actor, doing="修改用户资料")
    user = locked(user)
    change(
        user,
        {"name": name.strip(), "phone": phone.strip(), "email": email.strip()},
        act="describe_user",
        actor=actor,
        at=at,
    )
    return user


@transaction.atomic
def change_password(user: User, *, password: str, actor: Actor, at: datetime) -> None:
    """The person's own new password. Raises ``InvalidInput`` when it breaks the policy or was used before.

    Every other session of the person ends with it.
    """
    if actor.id != user.pk:
        raise NotAllowed("只能修改自己的密码。")
    user = locked(user)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidInput({"new_password1": "".join(error.messages)}) from error
    kept = list(user.past_passwords.values_list("password", flat=True)[: settings.PASSWORD_HISTORY])
    if is_same_as(password, [user.password, *kept]):
        raise InvalidInput({"new_password1": f"不能和现在的密码、最近{settings.PASSWORD_HISTORY}次用过的密码相同。"})
    PastPassword.objects.create(user=user, password=user.password, at=at)
    user.set_password(password)
    user.password_changed_at, user.temporary_until = at, None
    user.save(update_fields=["password", "password_changed_at", "temporary_until"])
    record(act="change_password", subject=user, actor=actor, at=at)


@transaction.atomic
def reset_password(user: User, *, reason: str, actor: Actor, at: datetime) -> str:
    """Give a new temporary password, shown once. The person's sessions end."""
    user = _for_admin(user, doing="重设密码", reason=reason, actor=actor)
    password = _give_temporary(user, at)
    user.save(update_fields=["password", "password_changed_at", "temporary_until"])
    record(act="reset_password", subject=user, actor=actor, at=at, reason=reason.strip())
    return password


@transaction.atomic
def reset_second_factor(user: User, *, reason: str, actor: Actor, at: datetime) -> None:
    """Forget the person's phone and recovery codes; the next log-in sets them up anew."""
    user = _for_admin(user, doing="重设动态口令", reason=reason, actor=actor)
    for device in devices_for_user(user, confirmed=None):
        device.delete()
    record(act="reset_second_factor", subject=user, actor=actor, at=at, reason=reason.strip())


@transaction.atomic
def unlock(user: User, *, reason: str, actor: Actor, at: datetime) -> None:
    """Lift the lock that too many failed log-ins put on the account."""
    user = _for_admin(user, doing="解除锁定", reason=reason, actor=actor)
    lift_lock(username=user.username)
    record(act="unlock", subject=user, actor=actor, at=at, reason=reason.strip())


@transaction.atomic
def close_account(user: User, *, reason: str, actor: Actor, at: datetime) -> None:
    """Close an account: all appointments and sessions end at once. What the person did stays under the name."""
    user = _for_admin(user, doing="停用账号", reason=reason, actor=actor)
    if not user.is_active:
        raise DomainError("这个账号已经停用。")
    end_all(user, actor=actor, at=at, reason=reason.strip())
    change(user, {"is_active": False}, act="close_account", actor=actor, at=at, reason=reason.strip())


@transaction.atomic
def reopen_account(user: User, *, reason: str, actor: Actor, at: datetime) -> str:
    """Open a closed account again, with a temporary password and without appointments."""
    user = _for_admin(user, doing="恢复账号", reason=reason, actor=actor)
    if user.is_active:
        raise DomainError("这个账号没有停用。")
    password = _give_temporary(user, at)
    user.save(update_fields=["password", "password_changed_at", "temporary_until"])
    change(user, {"is_active": True}, act="reopen_account", actor=actor, at=at, reason=reason.strip())
    return password


def _for_admin(user: User, *, doing: str, reason: str, actor: Actor) -> User:
    rules.require_admin(actor, doing=doing)
    if actor.id == user.pk:
        raise NotAllowed(f"不能给自己{doing}，请另一位系统管理员办理。")
    if not reason.strip():
        raise DomainError(f"写明{doing}的原因，以及怎样核实了本人身份。", field="reason")
    return locked(user)


def _give_temporary(user: User, at: datetime) -> str:
    password = temporary_password(secrets.SystemRandom())
    user.set_password(password)
    user.password_changed_at = None
    user.temporary_until = at + timedelta(hours=settings.TEMPORARY_PASSWORD_HOURS)
    return password
