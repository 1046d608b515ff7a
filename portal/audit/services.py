"""The one way into the audit trail."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from portal.actors import Actor
from portal.audit.hashing import GENESIS, seal_digest
from portal.audit.models import Event, Seal, Unsealed, Verification
from portal.audit.verification import verify
from portal.errors import StaleState
from portal.subjects import SubjectRef, ref

SEAL_BATCH = 2000


def record(
    *,
    act: str,
    subject: models.Model | SubjectRef,
    actor: Actor,
    at: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    act_id: UUID | None = None,
) -> Event:
    """Append one event to the subject's chain, inside the caller's transaction.

    Several events of one act share ``act_id``. Raises ``StaleState`` when another writer appended to the same
    subject at the same moment, and ``RuntimeError`` outside a transaction: act and record stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record() needs the transaction of the act")
    target = subject if isinstance(subject, SubjectRef) else ref(subject)
    chain = Event.objects.filter(subject_label=target.label, subject_id=target.pk)
    last = chain.order_by("-seq").values_list("seq", "hash").first()
    event = _event(Change(target, before or {}, after or {}), last, act, actor, at, reason, act_id or uuid4())
    try:
        with transaction.atomic():
            event.save(force_insert=True)
            Unsealed.objects.create(event_id=event.pk)
    except IntegrityError as error:
        if chain.filter(seq=event.seq).exists():
            raise StaleState from error
        raise
    return event


@dataclass(frozen=True, slots=True)
class Change:
    """What one act did to one of many subjects."""

    subject: SubjectRef
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def record_all(act: str, changes: Sequence[Change], *, actor: Actor, at: datetime, reason: str, act_id: UUID) -> None:
    """One event per change, as ``record`` writes them, in a handful of queries; raises alike."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit.record_all() needs the transaction of the act")
    tips = _tips({(change.subject.label, change.subject.pk) for change in changes})
    events = []
    for change in changes:
        chain = (change.subject.label, change.subject.pk)
        event = _event(change, tips.get(chain), act, actor, at, reason, act_id)
        tips[chain] = (event.seq, event.hash)
        events.append(event)
    try:
        with transaction.atomic():
            made = Event.objects.bulk_create(events)
            Unsealed.objects.bulk_create(Unsealed(event_id=event.pk) for event in made)
    except IntegrityError as error:
        raise StaleState from error


def _event(
    change: Change, last: tuple[int, str] | None, act: str, actor: Actor, at: datetime, reason: str, act_id: UUID
) -> Event:
    """The row after ``last`` (place and hash) of its subject's chain."""
    event = Event(
        at=at,
        act=act,
        act_id=act_id,
        actor_kind=actor.kind.value,
        actor_id=actor.id,
        actor_name=actor.name,
        organ_id=actor.organ_id,
        organ_name=actor.organ_name,
        subject_label=change.subject.label,
        subject_id=change.subject.pk,
        subject_title=change.subject.title,
        seq=(last[0] if last else 0) + 1,
        before=_plain(change.before),
        after=_plain(change.after),
        reason=reason,
        previous_hash=last[1] if last else GENESIS,
    )
    event.hash = event.digest()
    return event


def _tips(chains: set[tuple[str, int]]) -> dict[tuple[str, int], tuple[int, str]]:
    """Place and hash of the last event of each subject that has one."""
    found: dict[tuple[str, int], tuple[int, str]] = {}
    for label in {label for label, _ in chains}:
        ids = [pk for each, pk in chains if each == label]
        events = Event.objects.filter(subject_label=label, subject_id__in=ids).order_by("subject_id", "seq")
        for pk, seq, digest in events.values_list("subject_id", "seq", "hash"):
            found[label, pk] = (seq, digest)
    return found


def seal(*, at: datetime) -> int:
    """Tie up to ``SEAL_BATCH`` waiting events into the city-wide chain; returns how many.

    Two sealers cannot fork the chain: ``previous_hash`` is unique, so the second one's batch is refused whole.
    """
    if not Unsealed.objects.exists():
        return 0
    tip = _tip()
    try:
        with transaction.atomic():
            return _seal_batch(at)
    except IntegrityError:
        if _tip() == tip:
            raise
        return 0  # another sealer was first; what it left is sealed next time


def _tip() -> str:
    return Seal.objects.order_by("-pk").values_list("hash", flat=True).first() or GENESIS


def _seal_batch(at: datetime) -> int:
    waiting = Unsealed.objects.order_by("event_id").values_list("event_id", flat=True)[:SEAL_BATCH]
    rows = list(Event.objects.filter(pk__in=list(waiting)).order_by("pk").values_list("pk", "hash"))
    previous = _tip()
    seals = []
    for event_id, event_hash in rows:
        digest = seal_digest(event_id=event_id, event_hash=event_hash, previous_hash=previous, at=at)
        seals.append(Seal(event_id=event_id, event_hash=event_hash, previous_hash=previous, hash=digest, at=at))
        previous = digest
    Seal.objects.bulk_create(seals)
    # A queued event that is gone stays queued: the verification names it.
    Unsealed.objects.filter(pk__in=[event_id for event_id, _ in rows]).delete()
    return len(seals)


def keep_verification(*, at: datetime) -> Verification:
    """Check the whole trail and keep the result as a row."""
    report = verify(at=at)
    return Verification.objects.create(
        at=at,
        events=report.events,
        seals=report.seals,
        unsealed=report.unsealed,
        tip=report.tip,
        faults=report.fault_count,
        first_fault=report.findings[0].message if report.findings else "",
    )


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """The mapping as every database will give it back, so that the hash can be checked later.

    Floats become text: PostgreSQL writes 1e22 and 1.50 in its own way.
    """
    text = json.dumps(dict(values or {}), cls=DjangoJSONEncoder, ensure_ascii=False)
    plain: dict[str, Any] = json.loads(text, parse_float=str, parse_constant=str)
    return plain
