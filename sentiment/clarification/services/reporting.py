"""发现, 报告, 确认: the oversight office knows within two hours and says whose it is (S2-8.4a)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks, screen
from portal.subjects import ref
from portal.workflow import move, require_move
from sentiment.clarification.fields import FOUND
from sentiment.clarification.models import Clarification
from sentiment.clarification.parts import parts_of
from sentiment.clarification.services.telling import tell_people
from sentiment.clarification.states import DRAFTERS, FINDERS

REPORT = "CLARIFICATION_REPORT"


def find(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> Clarification:
    """Enter what was found; the hours to report it run from the moment it was found, which a person types.

    ``values`` has the keys of ``FOUND``. Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, FINDERS, organ, doing="登记虚假、不完整信息")
    clean = checked(FOUND, {"harm": ""} | dict(values))
    if clean["found_at"] > at:
        raise InvalidInput({"found_at": "发现时间不能晚于现在"})
    parts = [Part(name, FOUND[name].label, clean[name]) for name in ("title", "claim", "seen_where", "harm")]
    refuse_marks(parts, doing="登记虚假、不完整信息", actor=actor, at=at)
    with transaction.atomic():
        row = Clarification(organ=organ, finder=organ, **clean)
        row.save(force_insert=True)
        after = {name: clean[name] for name in ("kind", "title", "found_at")} | {"organ": organ.name}
        record(act="find", subject=row, actor=actor, at=at, after=after)
        screen(row, parts_of(row), at=at)
        open_deadline(rule=REPORT, subject=row, organ=organ.heir(), start=clean["found_at"], actor=actor, at=at)
    return row


@transaction.atomic
def report(row: Clarification, *, actor: Actor, at: datetime) -> Clarification:
    """The oversight office is told (S2-8.4a). Being late is a clue for later, not a finding (S2-8.9)."""
    require_move(row, "report", actor=actor)
    clock = running_clock(ref(row), REPORT)
    derived = {"is_late": bool(clock and at >= clock.due_at)}
    move(row, "report", actor=actor, at=at, fields={"reported_at": at}, derived=derived)
    if clock:
        close(clock, on=at, actor=actor, at=at)
    tell_people(row, None, "有虚假、不完整信息等确认", Role.OVERSIGHT, at=at)
    return row


@transaction.atomic
def confirm(row: Clarification, *, organ: Organ, actor: Actor, at: datetime) -> Clarification:
    """It has to be clarified, and by ``organ``, whose head is the first person responsible (S2-8.3b)."""
    require_move(row, "confirm", actor=actor)
    move(row, "confirm", actor=actor, at=at, fields={"organ": organ, "confirmed_at": at})
    tell_people(row, organ, "请马上澄清", Role.HEAD, *DRAFTERS, at=at)
    return row


@transaction.atomic
def dismiss(row: Clarification, *, reason: str, actor: Actor, at: datetime) -> Clarification:
    """Looked at, and nothing to be said in public."""
    move(row, "dismiss", actor=actor, at=at, reason=reason)
    return row


@transaction.atomic
def divert(row: Clarification, *, reason: str, actor: Actor, at: datetime) -> Clarification:
    """Information about an emergency follows the law of emergencies (S2-8.5): ``reason`` says which plan and who leads
    it. What is told then is told by whoever leads."""
    words = reason.strip()
    if not words:
        raise DomainError("写明按哪个应急预案、由谁发布。", field="reason")
    move(row, "divert", actor=actor, at=at, reason=words, fields={"emergency_note": words})
    tell_people(row, row.organ, "已经转应急处置", Role.HEAD, *DRAFTERS, at=at)
    return row
