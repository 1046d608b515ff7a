"""筹备, 预告, 会前提问, 举行, 实录."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from portal import typed_text
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import SHANGHAI
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import Field, Refused, checked, choice, flag, line, paragraphs
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.privacy.patterns import has_personal_data
from portal.screening import services as screening
from portal.screening.locating import Part, Unread
from portal.screening.models import Finding
from portal.search import services as search
from portal.workflow import edit, move, require_move, touch
from sentiment.meetings.gates import NAMES, file_code, parts_of
from sentiment.meetings.models import LINE_LENGTH, QUESTION_LENGTH, TITLE_LENGTH, Meeting, MeetingFile, MeetingQuestion
from sentiment.meetings.states import FILES_AT_MOST, PLANNERS, Kind, State

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="提问人")


def _moment(label: str, value: Any) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise Refused(f"请填写{label}")
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


PLAN = {
    "kind": Field("形式", choice(Kind.values, required=True)),
    "title": Field("主题", line(TITLE_LENGTH, required=True)),
    "summary": Field("内容", paragraphs(3000, required=True)),
    "starts_at": Field("举行时间", _moment),
    "place": Field("地点或者入口", line(LINE_LENGTH, required=True)),
    "guests": Field("嘉宾、发布人", line(LINE_LENGTH, required=True)),
    "questions_until": Field("提问截止", _moment),
}
RECORD = {
    "press": Field("到场媒体", paragraphs(2000)),
    "head_attended": Field("主要负责人出席", flag),
    "record": Field("实录", paragraphs(50_000, required=True)),
}
_EMPTY: dict[str, Any] = dict.fromkeys(PLAN, "") | {"starts_at": None, "questions_until": None}


def _plan(values: Mapping[str, Any], *, actor: Actor, at: datetime) -> dict[str, Any]:
    clean = checked(PLAN, _EMPTY | dict(values))
    starts, closes = clean["starts_at"], clean["questions_until"]
    if starts is None:
        raise InvalidInput({"starts_at": "请填写举行时间"})
    if closes and closes > starts:
        raise InvalidInput({"questions_until": "提问要在举行以前截止"})
    parts = [Part(name, PLAN[name].label, clean[name]) for name in ("title", "summary", "place", "guests")]
    screening.refuse_marks(parts, doing="筹备访谈、发布会", actor=actor, at=at)
    return clean


def plan(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> Meeting:
    """Begin one; ``values`` has the keys of ``PLAN``. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, PLANNERS, organ, doing="筹备访谈、发布会")
    clean = _plan(values, actor=actor, at=at)
    with transaction.atomic():
        meeting = Meeting(organ=organ, writer_id=actor.id, **clean)
        meeting.save(force_insert=True)
        record(act="plan", subject=meeting, actor=actor, at=at, after=clean)
        screening.screen(meeting, parts_of(meeting), at=at)
    return meeting


def no_pen(meeting: Meeting, actor: Actor) -> str:
    """Why this actor may not write now, in Chinese; empty when it is allowed."""
    if meeting.state not in (State.PLANNED, State.HELD):
        return "筹备的时候和举行以后才能修改。"
    return "" if rules.holds(actor, PLANNERS, meeting.acting_organ_id) else "由主办机关办理。"


