"""召开, 议定的事项, 材料, 公布结果, 归档."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.sessions import clocks
from disclosure.sessions.fields import LABEL, OUTCOME, RECORD
from disclosure.sessions.models import AgendaItem, Session, SessionFile
from disclosure.sessions.parts import file_code, parts_of
from disclosure.sessions.services.telling import tell_organ
from disclosure.sessions.states import FILES_AT_MOST, PLANNERS, RESULT_APPROVERS, State
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening import services as screening
from portal.screening.locating import Part, Unread
from portal.screening.models import Finding
from portal.search import services as search
from portal.workflow import edit, move, touch


@transaction.atomic
def hold(session: Session, *, actor: Actor, at: datetime) -> Session:
    """It took place: the days in which its result is due begin to run (S4-1.1b). Raises ``Blocked``."""
    move(session, "hold", actor=actor, at=at, fields={"ended_at": at})
    clocks.start(session, actor=actor, at=at)
    return session


def no_result(session: Session, actor: Actor) -> str:
    """Why this actor may not write the result now, in Chinese; empty when it is allowed."""
    if session.state != State.HELD:
        return "召开以后、送审以前才能写结果。"
    return "" if rules.holds(actor, PLANNERS, session.acting_organ_id) else "由召开会议的机关办理。"


def no_outcome(item: AgendaItem, actor: Actor) -> str:
    return no_result(item.session, actor)


def write_outcome(item: AgendaItem, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> AgendaItem:
    """What was decided, or by which law it stays secret; ``values`` has the keys of ``OUTCOME``. What is secret is not
    typed in. Raises ``StaleState``, ``NotAllowed`` or ``InvalidInput``."""
    session = item.session
    _require_result(session, actor)
    clean = checked(OUTCOME, {"outcome": "", "is_withheld": False, "withheld_basis": ""} | dict(values))
    if clean["is_withheld"]:
        wrong = {"withheld_basis": "请写明依据哪部法律法规的哪一条"} if not clean["withheld_basis"] else {}
        if clean["outcome"]:
            wrong["outcome"] = "依法保密的内容不能写进本系统，请清空"
    else:
        wrong = {"outcome": "请填写议定的事项"} if not clean["outcome"] else {}
        if clean["withheld_basis"]:
            wrong["withheld_basis"] = "公开的，不写保密的依据"
    if wrong:
        raise InvalidInput(wrong)
    screening.refuse_marks([Part("outcome", "议定的事项", clean["outcome"])], doing="写会议结果", actor=actor, at=at)
    before = {name: getattr(item, name) for name in clean}
    with transaction.atomic():
        touch(session, {"writer_id": actor.id})
        for name, value in clean.items():
            setattr(item, name, value)
        item.save(update_fields=list(clean))
        record(act="write_outcome", subject=item, actor=actor, at=at, before=before, after=clean)
        screening.screen(session, parts_of(session), at=at)
    return item


def write_record(session: Session, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Session:
    """How it went, for everybody; ``values`` has the key of ``RECORD``."""
    _require_result(session, actor)
    clean = checked(RECORD, dict(values))
    screening.refuse_marks([Part("record", "会议情况", clean["record"])], doing="写会议情况", actor=actor, at=at)
    with transaction.atomic():
        edit(session, clean, act="write_record", actor=actor, at=at, derived={"writer_id": actor.id})
        screening.screen(session, parts_of(session), at=at)
    return session


def _require_result(session: Session, actor: Actor) -> None:
    if session.state != State.HELD:
        raise StaleState
    if why := no_result(session, actor):
        raise NotAllowed(why)


def add_files(
    session: Session, *, uploads: Sequence[tuple[str, files.Upload]], label: str, actor: Actor, at: datetime
) -> Session:
    """Put papers beside the result; ``uploads`` are name and content, ``label`` says what they are.

    Hidden content is taken out where the system can; what is left is screened. Raises ``NotAllowed``, ``StaleState`` or
    ``InvalidInput`` (``uploads``, ``label``). Not to be called inside a transaction: the trace of a refusal survives.
    """
    _require_result(session, actor)
    clean = checked(LABEL, {"label": label})
    screening.refuse_marks([Part("label", "说明", label)], doing="上传会议材料", actor=actor, at=at)
    if session.files.count() + len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一次会议最多{FILES_AT_MOST}个材料"})
    taken = [_taken(name, upload, actor=actor, at=at) for name, upload in uploads]
    with transaction.atomic():
        for stored in taken:
            row = SessionFile(session=session, file=stored, label=clean["label"], added_at=at)
            row.save(force_insert=True)
            _screen_file(row, at=at)
            after = {"label": row.label, "sha256": stored.sha256}
            record(act="add_files", subject=session, actor=actor, at=at, after=after)
        touch(session, {"writer_id": actor.id})
    return session


def _taken(name: str, upload: files.Upload, *, actor: Actor, at: datetime) -> StoredFile:
    def inspect(found: Extraction) -> None:
        parts = [Part("uploads", part.where, part.text) for part in found.parts]
        screening.refuse_marks(parts, doing="上传会议材料", actor=actor, at=at)

    try:
        stored = files.store(upload, name=name, actor=actor, at=at, inspect=inspect)
    except InvalidInput as refused:
        raise InvalidInput({"uploads": "；".join(refused.messages.values())}) from refused
    if stored.can_be_cleaned:
        with suppress(DomainError):  # nothing to take out, or not to be taken out: then it is screened as it is
            files.make_clean_copy(stored, actor=actor, at=at, inspect=inspect)
    return stored


def _screen_file(row: SessionFile, *, at: datetime) -> None:
    shown, code = row.file.current(), file_code(row)
    found = files.extraction_of(shown)
    parts = [Part(code, f"《{row}》{part.where}", part.text) for part in found.parts]
    unread = [Unread(code, row.label, why, shown.sha256) for why in found.faults]
    screening.screen(row.session, parts, at=at, unreadable=unread, files=[(code, shown.sha256)])


@transaction.atomic
def remove_file(session: Session, *, file: SessionFile, actor: Actor, at: datetime) -> None:
    """Take a paper away again, before the result is handed in."""
    _require_result(session, actor)
    if file.session_id != session.pk:
        raise InvalidInput({"file": "这个材料不在这次会议里"})
    touch(session)
    record(act="remove_file", subject=session, actor=actor, at=at, before={"label": file.label})
    file.delete()


@transaction.atomic
def settle_findings(
    session: Session, *, findings: Iterable[Finding], decision: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; what has to go is written anew."""
    if session.has_result or session.state == State.CANCELLED:
        raise NotAllowed("公布以前才能处理筛查结果。")
    organ = session.organ.heir()
    screening.keep(session, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)


