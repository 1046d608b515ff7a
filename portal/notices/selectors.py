"""Whom to tell, and what is waiting."""

from collections.abc import Iterable
from datetime import datetime

from portal import clock
from portal.accounts.models import Appointment, Organ, User
from portal.notices.models import Notice, NoticeQuerySet


def recipients_of(organ: Organ | None, *roles: str, at: datetime) -> list[User]:
    """Active people who hold one of ``roles`` in ``organ`` at that moment; in any organ when it is ``None``."""
    held = Appointment.objects.in_force(clock.local(at).date()).filter(role__in=roles)
    if organ is not None:
        held = held.filter(organ=organ)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("pk"))


def recipients_among(organs: Iterable[Organ], *roles: str, at: datetime) -> list[User]:
    """Active people who hold one of ``roles`` in one of ``organs``. One query, however many organs."""
    held = Appointment.objects.in_force(clock.local(at).date()).filter(role__in=roles, organ__in=organs)
    return list(User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("pk"))


def inbox(user: User) -> NoticeQuerySet:
    return Notice.objects.inbox_of(user.pk)


def unread_count(user: User) -> int:
    return Notice.objects.inbox_of(user.pk).unread().count()
