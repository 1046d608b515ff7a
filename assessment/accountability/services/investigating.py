"""调查: facts, evidence, respondents; then each of them is heard (S2-3.8)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction

from assessment.accountability import rules
from assessment.accountability.fields import EVIDENCE, FOUND, HEARD, NAMED
from assessment.accountability.models import Accountability, Evidence, Respondent
from assessment.accountability.states import INVESTIGATORS, CaseState, Course, Part
from portal import clock
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening.services import require_unmarked
from portal.workflow import move, touch

FILES_AT_MOST = 20


@transaction.atomic
def establish(case: Accountability, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Accountability:
    """Which situation it is, how it came to the act, what the facts are; ``values`` has the keys of ``fields.FOUND``.
    The shares of the respondents follow."""
    require_investigating(case, actor, CaseState.INVESTIGATING)
    clean = checked(FOUND, values)
    edit_quietly(case, clean, act="establish", actor=actor, at=at)
    for row in case.respondents.all():
        row.share = rules.share(case.course, row.part, objected=row.objected)
        row.save(update_fields=["share"])
    return case


@transaction.atomic
def name_respondent(case: Accountability, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Respondent:
    """Who answers for it; ``values`` has the keys of ``fields.NAMED``. The unit is named by its ``part`` alone.

    An objection counts for the handler of an instructed act, and only with its record (S2-3.6.2b). Raises
    ``InvalidInput``.
    """
    require_investigating(case, actor, CaseState.INVESTIGATING)
    if not case.course:
        raise InvalidInput({"part": "先写明行为是怎么作出的，责任由此划分"})
    empty: dict[str, Any] = {"name": "", "post": "", "objected": False, "objection_record": ""}
    clean = _consistent(case, checked(NAMED, empty | dict(values)))
    share = rules.share(case.course, clean["part"], objected=clean["objected"])
    try:
        with transaction.atomic():
            row = Respondent.objects.create(case=case, share=share, **clean)
    except IntegrityError as error:
        raise InvalidInput({"name": "已经写过这个责任人"}) from error
    _changed(case, "name_respondent", actor=actor, at=at)
    return row


def _consistent(case: Accountability, clean: dict[str, Any]) -> dict[str, Any]:
    if clean["part"] == Part.UNIT:
        return clean | {"name": case.organ.heir().name, "post": "", "objected": False, "objection_record": ""}
    if not clean["name"]:
        raise InvalidInput({"name": "请填写姓名"})
    if clean["objected"] and (case.course, clean["part"]) != (Course.INSTRUCTED, Part.HANDLER):
        raise InvalidInput({"objected": "主管领导直接授意、直接承办人提出异议的，才因此不承担责任"})
    if clean["objected"] and not clean["objection_record"]:
        raise InvalidInput({"objection_record": "没有记录的异议不能免除责任。写明何时、以什么方式提出，记录在哪里"})
    return clean


@transaction.atomic
def remove_respondent(case: Accountability, *, respondent: Respondent, actor: Actor, at: datetime) -> None:
    """Does not answer for it after all."""
    require_investigating(case, actor, CaseState.INVESTIGATING)
    if case.respondents.filter(pk=respondent.pk).delete()[0] != 1:
        raise StaleState
    _changed(case, "remove_respondent", actor=actor, at=at)


def add_evidence(
    case: Accountability, *, shows: str, uploads: Sequence[tuple[str, files.Upload]], actor: Actor, at: datetime
) -> Accountability:
    """``uploads`` are name and content. Not to be called inside a transaction: the trace of a file that is refused has
    to survive it. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    require_investigating(case, actor, CaseState.INVESTIGATING, CaseState.HEARING)
    clean = checked(EVIDENCE, {"shows": shows})
    if not 1 <= len(uploads) <= FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一次选1到{FILES_AT_MOST}个文件"})
    known = case.evidence.count()
    named = [(_neutral(case, name, known + place), upload) for place, (name, upload) in enumerate(uploads, start=1)]
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in named]
    return _added(case, clean["shows"], stored, actor=actor, at=at)


def _neutral(case: Accountability, name: str, place: int) -> str:
    """The trail of files is read by others: what a file is called must not say whom it is about."""
    return f"追责{case.pk}证据{place}{PurePath(name).suffix}"


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def _added(
    case: Accountability, shows: str, stored: Sequence[StoredFile], *, actor: Actor, at: datetime
) -> Accountability:
    for file in stored:
        Evidence.objects.create(case=case, shows=shows, file=file, added_at=at, added_by=actor.name)
    _changed(case, "add_evidence", actor=actor, at=at)
    return case


@transaction.atomic
def open_hearing(case: Accountability, *, actor: Actor, at: datetime) -> Accountability:
    """The facts stand; now the respondents are heard. Raises ``Blocked``."""
    move(case, "open_hearing", actor=actor, at=at)
    return case


@transaction.atomic
def reopen(case: Accountability, *, actor: Actor, at: datetime) -> Accountability:
    """What was said needs looking into."""
    move(case, "reopen", actor=actor, at=at)
    return case


@transaction.atomic
def hear(
    case: Accountability, *, respondent: Respondent, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Accountability:
    """What a respondent says, or that it waived the right, and what became of it; ``values``: ``fields.HEARD``."""
    require_investigating(case, actor, CaseState.HEARING)
    clean = checked(HEARD, values)
    today = clock.local(at).date()
    if clean["heard_on"] is None or clean["heard_on"] > today:
        raise InvalidInput({"heard_on": "请填写听取日期，不能晚于今天"})
    if case.respondents.filter(pk=respondent.pk).update(**clean) != 1:
        raise StaleState
    _changed(case, "hear", actor=actor, at=at)
    return case


def require_investigating(case: Accountability, actor: Actor, *states: str) -> None:
    """Raises ``NotAllowed`` or ``StaleState`` unless the actor leads such a case in one of ``states``."""
    require(actor, INVESTIGATORS, case.authority.heir(), doing="办理责任追究")
    if case.organ.heir().pk in actor.organ_ids():
        raise NotAllowed("您在被追究的单位任职，应当回避。")
    if case.state not in states:
        raise StaleState


def edit_quietly(case: Accountability, clean: Mapping[str, Any], *, act: str, actor: Actor, at: datetime) -> None:
    """Write under the lock of the version; the trail says that it happened, not what was written."""
    touch(case, clean)
    record(act=act, subject=case, actor=actor, at=at)


def _changed(case: Accountability, act: str, *, actor: Actor, at: datetime) -> None:
    edit_quietly(case, {}, act=act, actor=actor, at=at)