@transaction.atomic
def submit_results(session: Session, *, actor: Actor, at: datetime) -> Session:
    """Raises ``Blocked`` with what is missing."""
    move(session, "submit_results", actor=actor, at=at)
    tell_organ(session, "会议结果待审核", *RESULT_APPROVERS, at=at)
    return session


@transaction.atomic
def return_results(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    move(session, "return_results", actor=actor, at=at, reason=reason)
    tell_organ(session, "会议结果被退回", *PLANNERS, at=at)
    return session


@transaction.atomic
def publish(session: Session, *, actor: Actor, at: datetime) -> Session:
    """Everybody reads what was decided, but for what the law keeps secret (S4-1.1b). Raises ``Blocked``."""
    late = clocks.stop(session, actor=actor, at=at)
    fields = {"published_at": at, "is_late": session.is_late or late}
    move(session, "publish", actor=actor, at=at, fields=fields)
    search.queue(session)
    return session


@transaction.atomic
def archive(session: Session, *, actor: Actor, at: datetime) -> Session:
    """Nothing is missing any more: the record is closed. Raises ``Blocked``."""
    move(session, "archive", actor=actor, at=at)
    return session


@transaction.atomic
def retract(session: Session, *, reason: str, actor: Actor, at: datetime) -> Session:
    """Nobody outside reads the result any more until it is published anew."""
    move(session, "retract", actor=actor, at=at, reason=reason)
    tell_organ(session, "会议结果被撤下", *PLANNERS, at=at)
    search.queue(session)
    return session
