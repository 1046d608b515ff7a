"""登记: enter a decision, put it right while it is a draft, give it up."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.credit import fields, parts
from disclosure.credit.codes import PartyType
from disclosure.credit.models import CreditRecord
from disclosure.credit.services import clocks
from disclosure.credit.states import REGISTRARS, RecordState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record as note
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.privacy import masks
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.workflow import move, touch

_HIDDEN_IN = ("document_name", "cause", "facts", "basis", "content", "suspended", "remark")
"""Texts in which the name of a natural person is masked as well."""


def register(*, organ: Organ, kind: str, values: Mapping[str, Any], actor: Actor, at: datetime) -> CreditRecord:
    """Enter a decision; the clock of its publication runs from the day it was made (S3-2.5b).

    Raises ``NotAllowed`` or ``InvalidInput``, also for 密级标志 and for a decision that is registered already.
    """
    require(actor, REGISTRARS, organ, doing="登记信用信息")
    clean = fields.read(kind, values, today=local(at).date())
    refuse_marks(parts.typed(kind, clean), doing="登记信用信息", actor=actor, at=at)
    return _register(organ, kind, clean, "", actor=actor, at=at)


@transaction.atomic
def _register(
    organ: Organ, kind: str, clean: Mapping[str, Any], digest: str, *, actor: Actor, at: datetime
) -> CreditRecord:
    if known(organ, kind, [clean["number"]]):
        raise InvalidInput({"number": "这个文书号已经登记过了"})
    shown, person = _without_name(clean)
    shown = _with_authority(shown, organ)
    record = CreditRecord(
        organ=organ,
        kind=kind,
        person_name=person,
        import_digest=digest,
        registrar_id=actor.id if actor.kind is ActorKind.USER else None,
        **shown,
    )
    record.save(force_insert=True)
    note(act="import_record" if digest else "register", subject=record, actor=actor, at=at, after=_noted(shown))
    screen(record, parts.fields(record), at=at)
    clocks.start_publication(record, actor=actor, at=at)
    return record


def register_imported(
    organ: Organ, kind: str, clean: Mapping[str, Any], digest: str, *, actor: Actor, at: datetime
) -> CreditRecord:
    """The same for a row that was checked before; ``digest`` tells its content from a later one."""
    return _register(organ, kind, clean, digest, actor=actor, at=at)


def known(organ: Organ, kind: str, numbers: list[str]) -> dict[str, CreditRecord]:
    """Records that stand for these numbers, by number; what was withdrawn or given up stands for none."""
    rows = CreditRecord.objects.filter(organ=organ, kind=kind, number__in=numbers)
    gone = (RecordState.CANCELLED, RecordState.WITHDRAWN)
    return {row.number: row for row in rows.exclude(state__in=gone).select_related("organ")}


def _noted(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the trail keeps them for ever: without the personal data somebody typed among the words."""
    return {name: redacted(value) if isinstance(value, str) else value for name, value in values.items()}


def _with_authority(values: dict[str, Any], organ: Organ) -> dict[str, Any]:
    """The organ itself decided unless another is named."""
    if values.get("authority"):
        return values
    return values | {"authority": organ.name, "authority_code": organ.uscc or ""}


def _without_name(values: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The values with a natural person's name masked wherever it stands, and the name itself, to be sealed."""
    name = values["party_name"]
    if values["party_type"] != PartyType.PERSON or fields.is_masked(name):
        return dict(values), ""
    mask = masks.name(name)
    hidden = {field: values[field].replace(name, mask) for field in _HIDDEN_IN if values.get(field)}
    return {**values, **hidden, "party_name": mask}, name


def no_pen(record: CreditRecord, actor: Actor) -> str:
    """Why this actor may not change the text of the record, in Chinese; empty when it is allowed."""
    if record.state != RecordState.DRAFT:
        return "登记的时候才能修改。"
    return "" if rules.holds(actor, REGISTRARS, record.acting_organ_id) else "修改要由本单位经办人或者信息员办理。"


def change(record: CreditRecord, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> CreditRecord:
    """Put a draft right. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if record.state != RecordState.DRAFT:
        raise StaleState
    if why := no_pen(record, actor):
        raise NotAllowed(why)
    clean = fields.read(record.kind, values, today=local(at).date())
    refuse_marks(parts.typed(record.kind, clean), doing="修改信用信息", actor=actor, at=at)
    return _change(record, clean, record.import_digest, "change", actor=actor, at=at)


@transaction.atomic
def _change(
    record: CreditRecord, clean: Mapping[str, Any], digest: str, act: str, *, actor: Actor, at: datetime
) -> CreditRecord:
    number = clean["number"]
    if number != record.number and known(record.organ, record.kind, [number]):
        raise InvalidInput({"number": "这个文书号已经登记过了"})
    before = record.decided_on
    shown, person = _without_name(clean)
    shown = _with_authority(shown, record.organ)
    changed = {name: value for name, value in shown.items() if getattr(record, name) != value}
    earlier = {name: getattr(record, name) for name in changed}
    touch(record, changed | _sealed(record, shown, person, digest))
    note(act=act, subject=record, actor=actor, at=at, before=_noted(earlier), after=_noted(changed))
    screen(record, parts.fields(record), at=at)
    if record.decided_on != before:
        clocks.stop_publication(record, actor=actor, at=at, outcome=Outcome.CANCELLED)
        clocks.start_publication(record, actor=actor, at=at)
    return record


def _sealed(record: CreditRecord, shown: Mapping[str, Any], person: str, digest: str) -> dict[str, Any]:
    """The sealed name goes with the masked one: a mask that stays keeps what is behind it."""
    if not person and shown["party_name"] == record.party_name:
        return {"import_digest": digest}
    record.person_name = person
    return {"import_digest": digest, "person_name": record.person_name}


def change_imported(
    record: CreditRecord, clean: Mapping[str, Any], digest: str, *, actor: Actor, at: datetime
) -> CreditRecord:
    return _change(record, clean, digest, "import_update", actor=actor, at=at)


@transaction.atomic
def cancel(record: CreditRecord, *, reason: str, actor: Actor, at: datetime) -> CreditRecord:
    """Registered by mistake: nothing of it was or will be public."""
    move(record, "cancel", actor=actor, at=at, reason=reason, fields={"taken_down_at": at})
    clocks.stop_publication(record, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return record
