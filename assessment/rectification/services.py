"""整改: drafted, issued with a letter and a clock, answered with evidence, reviewed by another; criticised if late."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessment.problems.models import Problem
from assessment.rectification.fields import ANSWERED, BASIS, CIRCULATED, DEMAND, DRAFTED, REPLY_WAY
from assessment.rectification.models import (
    Criticism,
    Feedback,
    FeedbackFile,
    Rectification,
    RectificationItem,
)
from assessment.rectification.selectors import ORIGINS, PERIOD, of_origin, overdue, usual_days
from assessment.rectification.states import ANSWERERS, CRITICS, DRAFTERS, ISSUERS, RectificationState
from portal import clock
from portal.accounts.models import Organ, User
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import Blocked, DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.letters.services import issue_letter
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.services import require_unmarked
from portal.subjects import ref
from portal.workflow import blockers, edit, move, require_move

FILES_AT_MOST = 20


@transaction.atomic
def draft(
    *, origin: str, organ: Organ | None, values: Mapping[str, Any], actor: Actor, at: datetime
) -> list[Rectification]:
    """A notice for each organ that has problems of that origin nobody was told to mend; ``organ`` limits it to one.

    ``values`` has the keys of ``fields.DRAFTED``. Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` (field
    ``origin``) when there is nothing to mend.
    """
    require(actor, DRAFTERS, None, doing="起草整改通知")
    if origin not in ORIGINS:
        raise InvalidInput({"origin": "请选择整改哪些问题"})
    return draft_of(of_origin(origin, organ), values=values, actor=actor, at=at)


@transaction.atomic
def draft_of(
    problems: Iterable[Problem], *, values: Mapping[str, Any], actor: Actor, at: datetime
) -> list[Rectification]:
    """As ``draft``, for problems the caller has chosen."""
    require(actor, DRAFTERS, None, doing="起草整改通知")
    clean = checked(DRAFTED, usual_words(at) | dict(values))
    leader = site_organ(clock.local(at).date())
    by_organ: dict[int, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=lambda each: each.pk):
        by_organ[problem.organ.heir().pk].append(problem)
    if not by_organ or leader is None:
        raise DomainError("没有还没发过整改通知的问题", field="origin")
    return [_drafted(organ_id, rows, leader, clean, actor, at) for organ_id, rows in sorted(by_organ.items())]


def usual_words(at: datetime) -> dict[str, Any]:
    """What a notice says when nobody wrote otherwise."""
    days = usual_days(clock.local(at).date())
    return {"basis": BASIS, "demand": DEMAND, "reply_way": REPLY_WAY, "days": days}


def _drafted(
    organ_id: int, problems: Sequence[Problem], leader: Organ, clean: Mapping[str, Any], actor: Actor, at: datetime
) -> Rectification:
    row = Rectification(organ_id=organ_id, leader=leader, drafted_at=at, drafter_name=actor.name, **clean)
    row.save(force_insert=True)
    try:
        with transaction.atomic():
            RectificationItem.objects.bulk_create(
                RectificationItem(rectification=row, problem=each) for each in problems
            )
    except IntegrityError as error:
        raise StaleState from error  # somebody else sent one of them meanwhile
    after = {"organ": row.organ.name, "problems": [each.pk for each in problems], "days": row.days}
    record(act="draft_rectification", subject=row, actor=actor, at=at, after=after)
    return row


@transaction.atomic
def change_draft(row: Rectification, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Rectification:
    """Other words, another period, as long as it is a draft."""
    require(actor, DRAFTERS, None, doing="修改整改通知")
    if row.state != RectificationState.DRAFT:
        raise StaleState
    edit(row, checked(DRAFTED, values), act="change_draft", actor=actor, at=at)
    return row


@transaction.atomic
def take_out(row: Rectification, *, problem: Problem, reason: str, actor: Actor, at: datetime) -> Rectification:
    """A problem that need not be mended leaves the draft, with a reason; it may go into another notice."""
    require(actor, DRAFTERS, None, doing="修改整改通知")
    if row.state != RectificationState.DRAFT:
        raise StaleState
    if not reason.strip():
        raise DomainError("请写明理由", field="reason")
    if row.items.filter(problem=problem).delete()[0] != 1:
        raise DomainError("通知书里没有这个问题", field="problem")
    record(act="take_out", subject=row, actor=actor, at=at, before={"problem": problem.pk}, reason=reason.strip())
    return row


@transaction.atomic
def drop(row: Rectification, *, reason: str, actor: Actor, at: datetime) -> Rectification:
    """The draft is given up; its problems may go into another notice."""
    move(row, "drop", actor=actor, at=at, reason=reason)
    row.items.all().delete()
    return row


@transaction.atomic
def issue(row: Rectification, *, actor: Actor, at: datetime) -> Rectification:
    """The notice goes out under a number and the period begins (S2-11.7c). Raises as ``issue_letter`` and ``move``."""
    require_move(row, "issue", actor=actor)
    if reasons := blockers(row, "issue", at=at):  # before the letter, whose own words say less
        raise Blocked(reasons)
    period = _begin(row, row.round, actor=actor, at=at)
    problems = [f"{place}．{item.problem.title}：{_line(item.problem.facts)}" for place, item in _numbered(row)]
    letter = issue_letter(
        template="Z-1",
        subject=ref(row),
        organ=row.leader.heir(),
        context={
            "organ": row.organ.heir().name,
            "basis": row.basis,
            "problems": problems,
            "demand": row.demand,
            "days": row.days,
            "due_on": period.due_on,
            "reply_way": row.reply_way,
        },
        actor=actor,
        at=at,
    )
    fields = {"letter": letter, "issued_at": at, "issuer_name": actor.name}
    move(row, "issue", actor=actor, at=at, fields=fields, derived={"issuer_id": actor.id})
    _tell(
        row,
        recipients_of(row.organ.heir(), *ANSWERERS, at=at),
        f"整改通知，最晚{period.due_on:%Y年%-m月%-d日}反馈",
        at=at,
    )
    return row


def _numbered(row: Rectification) -> Iterable[tuple[int, RectificationItem]]:
    return enumerate(row.items.select_related("problem"), start=1)


def _line(words: str) -> str:
    return " ".join(words.split())


def _begin(row: Rectification, round_: int, *, actor: Actor, at: datetime) -> Deadline:
    today = clock.local(at).date()
    own = row.days if row.days != usual_days(today) else None
    return open_deadline(
        rule=PERIOD, subject=row, organ=row.organ.heir(), start=today, actor=actor, at=at, key=str(round_), amount=own
    )


# --- what comes back ------------------------------------------------------------------------------------


def answer(
    row: Rectification,
    *,
    text: str,
    uploads: Sequence[tuple[str, files.Upload]],
    actor: Actor,
    at: datetime,
) -> Rectification:
    """The organ says what it did, with evidence; the clock stops.

    ``uploads`` are name and content. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``. Not to be called inside
    a transaction: the trace of a file that is refused has to survive it.
    """
    require_move(row, "answer", actor=actor)
    clean = checked(ANSWERED, {"text": text})
    if not 1 <= len(uploads) <= FILES_AT_MOST:
        raise InvalidInput({"uploads": f"整改反馈要附证据，最多{FILES_AT_MOST}个文件"})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]
    return _answered(row, clean["text"], stored, actor=actor, at=at)


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def _answered(
    row: Rectification, text: str, stored: Sequence[StoredFile], *, actor: Actor, at: datetime
) -> Rectification:
    move(row, "answer", actor=actor, at=at)
    given = Feedback.objects.create(rectification=row, round=row.round, text=text, given_at=at, given_by=actor.name)
    for file in stored:
        FeedbackFile.objects.create(feedback=given, file=file, added_at=at)
        record(act="add_evidence", subject=row, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256})
    running = running_clock(ref(row), PERIOD, key=str(row.round))
    if running is not None:
        close(running, on=clock.local(at).date(), actor=actor, at=at)
    _tell(row, recipients_of(None, *ISSUERS, at=at), "整改反馈来了，请复核", at=at)
    return row


@transaction.atomic
def clear(row: Rectification, *, reason: str, actor: Actor, at: datetime) -> Rectification:
    """Another person has looked: it is mended."""
    move(row, "clear", actor=actor, at=at, reason=reason, fields={"cleared_at": at})
    _reviewed(row, row.round, reason, actor=actor, at=at, passed=True)
    _tell(row, recipients_of(row.organ.heir(), *ANSWERERS, at=at), "整改通过复核，已经销号", at=at)
    return row


@transaction.atomic
def repeat(row: Rectification, *, reason: str, actor: Actor, at: datetime) -> Rectification:
    """It is not mended: the period begins once more."""
    done = row.round
    move(row, "repeat", actor=actor, at=at, reason=reason, fields={"round": done + 1})
    _reviewed(row, done, reason, actor=actor, at=at, passed=False)
    period = _begin(row, row.round, actor=actor, at=at)
    words = f"整改没有通过复核，最晚{period.due_on:%Y年%-m月%-d日}再反馈"
    _tell(row, recipients_of(row.organ.heir(), *ANSWERERS, at=at), words, at=at)
    return row


def _reviewed(row: Rectification, round_: int, review: str, *, actor: Actor, at: datetime, passed: bool) -> None:
    written = {"review": review.strip(), "passed": passed, "reviewed_at": at, "reviewed_by": actor.name}
    Feedback.objects.filter(rectification=row, round=round_).update(**written)


# --- when nothing comes back ----------------------------------------------------------------------------


def propose_criticism(*, at: datetime) -> int:
    """Propose 通报批评 for every period that ran out unanswered; returns how many. Twice makes nothing twice."""
    made = 0
    for row in overdue(at):
        try:
            made += _proposed(row, at)
        except IntegrityError:  # another worker was first
            continue
    return made


@transaction.atomic
def _proposed(row: Rectification, at: datetime) -> int:
    period = running_clock(ref(row), PERIOD, key=str(row.round))
    if period is None or row.criticisms.filter(round=row.round).exists():
        return 0
    grounds = f"{row}最晚{period.due_on:%Y年%-m月%-d日}反馈，到期没有反馈"
    found = Criticism.objects.create(
        rectification=row, organ=row.organ.heir(), round=row.round, grounds=grounds, proposed_at=at
    )
    record(act="propose_criticism", subject=found, actor=SYSTEM, at=at, after={"grounds": grounds})
    _tell_of(found, recipients_of(None, *CRITICS, at=at), f"建议通报批评：{found.organ.short_name}", at=at)
    return 1


@transaction.atomic
def circulate(row: Criticism, *, words: str, refers: bool, actor: Actor, at: datetime) -> Criticism:
    """The organ is criticised before all; ``refers`` keeps it as a lead for holding somebody to account (S2-11.10)."""
    require_move(row, "circulate", actor=actor)
    clean = checked(CIRCULATED, {"words": words, "refers": refers})
    move(row, "circulate", actor=actor, at=at, fields=clean | _decided(actor, at))
    _tell_of(row, recipients_of(None, *ANSWERERS, at=at), f"通报批评：{row}", at=at)
    return row


@transaction.atomic
def dismiss(row: Criticism, *, reason: str, actor: Actor, at: datetime) -> Criticism:
    """Nobody is criticised, with a reason."""
    move(row, "dismiss", actor=actor, at=at, reason=reason, fields=_decided(actor, at) | {"refers": False})
    return row


def _decided(actor: Actor, at: datetime) -> dict[str, Any]:
    return {"decided_at": at, "decided_by": actor.name}


def _tell(row: Rectification, people: list[User], words: str, *, at: datetime) -> None:
    tell(
        people,
        subject_line=f"{row.organ.short_name}：{words}",
        body=f"/admin/assessment/rectification/{row.pk}/change/",
        kind="rectification",
        dedupe_key=f"rectification|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )


def _tell_of(row: Criticism, people: list[User], words: str, *, at: datetime) -> None:
    tell(
        people,
        subject_line=words,
        body=row.words or row.grounds,
        kind="rectification",
        dedupe_key=f"criticism|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )
