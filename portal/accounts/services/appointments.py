"""任命: rights are given to a person, in an organ, for a period, and end by a date."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portal import clock
from portal.accounts import rules
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.services.saving import check, locked, shown
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, NotAllowed
from portal.subjects import SubjectRef, ref


@transaction.atomic
def appoint(
    user: User,
    *,
    organ: Organ,
    role: Role | str,
    starts_on: date,
    ends_on: date | None = None,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> Appointment:
    """Give a role. A stand-in for a leave is an appointment with an end.

    Raises ``InvalidInput``, or ``DomainError`` when the role is taken or does not go with another one held.
    """
    rules.require_admin(actor, doing="任命")
    if actor.id == user.pk:
        raise NotAllowed("不能任命自己，请另一位系统管理员办理。")
    organ = locked(organ)  # one appointment to an organ at a time: two cannot both find the seat empty
    user = locked(user)
    if not user.is_active:
        raise DomainError(f"{user.name}的账号已停用，先恢复账号再任命。", field="user")
    if not organ.is_active(starts_on):
        raise DomainError(f"{organ.name}在{starts_on}不存在，不能任命。", field="organ")
    appointment = Appointment(user=user, organ=organ, role=role, starts_on=starts_on, ends_on=ends_on)
    check(appointment, constraints=False)
    conflict = _conflict(appointment)
    if conflict:
        raise DomainError(conflict, field="role")
    appointment.save(force_insert=True)
    _record("appoint", appointment, actor=actor, at=at, reason=reason)
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, ends_on: date, reason: str, actor: Actor, at: datetime) -> None:
    """End a role with ``ends_on`` as its last day; yesterday ends it at once.

    An appointment that would end before it began is taken back altogether; the record keeps it.
    """
    rules.require_admin(actor, doing="结束任命")
    if not reason.strip():
        raise DomainError("写明结束任命的原因，例如调离、退休。", field="reason")
    appointment = locked(appointment)
    if ends_on < clock.local(at).date() - timedelta(days=1):
        raise DomainError("最早从今天起失效，填昨天的日期；以前的日子已经按原任命办过事。", field="ends_on")
    if appointment.ends_on and appointment.ends_on < ends_on:
        raise DomainError(f"这项任命到{appointment.ends_on}为止，不能往后延；要延长请重新任命。", field="ends_on")
    _end(appointment, ends_on, actor=actor, at=at, reason=reason.strip())


def end_all(user: User, *, actor: Actor, at: datetime, reason: str) -> None:
    """End every appointment of a person at once."""
    yesterday = clock.local(at).date() - timedelta(days=1)
    for appointment in _running(Q(user=user), yesterday):
        _end(appointment, yesterday, actor=actor, at=at, reason=reason)


def move_appointments(estate: Succession) -> list[SubjectRef]:
    """The mover of appointments: each person goes on in the same role at the heir, unless the seat there is taken."""
    last_day = estate.on - timedelta(days=1)
    moved = []
    for appointment in _running(Q(organ=estate.source), last_day):
        heir = estate.heir_of(appointment)
        if heir.pk == estate.source.pk:
            continue
        moved.append(ref(appointment))
        until = appointment.ends_on
        _end(appointment, last_day, actor=estate.actor, at=estate.at, reason="机构改革")
        follow = Appointment(
            user=appointment.user,
            organ=heir,
            role=appointment.role,
            starts_on=max(estate.on, appointment.starts_on),
            ends_on=until,
        )
        if not _conflict(follow):
            follow.save(force_insert=True)
            _record("appoint", follow, actor=estate.actor, at=estate.at, reason="机构改革")
    return moved


def _running(which: Q, last_day: date) -> list[Appointment]:
    """Appointments that reach beyond ``last_day``, locked."""
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("user", "organ").order_by("pk")
    return list(rows.filter(which).filter(Q(ends_on=None) | Q(ends_on__gt=last_day)))


def _end(appointment: Appointment, last_day: date, *, actor: Actor, at: datetime, reason: str) -> None:
    before, target = _content(appointment), ref(appointment)
    if appointment.starts_on > last_day:
        appointment.delete()
        record(act="revoke_appointment", subject=target, actor=actor, at=at, before=before, reason=reason)
        return
    appointment.ends_on = last_day
    appointment.save(update_fields=["ends_on"])
    after = {"ends_on": last_day}
    record(act="end_appointment", subject=target, actor=actor, at=at, before=before, after=after, reason=reason)


def _conflict(wanted: Appointment) -> str:
    rows = Appointment.objects.select_related("user", "organ")
    period = Q(starts_on__lte=wanted.ends_on) if wanted.ends_on else Q()
    period &= Q(ends_on=None) | Q(ends_on__gte=wanted.starts_on)
    return rules.appointment_conflict(
        wanted.role,
        wanted.organ,
        person=rows.filter(period, user=wanted.user),
        holders=rows.filter(period, organ=wanted.organ, role=wanted.role),
    )


def _record(act: str, appointment: Appointment, *, actor: Actor, at: datetime, reason: str) -> None:
    record(act=act, subject=appointment, actor=actor, at=at, after=_content(appointment), reason=reason.strip())


def _content(appointment: Appointment) -> dict[str, object]:
    return {
        "user": shown(appointment.user),
        "organ": shown(appointment.organ),
        "role": appointment.role,
        "starts_on": appointment.starts_on,
        "ends_on": appointment.ends_on,
    }
