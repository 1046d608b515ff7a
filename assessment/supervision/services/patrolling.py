"""巡视: a note from the phone, verified by the office, becomes a problem of the assessment once (S3-7.4b)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import File as Upload
from django.db import IntegrityError, transaction

from assessment.problems import services as problems
from assessment.problems.states import CheckWay
from assessment.supervision.fields import ANSWER, NOTE
from assessment.supervision.models import PatrolNote, PatrolPhoto, Supervisor
from assessment.supervision.states import FILES_AT_MOST, KEEPERS, NoteState
from portal import clock
from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.files.services import MISMATCH, store
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.receipts import codes
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, require_unmarked
from portal.subjects import ref
from portal.workflow import move, require_move


def actor_for(supervisor: Supervisor) -> Actor:
    """A supervisor acts under the number, without an account."""
    return Actor(kind=ActorKind.CITIZEN, id=None, name=str(supervisor))


def file_note(
    supervisor: Supervisor,
    *,
    organ: Organ,
    values: Mapping[str, Any],
    uploads: Sequence["Upload[bytes]"],
    token: str,
    at: datetime,
) -> PatrolNote:
    """``values`` has the keys of ``fields.NOTE``. The same ``token`` gives the note there is.

    Personal data that was typed is masked before it is stored. Raises ``NotAllowed`` for who does not serve that day,
    ``InvalidInput`` or ``Blocked``. Not to be called inside a transaction: the trace of a file that is refused has to
    survive it.
    """
    actor, today = actor_for(supervisor), clock.local(at).date()
    if not supervisor.serves(today):
        raise NotAllowed("聘期已经结束，不能再提交巡视记录。")
    digest = codes.token_digest(token)
    if known := PatrolNote.objects.filter(token_digest=digest, supervisor=supervisor).first():
        return known
    clean = checked(NOTE, values)
    if clean["patrolled_on"] is None or not _in_term(supervisor, clean["patrolled_on"], today):
        raise InvalidInput({"patrolled_on": "请填写巡视日期：在聘期里，不晚于今天"})
    if not organ.is_active(today):
        raise InvalidInput({"organ": "请另选一个单位"})
    refuse_marks([Part("seen", NOTE["seen"].label, clean["seen"])], doing="提交巡视记录", actor=actor, at=at)
    stored = _taken_in(uploads, actor=actor, at=at)
    clean["seen"] = redacted(clean["seen"])
    try:
        return _filed(supervisor, organ, clean, digest, stored, actor=actor, at=at)
    except IntegrityError:
        return PatrolNote.objects.get(token_digest=digest, supervisor=supervisor)


def _in_term(supervisor: Supervisor, day: date, today: date) -> bool:
    return supervisor.term_from is not None and supervisor.term_from <= day <= today


def _taken_in(uploads: Sequence["Upload[bytes]"], *, actor: Actor, at: datetime) -> list[StoredFile]:
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"photos": f"最多{FILES_AT_MOST}个文件，只传要紧的"})
    try:
        return [store(one, name=one.name or "", actor=actor, at=at, inspect=_inspect) for one in uploads]
    except InvalidInput as refused:
        raise InvalidInput({"photos": "；".join(refused.messages.values()) or MISMATCH}) from refused


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def _filed(
    supervisor: Supervisor,
    organ: Organ,
    clean: Mapping[str, Any],
    digest: str,
    stored: Sequence[StoredFile],
    *,
    actor: Actor,
    at: datetime,
) -> PatrolNote:
    note = PatrolNote(
        supervisor=supervisor,
        organ=organ,
        office=supervisor.organ.heir(),
        state=NoteState.FILED if clean["faulty"] else NoteState.IN_ORDER,
        filed_at=at,
        token_digest=digest,
        **clean,
    )
    note.save(force_insert=True)
    for file in stored:
        PatrolPhoto.objects.create(note=note, file=file, added_at=at)
    after = {"organ": organ.name, "patrolled_on": note.patrolled_on, "faulty": note.faulty, "照片": len(stored)}
    record(act="file_note", subject=note, actor=actor, at=at, after=after)
    if note.faulty:
        tell(
            recipients_of(None, *KEEPERS, at=at),
            subject_line=f"监督员发现问题，请核实：{organ.short_name}",
            body=f"/admin/assessment/patrolnote/{note.pk}/change/",
            kind="patrol",
            dedupe_key=f"patrol|{note.pk}",
            at=at,
            about=ref(note),
        )
    return note


@transaction.atomic
def take_up(
    note: PatrolNote, *, rule: str, values: Mapping[str, Any], answer: str, actor: Actor, at: datetime
) -> PatrolNote:
    """It is as the supervisor says: a problem of the organ, under a rule or noted only, linked both ways.

    ``values`` has ``title`` and may have ``article`` and ``difference``; what was seen, the day and the way come from
    the note. Raises as ``problems.services.note_problem``.
    """
    require_move(note, "take_up", actor=actor)
    clean = checked(ANSWER, {"answer": answer})
    given = {"way": CheckWay.SUPERVISOR, "facts": note.seen, "occurred_on": note.patrolled_on} | dict(values)
    organ = note.organ.heir()
    problem = problems.note_problem(organ=organ, rule=rule, values=given, subject=ref(note), actor=actor, at=at)
    move(note, "take_up", actor=actor, at=at, fields=clean | {"problem": problem} | _settled(actor, at))
    return note


@transaction.atomic
def set_aside(note: PatrolNote, *, answer: str, actor: Actor, at: datetime) -> PatrolNote:
    """Not a problem; the supervisor reads why."""
    require_move(note, "set_aside", actor=actor)
    clean = checked(ANSWER, {"answer": answer})
    move(note, "set_aside", actor=actor, at=at, fields=clean | _settled(actor, at))
    return note


def _settled(actor: Actor, at: datetime) -> dict[str, Any]:
    return {"settled_at": at, "settled_by": actor.name}
