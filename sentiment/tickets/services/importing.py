"""What a monitoring system collected, row by row: what is new is registered, what is known already is left alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from disclosure.documents.importing.reading import SourceRow
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.clock import local
from portal.errors import DomainError, InvalidInput
from portal.screening.services import refuse_marks
from sentiment.tickets import fields
from sentiment.tickets.importing import lacking, values_of
from sentiment.tickets.models import Ticket
from sentiment.tickets.services.registering import store
from sentiment.tickets.states import REGISTRARS


@dataclass(slots=True)
class Outcome:
    """What became of the rows; ``faults`` are (line, reason)."""

    created: int = 0
    known: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def import_rows(*, organ: Organ, rows: Iterable[SourceRow], actor: Actor, at: datetime) -> Outcome:
    """Register each row that is right and not registered yet. Running it again changes nothing.

    Raises ``NotAllowed``, ``InvalidInput`` for a file without the columns every row needs, ``DomainError`` when no
    row is right.
    """
    require(actor, REGISTRARS, organ, doing="导入舆情")
    outcome = Outcome()
    organs = {name: row for row in Organ.objects.active(local(at).date()) for name in (row.name, row.short_name)}
    for row in rows:
        try:
            _one(row, organ, organs, outcome, actor=actor, at=at)
        except DomainError as fault:
            outcome.faults.append((row.line, fault.message))
    if not outcome.created and not outcome.known:
        faults = "；".join(f"第{line}行：{words}" for line, words in outcome.faults[:3])
        raise DomainError(f"没有可以导入的行。{faults}", field="file")
    return outcome


def _one(
    row: SourceRow, reporter: Organ, organs: dict[str, Organ], outcome: Outcome, *, actor: Actor, at: datetime
) -> None:
    if row.fault:
        raise DomainError(row.fault)
    if words := lacking(row.values):
        raise InvalidInput({"file": words})
    values, names = values_of(row.values)
    if unknown := next((name for name in names if name not in organs), ""):
        raise InvalidInput({"concerned": f"没有叫“{unknown}”的单位"})
    clean = fields.read(values, at=at)
    refuse_marks(fields.parts(clean, fields.REGISTER), doing="导入舆情", actor=actor, at=at)
    if Ticket.objects.filter(title=clean["title"], known_at=clean["known_at"]).exists():
        outcome.known += 1
        return
    concerned = [organs[name] for name in names]
    lead = concerned[0] if len(concerned) > 1 else None
    store(reporter, clean, concerned=concerned, lead=lead, policy=None, act="import_ticket", actor=actor, at=at)
    outcome.created += 1