def change(meeting: Meeting, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Meeting:
    """Put a plan right. Raises as ``plan``."""
    if meeting.state != State.PLANNED:
        raise StaleState
    if why := no_pen(meeting, actor):
        raise NotAllowed(why)
    return _write(meeting, _plan(values, actor=actor, at=at), "change", actor=actor, at=at)


def write_record(meeting: Meeting, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Meeting:
    """What was said, who came, whether the head was there (S1-4.2b); ``values`` has the keys of ``RECORD``."""
    if meeting.state != State.HELD:
        raise StaleState
    if why := no_pen(meeting, actor):
        raise NotAllowed(why)
    clean = checked(RECORD, {"press": ""} | dict(values))
    parts = [Part(name, NAMES[name], clean[name]) for name in ("press", "record")]
    screening.refuse_marks(parts, doing="整理实录", actor=actor, at=at)
    return _write(meeting, clean, "write_record", actor=actor, at=at)


def add_files(
    meeting: Meeting, *, uploads: Sequence[tuple[str, files.Upload]], label: str, actor: Actor, at: datetime
) -> Meeting:
    """Put pictures and papers beside the record; ``uploads`` are name and content, ``label`` says what they are.

    Hidden content is taken out where the system can; what is left is screened. Raises ``NotAllowed``, ``StaleState`` or
    ``InvalidInput`` (``uploads``, ``label``). Not to be called inside a transaction: the trace of a refusal survives.
    """
    if meeting.state != State.HELD:
        raise StaleState
    if why := no_pen(meeting, actor):
        raise NotAllowed(why)
    clean = checked({"label": Field("说明", line(TITLE_LENGTH, required=True))}, {"label": label})
    screening.refuse_marks([Part("label", "说明", label)], doing="上传附件", actor=actor, at=at)
    if meeting.files.count() + len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一场最多{FILES_AT_MOST}个附件"})
    taken = [_taken(name, upload, actor=actor, at=at) for name, upload in uploads]
    with transaction.atomic():
        for stored in taken:
            row = MeetingFile(meeting=meeting, file=stored, label=clean["label"], added_at=at)
            row.save(force_insert=True)
            _screen_file(row, at=at)
            after = {"label": row.label, "sha256": stored.sha256}
            record(act="add_files", subject=meeting, actor=actor, at=at, after=after)
        touch(meeting, {"writer_id": actor.id})
    return meeting


def _taken(name: str, upload: files.Upload, *, actor: Actor, at: datetime) -> StoredFile:
    def inspect(found: Extraction) -> None:
        parts = [Part("uploads", part.where, part.text) for part in found.parts]
        screening.refuse_marks(parts, doing="上传附件", actor=actor, at=at)

    try:
        stored = files.store(upload, name=name, actor=actor, at=at, inspect=inspect)
    except InvalidInput as refused:
        raise InvalidInput({"uploads": "；".join(refused.messages.values())}) from refused
    if stored.can_be_cleaned:
        with suppress(DomainError):  # nothing to take out, or not to be taken out: then it is screened as it is
            files.make_clean_copy(stored, actor=actor, at=at, inspect=inspect)
    return stored


def _screen_file(row: MeetingFile, *, at: datetime) -> None:
    shown, code = row.file.current(), file_code(row)
    found = files.extraction_of(shown)
    parts = [Part(code, f"《{row}》{part.where}", part.text) for part in found.parts]
    unread = [Unread(code, row.label, why, shown.sha256) for why in found.faults]
    screening.screen(row.meeting, parts, at=at, unreadable=unread, files=[(code, shown.sha256)])


@transaction.atomic
def remove_file(meeting: Meeting, *, file: MeetingFile, actor: Actor, at: datetime) -> None:
    """Take a file off the record again, before it is released."""
    if meeting.state != State.HELD:
        raise StaleState
    if why := no_pen(meeting, actor):
        raise NotAllowed(why)
    if file.meeting_id != meeting.pk:
        raise InvalidInput({"file": "这个附件不在这一场里"})
    touch(meeting)
    record(act="remove_file", subject=meeting, actor=actor, at=at, before={"label": file.label})
    file.delete()


@transaction.atomic
def _write(meeting: Meeting, clean: dict[str, Any], act: str, *, actor: Actor, at: datetime) -> Meeting:
    edit(meeting, clean, act=act, actor=actor, at=at, derived={"writer_id": actor.id})
    screening.screen(meeting, parts_of(meeting), at=at)
    return meeting


@transaction.atomic
def settle_findings(
    meeting: Meeting, *, findings: Iterable[Finding], decision: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; what has to go is written anew."""
    if meeting.state not in (State.PLANNED, State.HELD):
        raise NotAllowed("公开以前才能处理筛查结果。")
    organ = meeting.organ.heir()
    screening.keep(meeting, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)


@transaction.atomic
def announce(meeting: Meeting, *, actor: Actor, at: datetime) -> Meeting:
    """Everybody reads when, where and about what. Raises ``NotAllowed`` for whoever wrote it."""
    move(meeting, "announce", actor=actor, at=at, fields={"announced_at": at})
    search.queue(meeting)
    return meeting


@transaction.atomic
def ask(meeting: Meeting, *, text: str, actor: Actor, at: datetime) -> MeetingQuestion:
    """A question beforehand, in time and without personal data. Raises ``InvalidInput`` or ``StaleState``."""
    if not Meeting.objects.select_for_update().get(pk=meeting.pk).takes_questions(at):
        raise StaleState("提问已经截止。")
    words = typed_text.line(text)
    fault = typed_text.fault(words, label="问题", at_most=QUESTION_LENGTH, required=True)
    if not fault and has_personal_data(words):
        fault = "请不要写电话、证件号码、卡号和邮箱"
    if fault:
        raise InvalidInput({"text": fault})
    question = MeetingQuestion(meeting=meeting, text=words, at=at)
    question.save(force_insert=True)
    record(act="ask", subject=meeting, actor=actor, at=at)
    return question


@transaction.atomic
def hold(meeting: Meeting, *, actor: Actor, at: datetime) -> Meeting:
    """It took place; what was said is written down next."""
    move(meeting, "hold", actor=actor, at=at)
    return meeting


@transaction.atomic
def release(meeting: Meeting, *, actor: Actor, at: datetime) -> Meeting:
    """Everybody reads what was said. Raises ``Blocked`` while something lacks."""
    move(meeting, "release", actor=actor, at=at, fields={"recorded_at": at})
    search.queue(meeting)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, actor: Actor, at: datetime) -> Meeting:
    """The page says that it does not take place, and why."""
    require_move(meeting, "cancel", actor=actor)
    words = reason.strip()
    if screening.marks_in(words):
        raise DomainError("原因里有密级标志，不能公开。", field="reason")
    move(meeting, "cancel", actor=actor, at=at, reason=words, fields={"cancelled_reason": words})
    search.queue(meeting)
    return meeting
