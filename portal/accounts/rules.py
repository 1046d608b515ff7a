"""May this actor do this? One answer for every surface."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.states import CASE_ROLES, CITY_WIDE_ROLES, EXCLUSIVE_ROLES, LEADING_ROLES, UNIQUE_ROLES, Role
from portal.actors import Actor
from portal.errors import NotAllowed


def holds(actor: Actor, roles: Iterable[str], organ_id: int | None) -> bool:
    """Whether the actor holds one of ``roles`` in that organ; city-wide roles count in every organ."""
    return any(actor.holds_anywhere(role) if role in CITY_WIDE_ROLES else actor.holds(role, organ_id) for role in roles)


def require(actor: Actor, roles: Iterable[str], organ: Organ | None, *, doing: str) -> None:
    """Raises ``NotAllowed`` unless the actor holds one of ``roles`` in ``organ``. ``doing`` completes the sentence."""
    wanted = tuple(roles)
    if actor.is_system or holds(actor, wanted, organ.pk if organ else None):
        return
    names = "、".join(Role(role).label for role in wanted)
    raise NotAllowed(f"{doing}要由{organ.short_name if organ else ''}{names}办理，您没有这个任命。")


def sees_every_organ(actor: Actor) -> bool:
    return any(actor.holds_anywhere(role) for role in CITY_WIDE_ROLES)


def case_organ_ids(actor: Actor) -> frozenset[int]:
    """Organs whose cases the actor may read because of an appointment there."""
    return frozenset(organ for organ, role in actor.roles if role in CASE_ROLES)


def led_organ_ids(actor: Actor) -> frozenset[int]:
    """Organs the actor answers for as head, as signer, or as head of the disclosure office."""
    return frozenset(organ for organ, role in actor.roles if role in LEADING_ROLES)


def leads(actor: Actor) -> bool:
    """Whether the page of those who lead opens."""
    return sees_every_organ(actor) or bool(led_organ_ids(actor))


def require_admin(actor: Actor, *, doing: str) -> None:
    """Raises ``NotAllowed`` unless the actor keeps the register of organs and people."""
    if not (actor.is_system or actor.holds_anywhere(Role.SYSTEM_ADMIN)):
        raise NotAllowed(f"{doing}要由系统管理员办理，您没有这个任命。")


def appointment_conflict(role: str, organ: Organ, person: Iterable[Appointment], holders: Iterable[Appointment]) -> str:
    """Why the appointment cannot be made, in Chinese; empty when it can.

    ``person`` are the person's own appointments in that period, ``holders`` the organ's appointments to the role.
    """
    label = Role(role).label
    for held in person:
        if held.organ_id == organ.pk and held.role == role:
            return f"这段时间里已经是{organ.short_name}{label}，不用再任命。"
        if role in EXCLUSIVE_ROLES or held.role in EXCLUSIVE_ROLES:
            alone = Role(role if role in EXCLUSIVE_ROLES else held.role).label
            return f"{alone}不能兼任其他角色，这段时间里已有任命：{held.organ.short_name}{Role(held.role).label}。"
    if role in UNIQUE_ROLES:
        for held in holders:
            return f"{organ.short_name}{label}同一时间只能有一人，现在是{held.user.name}。先结束原任命。"
    return ""


def may_enter_staff(user: User | AnonymousUser, actor: Actor) -> bool:
    """Whether the staff site opens: an active account of staff, an appointment in force, and, where it is
    obligatory, a session that passed the second factor. ``actor`` is the one the user is now."""
    if not (user.is_authenticated and user.is_active and user.is_staff and actor.roles):
        return False
    return is_verified(user) or not settings.STAFF_OTP_REQUIRED


def is_verified(user: User | AnonymousUser) -> bool:
    """Whether this session passed the second factor; a user who came without a session did not."""
    return bool(getattr(user, "is_verified", lambda: False)())
