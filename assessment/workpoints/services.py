"""要点: drafted with its tasks, issued to the organs, each share reported with evidence, checked, closed or urged."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from assessment.workpoints.fields import NOTED, PLANNED, TASKED
from assessment.workpoints.models import TaskFile, TaskNote, TaskShare, WorkPlan, WorkTask
from assessment.workpoints.states import CHECKERS, DRAFTERS, REPORTERS, WORKERS, NoteKind, PlanState, ShareState
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ, User
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.selectors import rule, running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.services import require_unmarked
from portal.subjects import ref
from portal.workflow import move, require_move

PERIOD = "WORK_TASK"
FILES_AT_MOST = 20

Uploads = Sequence[tuple[str, files.Upload]]
"""Name and content of each file."""


@transaction.atomic
def draft_plan(*, year: int, values: Mapping[str, Any], actor: Actor, at: datetime) -> WorkPlan:
    """The plan of a year, once. ``values`` has the keys of ``fields.PLANNED``. Raises ``NotAllowed``, ``InvalidInput``
    or ``DomainError``."""
    require(actor, DRAFTERS, None, doing="起草工作要点")
    clean = checked(PLANNED, {"number": ""} | dict(values))
    if not abs(year - clock.local(at).year) <= 1:
        raise InvalidInput({"year": "要点写今年的，或者前后一年的"})
    if WorkPlan.objects.filter(year=year).exists():
        raise InvalidInput({"year": f"{year}年的要点已经有了"})
    leader = site_organ(clock.local(at).date())
    if leader is None:
        raise DomainError("还没有登记市政府和政务公开办")
    plan = WorkPlan.objects.create(organ=leader, year=year, drafter_id=actor.id, drafted_at=at, **clean)
    record(act="draft_plan", subject=plan, actor=actor, at=at, after={"year": year, "title": plan.title})
    return plan


@transaction.atomic
def add_task(
    plan: WorkPlan,
    *,
    values: Mapping[str, Any],
    lead: Organ | None,
    responsible: Collection[Organ],
    actor: Actor,
    at: datetime,
) -> WorkTask:
    """A task of a draft with who does it. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    _require_draft(plan, actor)
    clean = checked(TASKED, {"part": ""} | dict(values))
    if clean["due_on"] is None or clean["due_on"].year != plan.year:
        raise InvalidInput({"due_on": f"请填写{plan.year}年里的日期"})
    if lead is None and not responsible:
        raise InvalidInput({"responsible": "请选择牵头单位或者责任单位"})
    number = (plan.tasks.aggregate(last=Max("number"))["last"] or 0) + 1
    task = WorkTask.objects.create(plan=plan, number=number, lead=lead, **clean)
    task.responsible.set(responsible)
    names = [organ.name for organ in responsible]
    after = {"task": str(task), "lead": lead.name if lead else "", "responsible": names, "due_on": task.due_on}
    record(act="add_task", subject=plan, actor=actor, at=at, after=after)
    return task


@transaction.atomic
def take_out_task(plan: WorkPlan, *, task: WorkTask, reason: str, actor: Actor, at: datetime) -> WorkPlan:
    """A task leaves the draft; the numbers of the others stay."""
    _require_draft(plan, actor)
    if task.plan_id != plan.pk:
        raise DomainError("要点里没有这项任务", field="task")
    if not reason.strip():
        raise DomainError("请写明理由", field="reason")
    before = {"task": str(task)}
    task.delete()
    record(act="take_out_task", subject=plan, actor=actor, at=at, before=before, reason=reason.strip())
    return plan


def _require_draft(plan: WorkPlan, actor: Actor) -> None:
    require(actor, DRAFTERS, None, doing="修改工作要点")
    if plan.state != PlanState.DRAFT:
        raise StaleState


@transaction.atomic
def issue(plan: WorkPlan, *, actor: Actor, at: datetime) -> WorkPlan:
    """From now on every organ has its share, with a clock to the day the task is due."""
    move(plan, "issue", actor=actor, at=at, fields={"issued_at": at})
    organs: set[int] = set()
    for task in plan.tasks.prefetch_related("responsible"):
        for organ_id in task.organ_ids():
            share = TaskShare.objects.create(task=task, organ_id=organ_id, leads=organ_id == task.lead_id)
            record(act="begin_share", subject=share, actor=actor, at=at, after={"due_on": task.due_on})
            _begin(share, actor=actor, at=at)
            organs.add(organ_id)
    for organ in Organ.objects.filter(pk__in=organs).order_by("pk"):
        _tell_plan(plan, organ, at=at)
    return plan


def _tell_plan(plan: WorkPlan, organ: Organ, *, at: datetime) -> None:
    tell(
        recipients_of(organ.heir(), *REPORTERS, at=at),
        subject_line=f"{plan.title}下达了，请按期完成本单位的任务",
        body="/admin/assessment/taskshare/",
        kind="work_plan",
        dedupe_key=f"work_plan|{plan.pk}|{organ.pk}",
        at=at,
        about=ref(plan),
    )


