"""A unit applies with evidence; the office, and the county above it, guide it on the way."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from assessment.demonstration import gates
from assessment.demonstration.criteria import BY_CODE
from assessment.demonstration.fields import NOTE, PART, SUMMARY
from assessment.demonstration.models import Candidacy, CandidacyNote, PartFile, Programme, StandardPart
from assessment.demonstration.rules import county_of, guiding_county
from assessment.demonstration.selectors import applicants
from assessment.demonstration.services.words import heads_of, noted, read, tell_about
from assessment.demonstration.states import (
    GUIDES,
    OFFICE,
    SUBMITTERS,
    WRITERS,
    CandidacyState,
    NoteKind,
    ProgrammeState,
)
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.notices.selectors import recipients_of
from portal.screening.services import require_unmarked
from portal.workflow import move

FILES_AT_MOST = 20

Uploads = Sequence[tuple[str, files.Upload]]
"""Name and content of each file."""

_GUIDED = (CandidacyState.PREPARING, CandidacyState.SUBMITTED)


@transaction.atomic
def begin(*, programme: Programme, organ: Organ, summary: str, actor: Actor, at: datetime) -> Candidacy:
    """An organ applies, of its own accord. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, WRITERS, organ, doing="申报示范创建")
    clean = read(SUMMARY, {"summary": summary}, actor=actor, at=at)
    kind = gates.may_apply_as(organ)
    if not applicants(clock.local(at).date()).filter(pk=organ.pk).exists():
        raise InvalidInput({"organ": "这个单位不在创建范围里"})
    if programme.state != ProgrammeState.ISSUED or gates.is_in_time(Candidacy(programme=programme), at):
        raise InvalidInput({"programme": "现在不在申报期里"})
    if Candidacy.objects.filter(programme=programme, organ=organ).exists():
        raise InvalidInput({"organ": "这个单位已经有一份申报"})
    row = Candidacy.objects.create(programme=programme, organ=organ, kind=kind, **clean)
    record(act="begin", subject=row, actor=actor, at=at, after={"kind": row.get_kind_display()} | clean)
    return row


def describe(
    row: Candidacy, *, criterion: str, text: str, uploads: Uploads, actor: Actor, at: datetime
) -> StandardPart:
    """What the organ did for one standard, written over until it is submitted; files are added.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``. Not to be called inside a transaction: the trace of
    a file that is refused has to survive it.
    """
    require(actor, WRITERS, row.organ.heir(), doing="写创建情况")
    if row.state != CandidacyState.PREPARING:
        raise StaleState
    if criterion not in BY_CODE:
        raise InvalidInput({"criterion": "请选择标准"})
    clean = read(PART, {"text": text}, actor=actor, at=at)
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一次最多{FILES_AT_MOST}个文件"})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]
    with transaction.atomic():
        part, _ = StandardPart.objects.update_or_create(candidacy=row, criterion=criterion, defaults=clean)
        record(act="describe", subject=row, actor=actor, at=at, after={"criterion": str(part)} | clean)
        for file in stored:
            PartFile.objects.create(part=part, file=file, added_at=at)
            record(
                act="add_evidence", subject=row, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256}
            )
    return part


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def submit(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    """Who guides it now is told: the office, and the county above."""
    move(row, "submit", actor=actor, at=at, fields={"submitted_at": at})
    county = county_of(row)
    guides = recipients_of(county, *GUIDES, at=at) if county else []
    tell_about(row, [*recipients_of(None, *OFFICE, at=at), *guides], "示范创建申报", at=at)
    return row


def note(row: Candidacy, *, kind: str, text: str, actor: Actor, at: datetime) -> CandidacyNote:
    """Guidance on the way, a recommendation, what others may learn. Raises ``NotAllowed``, ``StaleState`` or
    ``InvalidInput``."""
    allowed = notes_now(row, actor)
    if not allowed:
        raise NotAllowed("现在没有您能登记的记录。")
    if kind not in allowed:
        raise InvalidInput({"kind": "现在不登记这种记录"})
    clean = read(NOTE, {"text": text}, actor=actor, at=at)
    county = None if _is_office(actor) else guiding_county(row, actor)
    by = f"{county.short_name}{actor.name}"[:150] if county else ""
    with transaction.atomic():
        made = noted(row, kind, clean["text"], actor=actor, at=at, by=by)
        tell_about(row, heads_of(row, at), made.get_kind_display(), at=at, key=f"note|{made.pk}")
    return made


def notes_now(row: Candidacy, actor: Actor) -> dict[str, str]:
    """The kinds of notes the actor may write now, by code: who guides before the acceptance (S1-7.2, S1-8.2); once it
    is named, the office whom it recommends, and the unit itself what others may learn (S1-7.3c, S1-8.4)."""
    office, kinds = _is_office(actor), []
    if row.state in _GUIDED and (office or guiding_county(row, actor)):
        kinds.append(NoteKind.GUIDANCE)
    if row.state == CandidacyState.NAMED and office:
        kinds.append(NoteKind.PROVINCE)
    if row.state == CandidacyState.NAMED and (office or rules.holds(actor, SUBMITTERS, row.acting_organ_id)):
        kinds.append(NoteKind.LESSON)
    return {kind.value: str(kind.label) for kind in kinds}


def _is_office(actor: Actor) -> bool:
    return any(actor.holds_anywhere(role) for role in OFFICE)
