"""A department's export, row by row: what is new is registered, what changed is changed while it is a draft."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from disclosure.credit import parts
from disclosure.credit.importing import Incoming, incoming, unknown_headings
from disclosure.credit.models import CreditRecord
from disclosure.credit.services.registering import change_imported, known, register_imported
from disclosure.credit.states import REGISTRARS, RecordState
from disclosure.documents.importing.mapping import RowFault
from disclosure.documents.importing.reading import SourceRow
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.screening.kinds import Kind
from portal.screening.locating import locate
from portal.screening.services import marks_in, note_refusal

BATCH = 100


@dataclass(slots=True)
class Outcome:
    """What became of the rows; ``faults`` are (line, reason), ``findings`` (line, what the screening found)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    findings: list[tuple[int, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.created + self.updated + self.unchanged + len(self.faults)


@dataclass(slots=True)
class ImportRun:
    """One file. A decision is known by organ, kind and number: running it again changes nothing."""

    organ: Organ
    kind: str
    actor: Actor
    at: datetime
    dry_run: bool = False
    outcome: Outcome = field(default_factory=Outcome)
    _seen: dict[str, int] = field(default_factory=dict)
    _knows_headings: bool = False

    def take(self, rows: Iterable[SourceRow]) -> Outcome:
        """Raises ``NotAllowed``, or ``InvalidInput`` for a file without the columns every row needs."""
        require(self.actor, REGISTRARS, self.organ, doing="导入信用信息")
        for batch in _batches(rows):
            self._store(batch)
        return self.outcome

    def _store(self, batch: Sequence[SourceRow]) -> None:
        checked = [row for row in (self._checked(row) for row in batch) if row is not None]
        standing = known(self.organ, self.kind, [row.values["number"] for row in checked])
        withdrawn = self._withdrawn(checked)
        with transaction.atomic():
            for row in checked:
                self._one(row, standing.get(row.values["number"]), row.values["number"] in withdrawn)

    def _checked(self, row: SourceRow) -> Incoming | None:
        if row.fault:
            self._refuse(row.line, row.fault)
            return None
        self._look_at_headings(row)
        try:
            found = incoming(self.kind, row.line, row.values, today=local(self.at).date())
        except RowFault as fault:
            self._refuse(row.line, fault.message)
            return None
        first = self._seen.setdefault(found.values["number"], row.line)
        if first != row.line:
            self._refuse(row.line, f"文书号和第{first}行重复")
            return None
        return found if self._is_unmarked(found) else None

    def _look_at_headings(self, row: SourceRow) -> None:
        if not self._knows_headings and (lacking := unknown_headings(self.kind, row.values)):
            raise InvalidInput({"file": lacking})
        self._knows_headings = True

    def _is_unmarked(self, row: Incoming) -> bool:
        """What carries 密级标志 is refused unstored."""
        typed = parts.typed(self.kind, row.values)
        if not any(marks_in(part.text) for part in typed):
            return True
        self._refuse(row.line, "有密级标志（★），没有导入：请按保密规定处理")
        if not self.dry_run:
            note_refusal(typed, doing="导入信用信息", actor=self.actor, at=self.at)
        return False

    def _refuse(self, line: int, reason: str) -> None:
        self.outcome.faults.append((line, reason))

    def _withdrawn(self, rows: Iterable[Incoming]) -> frozenset[str]:
        """Numbers whose record was taken down with its reasons: an old export must not bring them back."""
        numbers = [row.values["number"] for row in rows]
        down = CreditRecord.objects.filter(organ=self.organ, kind=self.kind, number__in=numbers)
        return frozenset(down.filter(state=RecordState.WITHDRAWN).values_list("number", flat=True))

    def _one(self, row: Incoming, record: CreditRecord | None, is_withdrawn: bool) -> None:
        if record is not None and record.import_digest == row.digest:
            self.outcome.unchanged += 1
        elif record is not None and record.state != RecordState.DRAFT:
            self._refuse(row.line, f"已经“{record.get_state_display()}”，和表里不一样，没有更新：要改的先退回或者撤回")
        elif record is None and is_withdrawn:
            self._refuse(row.line, "这个文书号的信息已经撤回，没有重新登记")
        else:
            self._report(row)
            self._write(row, record)

    def _write(self, row: Incoming, record: CreditRecord | None) -> None:
        if record is None:
            self.outcome.created += 1
        else:
            self.outcome.updated += 1
        if self.dry_run:
            return
        if record is None:
            register_imported(self.organ, self.kind, row.values, row.digest, actor=self.actor, at=self.at)
        else:
            change_imported(record, row.values, row.digest, actor=self.actor, at=self.at)

    def _report(self, row: Incoming) -> None:
        if found := locate(parts.typed(self.kind, row.values)):
            counted = Counter(Kind(each.kind).label for each in found)
            self.outcome.findings.append((row.line, "、".join(f"{label}{count}处" for label, count in counted.items())))


def _batches(rows: Iterable[SourceRow]) -> Iterator[list[SourceRow]]:
    batch: list[SourceRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def import_rows(*, organ: Organ, kind: str, rows: Iterable[SourceRow], actor: Actor, at: datetime) -> Outcome:
    """Take in what is right; the rest is in ``faults``. Raises ``DomainError`` when nothing is."""
    outcome = ImportRun(organ, kind, actor, at).take(rows)
    if not outcome.rows or len(outcome.faults) == outcome.rows:
        raise DomainError("没有可以导入的行，请看每一行的说明。", field="file")
    return outcome