def _begin(share: TaskShare, *, actor: Actor, at: datetime) -> None:
    """To the day the task is due; begun again after a return that day, or for the usual period, whichever is later."""
    today = clock.local(at).date()
    days = (share.task.due_on - today).days
    if share.round > 1:
        days = max(days, rule(PERIOD, on=today).amount)
    open_deadline(
        rule=PERIOD,
        subject=share,
        organ=share.organ.heir(),
        start=today,
        actor=actor,
        at=at,
        key=str(share.round),
        amount=days,
    )


# --- the work -------------------------------------------------------------------------------------------


def note_progress(share: TaskShare, *, text: str, uploads: Uploads, actor: Actor, at: datetime) -> TaskNote:
    """How far it is, as often as there is something to say. Not to be called inside a transaction."""
    require(actor, WORKERS, share.organ.heir(), doing="登记任务进展")
    if share.state != ShareState.UNDERWAY:
        raise StaleState
    clean = checked(NOTED, {"text": text})
    stored = _stored(uploads, actor=actor, at=at)
    with transaction.atomic():
        record(act="note_progress", subject=share, actor=actor, at=at, after=clean)
        return _note(share, NoteKind.PROGRESS, clean["text"], stored, actor=actor, at=at)


def report(share: TaskShare, *, text: str, uploads: Uploads, actor: Actor, at: datetime) -> TaskShare:
    """It is done, with evidence; the clock stops. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``. Not to be
    called inside a transaction: the trace of a file that is refused has to survive it."""
    require_move(share, "report", actor=actor)
    clean = checked(NOTED, {"text": text})
    if not uploads:
        raise InvalidInput({"uploads": "报告完成要附佐证材料"})
    stored = _stored(uploads, actor=actor, at=at)
    with transaction.atomic():
        move(share, "report", actor=actor, at=at)
        _note(share, NoteKind.REPORT, clean["text"], stored, actor=actor, at=at)
        running = running_clock(ref(share), PERIOD, key=str(share.round))
        if running is not None:
            close(running, on=clock.local(at).date(), actor=actor, at=at)
        _tell(share, recipients_of(None, *CHECKERS, at=at), "任务报告完成，请核实", at=at)
    return share


@transaction.atomic
def accept(share: TaskShare, *, reason: str, actor: Actor, at: datetime) -> TaskShare:
    """The office looked and it is done."""
    move(share, "accept", actor=actor, at=at, reason=reason, fields={"done_at": at})
    _note(share, NoteKind.ANSWER, reason.strip(), [], actor=actor, at=at)
    _tell(share, recipients_of(share.organ.heir(), *REPORTERS, at=at), "任务核实，已经销号", at=at)
    return share


@transaction.atomic
def send_back(share: TaskShare, *, reason: str, actor: Actor, at: datetime) -> TaskShare:
    """It is not done: the organ goes on, under a new clock."""
    move(share, "send_back", actor=actor, at=at, reason=reason, fields={"round": share.round + 1})
    _note(share, NoteKind.ANSWER, reason.strip(), [], actor=actor, at=at)
    _begin(share, actor=actor, at=at)
    _tell(share, recipients_of(share.organ.heir(), *REPORTERS, at=at), "任务退回再办", at=at)
    return share


@transaction.atomic
def urge(share: TaskShare, *, text: str, actor: Actor, at: datetime) -> TaskNote:
    """督办: the organ's heads are told at once, and it stays on record. Raises ``NotAllowed`` or ``StaleState``."""
    require(actor, CHECKERS, None, doing="督办任务")
    if share.state != ShareState.UNDERWAY:
        raise StaleState
    clean = checked(NOTED, {"text": text})
    record(act="urge", subject=share, actor=actor, at=at, after=clean)
    note = _note(share, NoteKind.URGE, clean["text"], [], actor=actor, at=at)
    _tell(share, recipients_of(share.organ.heir(), *REPORTERS, at=at), "督办", at=at, key=f"urge|{note.pk}")
    return note


def may_note(share: TaskShare, actor: Actor) -> bool:
    return rules.holds(actor, WORKERS, share.acting_organ_id)


def _note(
    share: TaskShare, kind: NoteKind, text: str, stored: Sequence[StoredFile], *, actor: Actor, at: datetime
) -> TaskNote:
    note = TaskNote.objects.create(share=share, kind=kind, text=text, made_at=at, made_by=actor.name)
    for file in stored:
        TaskFile.objects.create(note=note, file=file, added_at=at)
        record(act="add_evidence", subject=share, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256})
    return note


def _stored(uploads: Uploads, *, actor: Actor, at: datetime) -> list[StoredFile]:
    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一次最多{FILES_AT_MOST}个文件"})
    return [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


def _tell(share: TaskShare, people: list[User], words: str, *, at: datetime, key: str = "") -> None:
    tell(
        people,
        subject_line=f"{words}：{share.task.title}",
        body=f"{share}\n/admin/assessment/taskshare/{share.pk}/change/",
        kind="work_task",
        dedupe_key=f"work_task|{share.pk}|{key or share.version}",
        at=at,
        about=ref(share),
    )
