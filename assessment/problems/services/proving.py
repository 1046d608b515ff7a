"""证据: files with a problem a person found. Nothing is added or changed once the score it went into is approved."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.problems.models import Problem, ProblemFile
from assessment.problems.services.noting import note_problem
from assessment.problems.states import BY_PERSON, COUNTED, DECIDERS
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening.services import require_unmarked
from portal.workflow import touch

FILES_AT_MOST = 20

Uploads = Sequence[tuple[str, files.Upload]]
"""Name and content of each file."""


def note_with_evidence(
    *, organ: Organ, rule: str, values: Mapping[str, Any], uploads: Uploads = (), actor: Actor, at: datetime
) -> Problem:
    """``note_problem`` with the files that prove it. Not to be called inside a transaction: the trace of a file that is
    refused has to survive it."""
    require(actor, DECIDERS, None, doing="登记考评问题")
    stored = _stored(uploads, there=0, actor=actor, at=at)
    with transaction.atomic():
        problem = note_problem(organ=organ, rule=rule, values=values, actor=actor, at=at)
        attach(problem, stored, actor=actor, at=at)
    return problem


def add_evidence(problem: Problem, *, uploads: Uploads, actor: Actor, at: datetime) -> Problem:
    """More files. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``; not to be called inside a transaction."""
    if why := no_evidence(problem, actor):
        raise NotAllowed(why)
    if not uploads:
        raise InvalidInput({"uploads": "请选择文件"})
    stored = _stored(uploads, there=problem.files.count(), actor=actor, at=at)
    with transaction.atomic():
        row = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
        if no_evidence(row, actor):
            raise StaleState
        touch(problem)
        attach(problem, stored, actor=actor, at=at)
    return problem


def attach(problem: Problem, stored: Sequence[StoredFile], *, actor: Actor, at: datetime) -> None:
    """Files that were taken in already, within the caller's transaction."""
    for file in stored:
        ProblemFile.objects.create(problem=problem, file=file, added_at=at, added_by=actor.name)
        after = {"name": file.name, "sha256": file.sha256}
        record(act="add_evidence", subject=problem, actor=actor, at=at, after=after)


def no_evidence(problem: Problem, actor: Actor) -> str:
    """Why this actor may not add evidence; empty when it is allowed."""
    if problem.source != BY_PERSON:
        return "系统发现的问题，依据就是那一件本身。"
    if problem.state not in COUNTED:
        return "已经不计的问题不再添证据。"
    if problem.frozen_at is not None:
        return f"{problem.year}年的成绩已经审定，证据一起封存了。"
    return "" if any(actor.holds_anywhere(role) for role in DECIDERS) else "证据由政务公开办添加。"


def _stored(uploads: Uploads, *, there: int, actor: Actor, at: datetime) -> list[StoredFile]:
    if there + len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"uploads": f"一个问题最多{FILES_AT_MOST}个文件"})
    return [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)
