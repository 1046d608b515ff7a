"""Proof that the trail is whole: every row as it was written, every chain unbroken, every seal in its place.

Reads everything once in constant memory and may run beside writers: what is compared across tables is compared in
one statement.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.db import connection
from django.db.models import Exists, OuterRef

from portal.audit.append_only import unguarded
from portal.audit.hashing import GENESIS, seal_digest
from portal.audit.models import Event, Seal, Unsealed
from portal.audit.selectors import seal_backlog

CHUNK = 2000
KEPT = 1000


class Fault(StrEnum):
    ALTERED = "altered"
    MISSING = "missing"
    FORKED = "forked"
    OUT_OF_ORDER = "out_of_order"
    SEAL_BROKEN = "seal_broken"
    NOT_QUEUED = "not_queued"
    UNGUARDED = "unguarded"
    TIP_UNKNOWN = "tip_unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong. ``event_id`` is the row it is about, when it is about a row."""

    fault: Fault
    event_id: int | None
    message: str


@dataclass
class Report:
    """``findings`` holds the first ``KEPT`` things wrong by row number; ``fault_count`` counts all of them."""

    events: int = 0
    seals: int = 0
    tip: str = GENESIS
    unsealed: int = 0
    oldest_unsealed_seconds: int = 0
    fault_count: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_intact(self) -> bool:
        return self.fault_count == 0

    def add(self, fault: Fault, event_id: int | None, message: str) -> None:
        self.fault_count += 1
        if len(self.findings) < KEPT:
            self.findings.append(Finding(fault, event_id, message))


def verify(*, at: datetime, known_tip: str = "") -> Report:
    """Check the whole trail. ``known_tip`` is a seal noted earlier outside this database; it must still be there."""
    report = Report()
    _check_subject_chains(report)
    _check_seals(report)
    _check_queue(report)
    for table in unguarded(connection):
        report.add(Fault.UNGUARDED, None, f"数据表 {table} 的防改保护不在，改动和删除不会被数据库拒绝。")
    if known_tip and not Seal.objects.filter(hash=known_tip).exists():
        report.add(Fault.TIP_UNKNOWN, None, f"从前记下的封条 {known_tip} 不在链上，整条链可能被换过。")
    report.unsealed, report.oldest_unsealed_seconds = seal_backlog(at=at)
    report.findings.sort(key=lambda finding: (finding.event_id is None, finding.event_id))
    return report


def _name(event: Event) -> str:
    return f"审计记录 {event.pk}（{event.subject_label} {event.subject_id} 的第{event.seq}条）"


def _check_subject_chains(report: Report) -> None:
    previous: Event | None = None
    rows = Event.objects.order_by("subject_label", "subject_id", "seq", "pk").iterator(chunk_size=CHUNK)
    for event in rows:
        report.events += 1
        if previous and (previous.subject_label, previous.subject_id) != (event.subject_label, event.subject_id):
            previous = None
        check_link(report, previous, event)
        if event.hash != event.digest():
            report.add(Fault.ALTERED, event.pk, f"{_name(event)}的内容被改过。")
        previous = event


def check_link(report: Report, previous: Event | None, event: Event) -> None:
    """Whether ``event`` follows ``previous`` on the chain of their subject; ``None`` stands before the first."""
    expected = previous.seq + 1 if previous else 1
    if event.seq < expected:
        report.add(Fault.FORKED, event.pk, f"{_name(event)}与另一条序号相同，链分了叉。")
    elif event.seq > expected:
        missing = f"第{expected}条" if event.seq == expected + 1 else f"第{expected}至{event.seq - 1}条"
        report.add(Fault.MISSING, event.pk, f"{_name(event)}之前缺少{missing}。")
    elif event.previous_hash != (previous.hash if previous else GENESIS):
        report.add(Fault.OUT_OF_ORDER, event.pk, f"{_name(event)}接不上前一条：前一条被重写，或者次序被调换。")


def _check_seals(report: Report) -> None:
    for seals in _chunks():
        hashes = dict(Event.objects.filter(pk__in=[seal.event_id for seal in seals]).values_list("pk", "hash"))
        for seal in seals:
            report.seals += 1
            _check_seal(report, seal, hashes.get(seal.event_id))
            report.tip = seal.hash


def _check_seal(report: Report, seal: Seal, event_hash: str | None) -> None:
    digest = seal_digest(
        event_id=seal.event_id, event_hash=seal.event_hash, previous_hash=seal.previous_hash, at=seal.at
    )
    if seal.previous_hash != report.tip:
        report.add(Fault.SEAL_BROKEN, seal.event_id, f"封条 {seal.pk} 接不上前一个封条：封条被删除、插入或者调换。")
    elif seal.hash != digest:
        report.add(Fault.SEAL_BROKEN, seal.event_id, f"封条 {seal.pk} 的内容被改过。")
    elif event_hash is None:
        report.add(Fault.MISSING, seal.event_id, f"审计记录 {seal.event_id} 封存过，现在不见了。")
    elif event_hash != seal.event_hash:
        report.add(Fault.ALTERED, seal.event_id, f"审计记录 {seal.event_id} 封存之后被重写过。")


def _chunks() -> Iterator[list[Seal]]:
    chunk: list[Seal] = []
    for seal in Seal.objects.order_by("pk").iterator(chunk_size=CHUNK):
        chunk.append(seal)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _check_queue(report: Report) -> None:
    """Every event is sealed or waits for its seal; everything that waits exists."""
    lost = Event.objects.filter(
        ~Exists(Seal.objects.filter(event_id=OuterRef("pk"))),
        ~Exists(Unsealed.objects.filter(event_id=OuterRef("pk"))),
    )
    for event in lost.order_by("pk").iterator(chunk_size=CHUNK):
        report.add(Fault.NOT_QUEUED, event.pk, f"{_name(event)}没有封条，也不在待封存之列：封条或者排队被删除过。")
    gone = Unsealed.objects.filter(~Exists(Event.objects.filter(pk=OuterRef("event_id"))))
    for event_id in gone.order_by("event_id").values_list("event_id", flat=True):
        report.add(Fault.MISSING, event_id, f"审计记录 {event_id} 等待封存时不见了。")
