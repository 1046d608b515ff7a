"""The official table of a field, tried first and taken in as a whole: one wrong row and nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents.importing.reading import SourceRow
from disclosure.matters import content
from disclosure.matters.codes import Change
from disclosure.matters.models import Matter, MatterProposal
from disclosure.matters.services.deciding import submit
from disclosure.matters.services.proposing import named, open_change, open_new
from disclosure.matters.states import OPEN, REGISTRARS, MatterState
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import Blocked, DomainError, InvalidInput
from portal.screening.services import marks_in, note_refusal


@dataclass(slots=True)
class Outcome:
    """What the rows would become or became; ``faults`` are (line, reason), ``absent`` what the file does not name."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.added + self.changed + self.unchanged + len(self.faults)


@dataclass(frozen=True, slots=True)
class _Target:
    """Whose list, and in which field or village topic of it."""

    organ: Organ
    village: str
    sort: dict[str, str]


def try_table(
    *, organ: Organ, rows: Iterable[SourceRow], actor: Actor, at: datetime, domain: str = "", village: str = "",
    village_topic: str = "",
) -> Outcome:  # fmt: skip
    """What an import would propose, without doing it."""
    return _read(_Target(organ, typed_text.line(village), _sort(domain, village_topic)), rows, actor, at)[0]


def import_table(
    *, organ: Organ, rows: Iterable[SourceRow], reason: str, actor: Actor, at: datetime, domain: str = "",
    village: str = "", village_topic: str = "",
) -> Outcome:  # fmt: skip
    """Propose every row that is new or says something new; another person approves them.

    Raises ``NotAllowed``, ``DomainError`` when any row is wrong. Matters the file does not name stay as they are.
    """
    words = typed_text.line(reason)
    if not words:
        raise InvalidInput({"reason": "请填写调整依据"})
    target = _Target(organ, typed_text.line(village), _sort(domain, village_topic))
    outcome, found = _read(target, rows, actor, at)
    if outcome.faults:
        raise DomainError(f"有{len(outcome.faults)}行不对，一行也没有导入。", field="file")
    if not found:
        raise DomainError("和现在的清单一样，没有要调整的。", field="file")
    with transaction.atomic():
        for matter, clean in found:
            _propose(target, matter, clean, words, actor, at)
    return outcome


def _sort(domain: str, village_topic: str) -> dict[str, str]:
    return {"domain": domain, "village_topic": village_topic}


def _propose(
    target: _Target, matter: Matter | None, clean: dict[str, Any], reason: str, actor: Actor, at: datetime
) -> MatterProposal:
    if matter is None:
        proposal = open_new(target.organ, target.village, clean, reason, actor=actor, at=at)
    else:
        proposal = open_change(matter, Change.CHANGED, clean, reason, actor=actor, at=at)
    try:
        return submit(proposal, actor=actor, at=at)
    except Blocked:
        return proposal  # stays a draft until its findings are settled


def _read(
    target: _Target, rows: Iterable[SourceRow], actor: Actor, at: datetime
) -> tuple[Outcome, list[tuple[Matter | None, dict[str, Any]]]]:
    require(actor, REGISTRARS, target.organ, doing="导入事项清单")
    outcome, lines = Outcome(), dict[str, int]()
    found: list[tuple[Matter | None, dict[str, Any]]] = []
    known = _known(target)
    busy = set(
        MatterProposal.objects.filter(matter__in=known.values(), state__in=OPEN).values_list("matter", flat=True)
    )
    for row in rows:
        try:
            clean = content.read({**row.values, **target.sort}, of_village=bool(target.village))
            _refuse_marked(clean, actor, at)
            first = lines.setdefault(named(clean), row.line)
            if first != row.line:
                raise DomainError(f"和第{first}行是同一个事项")
            matter = known.get(named(clean))
            if matter is not None and matter.pk in busy:
                raise DomainError("这个事项已经有一份调整在办理")
        except InvalidInput as wrong:
            said = [message for messages in wrong.by_field().values() for message in messages]
            outcome.faults.append((row.line, "；".join(said)))
            continue
        except DomainError as wrong:
            outcome.faults.append((row.line, wrong.message))
            continue
        _sort_in(outcome, found, matter, clean)
    mine = {name for name, matter in known.items() if _is_of(matter, target)}
    outcome.absent = sorted(mine - set(lines))
    return outcome, found


def _sort_in(
    outcome: Outcome, found: list[tuple[Matter | None, dict[str, Any]]], matter: Matter | None, clean: dict[str, Any]
) -> None:
    if matter is not None and matter.current is not None and clean == content.of(matter.current):
        outcome.unchanged += 1
        return
    outcome.added += matter is None
    outcome.changed += matter is not None
    found.append((matter, clean))


def _known(target: _Target) -> dict[str, Matter]:
    standing = (MatterState.PENDING, MatterState.LISTED)
    rows = Matter.objects.filter(organ=target.organ, village=target.village, state__in=standing)
    return {row.name: row for row in rows.select_related("organ", "current")}


def _is_of(matter: Matter, target: _Target) -> bool:
    version = matter.current
    return version is not None and all(getattr(version, name) == code for name, code in target.sort.items())


def _refuse_marked(clean: dict[str, Any], actor: Actor, at: datetime) -> None:
    """What carries 密级标志 is refused unstored."""
    parts = content.parts(clean)
    if any(marks_in(part.text) for part in parts):
        note_refusal(parts, doing="导入事项清单", actor=actor, at=at)
        raise DomainError("有密级标志（★）：请按保密规定处理")
