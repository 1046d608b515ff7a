"""登记, 更正, 停用, 补材料: what is typed is checked by the fields of its register."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.registers import gates
from disclosure.registers.kinds import Enclosed, RegisterKind
from disclosure.registers.models import TITLE_LENGTH, RegisterEntry, RegisterFile
from disclosure.registers.periods import period_of
from disclosure.registers.services.reminding import settle
from disclosure.registers.states import PUBLISHERS, EntryState
from portal import typed_text
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.search import services as search
from portal.workflow import touch

FILES_AT_MOST = 20
REASON_LENGTH = 200

Uploads = Sequence[tuple[str, files.Upload]]
"""Name and content of each file."""


def file_entry(
    kind: RegisterKind,
    organ: Organ,
    *,
    happened_on: date | None,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    uploads: Uploads = (),
) -> RegisterEntry:
    """Enter one; ``values`` has the names of the kind's items. Raises ``NotAllowed`` or ``InvalidInput``.

    Not to be called inside a transaction: the trace of a refused text or file has to survive it.
    """
    require(actor, kind.filers, organ, doing=f"登记{kind.name}")
    _require_keeper(kind, organ, local(at).date())
    clean = _checked(kind, happened_on, values, actor=actor, at=at)
    if kind.enclosed is Enclosed.REQUIRED and not uploads:
        raise InvalidInput({"uploads": "请附上证明材料，例如通知、记录、签到表、照片"})
    stored = _stored(kind, uploads, actor=actor, at=at)
    with transaction.atomic():
        _refuse_twice(kind, organ, clean)
        entry = RegisterEntry(
            kind=kind.code, organ=organ, filer_id=actor.id, filer_name=actor.name, filed_at=at, **clean
        )
        entry.save(force_insert=True)
        _enclose(entry, stored, at)
        after = {"kind": kind.code, "happened_on": entry.happened_on, **entry.values}
        record(act="file_entry", subject=entry, actor=actor, at=at, after=after | _names(stored))
        _screen(entry, at)
        settle(organ, at=at)
    return entry


def no_pen(entry: RegisterEntry, actor: Actor) -> str:
    """Why this actor may not change the entry, in Chinese; empty when it is allowed. What the public reads is put
    right by those who may publish it."""
    if entry.state == EntryState.WITHDRAWN:
        return "已经撤销，不能再改。"
    roles = PUBLISHERS if entry.state == EntryState.PUBLIC else (*entry.row.filers, Role.OVERSIGHT)
    if rules.holds(actor, roles, entry.acting_organ_id):
        return ""
    return "已经公开，由公开工作机构负责人更正。" if entry.state == EntryState.PUBLIC else "由登记的单位更正。"


def correct_entry(
    entry: RegisterEntry,
    *,
    happened_on: date | None,
    values: Mapping[str, Any],
    reason: str,
    actor: Actor,
    at: datetime,
) -> RegisterEntry:
    """Put right what was entered, or bring up to date what stands; the record keeps what it said before.

    Raises ``NotAllowed``, ``InvalidInput``, ``Blocked`` (what the public would read has to be settled first) or
    ``StaleState``.
    """
    _require_pen(entry, actor)
    words = _reason(reason, "更正的原因")
    clean = _checked(entry.row, happened_on, values, actor=actor, at=at)
    if entry.ended_on and clean["happened_on"] > entry.ended_on:
        raise InvalidInput({"happened_on": f"不能晚于停用日期{entry.ended_on}"})
    before = {"happened_on": entry.happened_on, **entry.values}
    after = {"happened_on": clean["happened_on"], **clean["values"]}
    changed = [name for name, value in after.items() if before.get(name) != value]
    if not changed:
        return entry
    with transaction.atomic():
        touch(entry, clean)
        was, now = ({name: told.get(name) for name in changed} for told in (before, after))
        record(act="correct_entry", subject=entry, actor=actor, at=at, before=was, after=now, reason=words)
        _screen(entry, at)
        if entry.state == EntryState.PUBLIC:
            if open_ones := gates.is_screened(entry, at):
                raise Blocked(open_ones)
            search.queue(entry)
        settle(entry.organ, at=at)
    return entry


@transaction.atomic
def end_entry(entry: RegisterEntry, *, on: date, reason: str, actor: Actor, at: datetime) -> RegisterEntry:
    """``on`` is the last day of what stood until now. Raises as ``correct_entry``, ``StaleState`` for a second end."""
    _require_pen(entry, actor)
    if not entry.row.is_standing or entry.ended_on is not None:
        raise StaleState
    words = _reason(reason, "停用的原因")
    if on < entry.happened_on:
        raise InvalidInput({"on": f"不能早于{entry.row.day}{entry.happened_on}"})
    touch(entry, {"ended_on": on})
    record(act="end_entry", subject=entry, actor=actor, at=at, after={"ended_on": on}, reason=words)
    search.queue(entry)
    settle(entry.organ, at=at)
    return entry


def add_files(entry: RegisterEntry, *, uploads: Uploads, actor: Actor, at: datetime) -> RegisterEntry:
    """More proof. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``; not to be called inside a transaction."""
    _require_pen(entry, actor)
    if entry.files.count() + len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一条记录最多{FILES_AT_MOST}个附件"})
    stored = _stored(entry.row, uploads, actor=actor, at=at)
    with transaction.atomic():
        touch(entry)
        _enclose(entry, stored, at)
        record(act="add_files", subject=entry, actor=actor, at=at, after=_names(stored))
    return entry


def _require_keeper(kind: RegisterKind, organ: Organ, on: date) -> None:
    """The register is kept by organs of that kind, or by the office alone."""
    office = site_organ(on) if kind.by_office else None
    may_keep = organ.pk == office.pk if office else organ.kind in kind.organs
    if not may_keep:
        words = f"“{kind.name}”由政务公开办登记" if kind.by_office else f"{organ.name}不登记“{kind.name}”"
        raise InvalidInput({"organ": words})


def _require_pen(entry: RegisterEntry, actor: Actor) -> None:
    if entry.state == EntryState.WITHDRAWN:
        raise StaleState
    if not actor.is_system and (why := no_pen(entry, actor)):
        raise NotAllowed(why)


def _checked(
    kind: RegisterKind, happened_on: date | None, values: Mapping[str, Any], *, actor: Actor, at: datetime
) -> dict[str, Any]:
    """The columns that follow from what was typed. Every message stands at its own field."""
    faults: dict[str, str] = {}
    if happened_on is None:
        faults["happened_on"] = f"请填写{kind.day}"
    elif happened_on > local(at).date():
        faults["happened_on"] = f"{kind.day}不能晚于今天"
    clean: dict[str, Any] = {}
    try:
        clean = checked(kind.table, dict.fromkeys(kind.table) | dict(values))
    except InvalidInput as refused:
        faults |= refused.messages
    if faults or happened_on is None:
        raise InvalidInput(faults)
    parts = [Part(item.name, item.label, item.shown(clean[item.name])) for item in kind.items]
    screening.refuse_marks(parts, doing=f"登记{kind.name}", actor=actor, at=at)
    period = period_of(kind.rhythm, happened_on)
    first = kind.items[0]
    return {
        "happened_on": happened_on,
        "period": period.code if period else "",
        "title": first.shown(clean[first.name])[:TITLE_LENGTH],
        "values": clean,
    }


def _refuse_twice(kind: RegisterKind, organ: Organ, clean: Mapping[str, Any]) -> None:
    """A second click is no second training."""
    same = RegisterEntry.objects.standing().filter(
        kind=kind.code, organ=organ, happened_on=clean["happened_on"], title=clean["title"]
    )
    if any(row.values == clean["values"] for row in same):
        raise InvalidInput({"happened_on": "这一天已经登记过一模一样的一条"})


def _stored(kind: RegisterKind, uploads: Uploads, *, actor: Actor, at: datetime) -> list[StoredFile]:
    if uploads and kind.enclosed is Enclosed.NONE:
        raise InvalidInput({"uploads": "这个台账不收附件"})
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一条记录最多{FILES_AT_MOST}个附件"})
    return [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]


def _inspect(found: Extraction) -> None:
    screening.require_unmarked(part.text for part in found.parts)


def _enclose(entry: RegisterEntry, stored: Sequence[StoredFile], at: datetime) -> None:
    RegisterFile.objects.bulk_create(RegisterFile(entry=entry, file=file, added_at=at) for file in stored)


def _names(stored: Sequence[StoredFile]) -> dict[str, Any]:
    return {"document": [file.name for file in stored]} if stored else {}


def _screen(entry: RegisterEntry, at: datetime) -> None:
    if entry.is_for_public:
        screening.screen(entry, gates.parts_of(entry), at=at)


def _reason(reason: str, label: str) -> str:
    words = typed_text.line(reason)
    if fault := typed_text.fault(words, label=label, at_most=REASON_LENGTH, required=True):
        raise InvalidInput({"reason": fault})
    return words
