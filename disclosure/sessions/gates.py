"""What stands before an act on a meeting or an observer. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.documents import companions
from disclosure.sessions.codes import Kind, Openness, Source
from disclosure.sessions.parts import file_code, parts_of
from disclosure.sessions.states import AHEAD, SEATED, ObserverState
from portal.actors import Actor
from portal.screening.kinds import Kind as Finding
from portal.screening.selectors import read_files, undecided

DISCUSS = "discuss"
"""What companions of a document are asked for before it is laid before a meeting."""


def has_items(session: Any, _at: datetime) -> Sequence[str]:
    return [] if session.items.exists() else ["还没有议题"]


def proposals_are_there(session: Any, _at: datetime) -> Sequence[str]:
    """Whether observers are invited, whether it is open, in what form: all three, with the plan (S3-2.1g)."""
    missing = []
    for item in session.items.filter(is_livelihood=True):
        lacking = [label for label, there in proposals(item) if not there]
        if lacking:
            missing.append(f"“{item.title}”是重大民生议题，还没有写{'、'.join(lacking)}")
    return missing


def proposals(item: Any) -> list[tuple[str, bool]]:
    """The three proposals of an item, each with whether it was made."""
    has_form = bool(item.open_forms) or item.openness == Openness.CLOSED
    return [
        ("是否邀请列席", item.invites is not None),
        ("是否公开", bool(item.openness)),
        ("公开方式", bool(item.openness) and has_form),
    ]


def statements_are_attached(session: Any, _at: datetime) -> Sequence[str]:
    """What the public said and what became of it goes with the item (S3-2.1h)."""
    return [
        f"“{item.title}”公开征求过意见，还没有附意见收集和采纳情况说明"
        for item in session.items.select_related("consultation", "document")
        if item.was_asked_about() and not item.statement
    ]


def broadcast_is_planned(session: Any, _at: datetime) -> Sequence[str]:
    """S3-2.1f."""
    if session.kind != Kind.VIDEO or not session.is_of_wide_interest:
        return []
    missing = [] if session.live_channels else ["涉及公众利益、需要社会广泛知晓的电视电话会议要直播：还没有选直播渠道"]
    return missing if session.live_url else [*missing, "还没有写直播网址"]


def papers_are_brought(session: Any, at: datetime) -> Sequence[str]:
    """A document on the agenda comes with what belongs to it, such as its explanation (S0-2.7.3b)."""
    if session.kind not in (Kind.PLENARY, Kind.EXECUTIVE):
        return []
    items = session.items.exclude(document=None).select_related("document__organ", "document__column")
    ready = companions.ready_for(DISCUSS)
    return [f"“{item.title}”：{reason}" for item in items for reason in ready(item.document, at)]


def seats_are_planned(session: Any, _at: datetime) -> Sequence[str]:
    """Who is asked to register is told how many seats there are, and until when."""
    if not session.invites_anybody():
        return []
    missing = [] if session.seats else ["方案提出邀请列席，还没有写旁听席位"]
    return missing if session.registers_until else [*missing, "还没有写报名截止时间"]


def lies_ahead(session: Any, at: datetime) -> Sequence[str]:
    if session.starts_at <= at:
        return ["召开时间已经过了，不能再公告"]
    closes = session.registers_until
    return ["报名截止时间已经过了，请退回修改"] if session.invites_anybody() and closes and closes <= at else []


def has_begun(session: Any, at: datetime) -> Sequence[str]:
    return [] if session.starts_at <= at else ["还没有到召开的时间"]


def was_announced(session: Any, _at: datetime) -> Sequence[str]:
    """What was to be open was announced; a closed meeting may be held without a word."""
    if session.announced_at or not (session.invites_anybody() or session.is_open_to_public()):
        return []
    return ["方案提出公开或者邀请列席，还没有公告"]


def everybody_is_answered(session: Any, _at: datetime) -> Sequence[str]:
    waiting = session.observers.filter(state=ObserverState.REGISTERED).count()
    return [f"还有{waiting}个报名的人没有答复"] if waiting else []


def has_outcomes(session: Any, _at: datetime) -> Sequence[str]:
    """Each item says what was decided, or by which rule that stays secret (S4-1.1b)."""
    return [f"“{item.title}”还没有写议定的事项" for item in session.items.filter(outcome="", is_withheld=False)]


def attendance_is_noted(session: Any, _at: datetime) -> Sequence[str]:
    waiting = session.observers.filter(state=ObserverState.CHOSEN).count()
    return [f"还有{waiting}个列席的人没有登记是否到会"] if waiting else []


def is_screened(session: Any, _at: datetime) -> Sequence[str]:
    """Words as they read now and files as they were last read hold nothing nobody has decided about."""
    files = list(session.files.select_related("file").prefetch_related("file__copies"))
    read = read_files(session)
    unread = [f"《{row}》还没有筛查" for row in files if read.get(file_code(row)) != row.file.current().sha256]
    found = undecided(session, parts_of(session), [file_code(row) for row in files])
    return unread + list(dict.fromkeys(f"{row.where}里有{Finding(row.kind).label}，还没有处理" for row in found))


def has_a_record(session: Any, _at: datetime) -> Sequence[str]:
    return [] if session.record or session.files.exists() else ["还没有会议情况，也没有会议材料"]


def is_not_the_planner(session: Any, actor: Actor) -> str:
    return "自己拟的方案，不能由自己批准。" if actor.id == session.planner_id else ""


def is_not_the_writer(session: Any, actor: Actor) -> str:
    return "自己写的结果，不能由自己批准公布。" if actor.id == session.writer_id else ""


# --- observers ----------------------------------------------------------------------------------------


def meeting_lies_ahead(observer: Any, at: datetime) -> Sequence[str]:
    session = observer.session
    return [] if session.state in AHEAD and session.starts_at > at else ["会议已经开始，或者还没有批准"]


def meeting_has_begun(observer: Any, at: datetime) -> Sequence[str]:
    return [] if observer.session.starts_at <= at else ["会议还没有开始"]


def a_seat_is_left(observer: Any, _at: datetime) -> Sequence[str]:
    """The seats of the announcement are for those who registered."""
    session = observer.session
    if observer.source == Source.INVITED:
        return []
    taken = session.observers.filter(state__in=SEATED, source=Source.REGISTERED).count()
    return [] if taken < session.seats else [f"旁听席位{session.seats}个，已经满了"]
