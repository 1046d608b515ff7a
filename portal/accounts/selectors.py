"""Who holds what, when."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal import clock
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.states import (
    POWERFUL_ROLES,
    PUBLISHED_ROLES,
    REQUIRED_ROLES,
    STATUTORY_KINDS,
    OrganKind,
    Role,
)
from portal.actors import Actor, ActorKind


def actor_of(user: User | AnonymousUser, *, at: datetime) -> Actor:
    """The actor a signed-in person is at that moment; an anonymous visitor is a citizen without roles. One query."""
    if not isinstance(user, User) or not user.is_active:
        return Actor(kind=ActorKind.CITIZEN, id=None, name="公众")
    held = list(
        Appointment.objects.filter(user=user)
        .in_force(clock.local(at).date())
        .order_by("pk")
        .values_list("organ_id", "organ__name", "role")
    )
    organ_id, organ_name = (held[0][0], held[0][1]) if held else (None, "")
    return Actor(
        kind=ActorKind.USER,
        id=user.pk,
        name=user.name or user.username,
        organ_id=organ_id,
        organ_name=organ_name,
        roles=frozenset((organ, role) for organ, _, role in held),
    )


def site_organ(on: date) -> Organ | None:
    """Who answers for the site as a whole: where the oversight office sits, else the city government. Two queries."""
    seats = Appointment.objects.in_force(on).filter(role=Role.OVERSIGHT).order_by("pk")
    office = Organ.objects.filter(pk__in=seats.values("organ")[:1]).first()
    return office or Organ.objects.listed(on).filter(kind=OrganKind.GOVERNMENT).first()


@dataclass(frozen=True, slots=True)
class Privilege:
    """One powerful appointment in force, and whether it is used."""

    username: str
    name: str
    organ: str
    role: str
    role_label: str
    since: date
    until: date | None
    last_login: datetime | None
    has_second_factor: bool
    is_unused: bool

    def as_json(self) -> dict[str, Any]:
        row = asdict(self)
        moments = {"since": self.since, "until": self.until, "last_login": self.last_login}
        return row | {name: value.isoformat() if value else None for name, value in moments.items()}


def privileged_access(*, at: datetime) -> list[Privilege]:
    """Everybody who holds one of ``POWERFUL_ROLES`` today. One query.

    Unused means: no log-in for ``PRIVILEGED_UNUSED_DAYS``, counted from the appointment when there was none.
    """
    today = clock.local(at).date()
    device = TOTPDevice.objects.filter(user=OuterRef("user"), confirmed=True)
    held = (
        Appointment.objects.in_force(today)
        .filter(role__in=POWERFUL_ROLES, user__is_active=True)
        .select_related("user", "organ")
        .annotate(has_second_factor=Exists(device))
        .order_by("role", "organ__position", "organ", "user__username")
    )
    return [_privilege(appointment, at) for appointment in held]


def _privilege(held: Any, at: datetime) -> Privilege:
    """``held`` is an appointment annotated with ``has_second_factor``."""
    seen = held.user.last_login or clock.start_of_day(held.starts_on)
    return Privilege(
        username=held.user.username,
        name=held.user.name,
        organ=held.organ.name,
        role=held.role,
        role_label=held.get_role_display(),
        since=held.starts_on,
        until=held.ends_on,
        last_login=held.user.last_login,
        has_second_factor=held.has_second_factor,
        is_unused=(at - seen).days > settings.PRIVILEGED_UNUSED_DAYS,
    )


def locked_usernames(*, at: datetime) -> frozenset[str]:
    """Accounts that refuse every log-in at present because of failed ones. One query."""
    since = at - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(
        attempt_time__gte=since, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
    )
    return frozenset(attempts.values_list("username", flat=True))


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the register of organs lacks before the city may open."""

    organ: str
    text: str


def gaps(*, on: date) -> list[Gap]:
    """What is missing in the register: a kind of organ (S0-1.2), a head, the head of the disclosure office (art. 4),
    a deputy in charge (S3-7.1b), a code. Two queries."""
    organs = list(Organ.objects.active(on).domestic().order_by("position", "pk"))
    held = set(Appointment.objects.in_force(on).values_list("organ_id", "role"))
    kinds = {organ.kind for organ in organs}
    found = [Gap("", f"没有登记{kind.label}。") for kind in STATUTORY_KINDS if kind not in kinds]
    for organ in organs:
        if not organ.uscc:
            found.append(Gap(organ.name, "没有统一社会信用代码，不能编索引号。"))
        if organ.kind in STATUTORY_KINDS:
            if not organ.number_code:
                found.append(Gap(organ.name, "没有机关代字，不能编发文字号。"))
            found += [
                Gap(organ.name, f"没有任命{role.label}。") for role in REQUIRED_ROLES if (organ.pk, role) not in held
            ]
    return found


def in_charge(organ: Organ, *, on: date) -> list[tuple[Role, str]]:
    """Role and name of those whose division of work is published, in the order of the roles. One query."""
    held = Appointment.objects.in_force(on).filter(organ=organ, role__in=PUBLISHED_ROLES).order_by("starts_on", "pk")
    people = list(held.values_list("role", "user__name"))
    return [(role, name) for role in PUBLISHED_ROLES for of_role, name in people if of_role == role]
