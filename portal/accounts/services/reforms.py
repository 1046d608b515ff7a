"""机构改革: an organ ends or gives up part of its duties, and another answers for them from that day on (S2-7.5c).

Finished items keep the organ they were made under. Everything open moves in the one transaction of the reform.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from portal import clock
from portal.accounts import rules, succession
from portal.accounts.models import Organ, Reform
from portal.accounts.services.organs import require_active, require_basis
from portal.accounts.services.saving import shown
from portal.accounts.states import ReformKind
from portal.accounts.succession import Succession
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.subjects import SubjectRef


@transaction.atomic
def merge_organs(organs: Sequence[Organ], *, into: Organ, basis: str, actor: Actor, at: datetime) -> list[SubjectRef]:
    """并入: ``organs`` end yesterday, ``into`` answers from today. Returns everything that moved.

    For a new organ made of old ones, found it first.
    """
    rules.require_admin(actor, doing="机关合并")
    require_basis(basis)
    if not organs:
        raise DomainError("至少选一个被并入的机关。", field="organs")
    today = clock.local(at).date()
    *ending, into = _held([*organs, into])
    if into.pk in {organ.pk for organ in ending}:
        raise DomainError("承接机关不能同时是被并入的机关。", field="into")
    require_active(into, today, field="into")
    act_id, moved = uuid4(), []
    for organ in ending:
        estate = Succession(source=organ, heir=into, on=today, actor=actor, at=at)
        moved += _pass_on(estate, act_id=act_id, basis=basis)
        _close(organ, into, ReformKind.MERGED, on=today, basis=basis, actor=actor, at=at, act_id=act_id)
    return moved


@transaction.atomic
def split_organ(
    organ: Organ,
    *,
    heir: Organ,
    assigned: Mapping[tuple[str, int], Organ],
    basis: str,
    actor: Actor,
    at: datetime,
) -> list[SubjectRef]:
    """分设: what ``assigned`` names goes to its new organ, everything else open to ``heir``. Returns what moved.

    ``heir`` may be the organ itself: it lives on with what was not given away.
    """
    rules.require_admin(actor, doing="机关分设")
    require_basis(basis)
    today = clock.local(at).date()
    organ, *others = _held([organ, heir, *assigned.values()])
    by_key = {other.pk: other for other in [organ, *others]}
    for other in others:
        require_active(other, today, field="heir")
    require_active(organ, today)
    act_id = uuid4()
    estate = Succession(
        source=organ,
        heir=by_key[heir.pk],
        on=today,
        actor=actor,
        at=at,
        assigned={key: by_key[other.pk] for key, other in assigned.items()},
    )
    moved = _pass_on(estate, act_id=act_id, basis=basis)
    for share in {other.pk: other for other in others if other.pk not in {organ.pk, heir.pk}}.values():
        Reform.objects.create(organ=organ, kind=ReformKind.SPLIT, heir=share, on=today, basis=basis.strip())
    if heir.pk != organ.pk:
        _close(organ, by_key[heir.pk], ReformKind.SPLIT, on=today, basis=basis, actor=actor, at=at, act_id=act_id)
    else:
        record(act="split_organ", subject=organ, actor=actor, at=at, reason=basis.strip(), act_id=act_id)
    return moved


@transaction.atomic
def abolish_organ(organ: Organ, *, decided_by: Organ, basis: str, actor: Actor, at: datetime) -> list[SubjectRef]:
    """撤销 without an heir: the organ that decided it answers for what is left (S2-7.5c). Returns what moved."""
    rules.require_admin(actor, doing="撤销机关")
    require_basis(basis)
    today = clock.local(at).date()
    organ, decided_by = _held([organ, decided_by])
    if organ.pk == decided_by.pk:
        raise DomainError("机关不能由自己决定撤销。", field="decided_by")
    require_active(decided_by, today, field="decided_by")
    act_id = uuid4()
    estate = Succession(source=organ, heir=decided_by, on=today, actor=actor, at=at)
    moved = _pass_on(estate, act_id=act_id, basis=basis)
    _close(organ, decided_by, ReformKind.ABOLISHED, on=today, basis=basis, actor=actor, at=at, act_id=act_id)
    return moved


def _held(organs: Sequence[Organ]) -> list[Organ]:
    """The rows as they stand now, locked in one order so that two reforms cannot wait for each other."""
    keys = [organ.pk for organ in organs]
    rows = {row.pk: row for row in Organ.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def _pass_on(estate: Succession, *, act_id: UUID, basis: str) -> list[SubjectRef]:
    """Move everything open and record it on every subject, under the one act."""
    moved = succession.move_all(estate)
    for target in moved:
        record(
            act="pass_to_heir",
            subject=target,
            actor=estate.actor,
            at=estate.at,
            before={"organ": shown(estate.source)},
            after={"organ": shown(estate.heir_by_key(target.label, target.pk))},
            reason=basis.strip(),
            act_id=act_id,
        )
    return moved


def _close(
    organ: Organ, heir: Organ, kind: ReformKind, *, on: date, basis: str, actor: Actor, at: datetime, act_id: UUID
) -> None:
    """The organ's last day is the day before ``on``."""
    require_active(organ, on)
    if organ.active_from >= on:
        raise DomainError(f"{organ.name}今天刚设立，最早明天才能撤并。")
    organ.active_to, organ.successor = on - timedelta(days=1), heir
    organ.save(update_fields=["active_to", "successor"])
    Reform.objects.create(organ=organ, kind=kind, heir=heir, on=on, basis=basis.strip())
    record(
        act="close_organ",
        subject=organ,
        actor=actor,
        at=at,
        before={"active_to": None, "successor": None},
        after={"active_to": organ.active_to, "successor": shown(heir), "kind": kind.value},
        reason=basis.strip(),
        act_id=act_id,
    )
