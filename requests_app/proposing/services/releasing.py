"""公开的答复: written anew without personal data, screened, released by a second person, taken down with a reason."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from portal.field_table import checked
from portal.files import services as files
from portal.screening import services as screening
from portal.screening.locating import Part, Unread
from portal.screening.models import Finding
from portal.search import services as search
from portal.workflow import edit, move, require_move, touch
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.proposing.fields import ANSWER
from requests_app.proposing.models import AnswerFile, PublishedAnswer
from requests_app.proposing.parts import file_code, parts_of
from requests_app.proposing.selectors import releasable_files
from requests_app.proposing.states import AUTHORS, DISCLOSED, FINISHED, AnswerState


def draft(
    *,
    organ: Organ,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    request: DisclosureRequest | None = None,
) -> PublishedAnswer:
    """Begin one; ``values`` has the keys of ``ANSWER``. ``request`` is the answered one it comes from.

    Raises ``NotAllowed`` or ``InvalidInput``; a text with 密级标志 leaves the trace of its refusal.
    """
    require(actor, AUTHORS, organ, doing="起草公开的答复")
    clean = checked(ANSWER, {name: values.get(name) for name in ANSWER})
    if request is not None and (fault := _source_fault(request, organ)):
        raise InvalidInput({"request": fault})
    answer = PublishedAnswer(organ=organ, request=request, authored_by=actor.name, **clean)
    screening.refuse_marks(parts_of(answer), doing="起草公开的答复", actor=actor, at=at)
    with transaction.atomic():
        answer.save(force_insert=True)
        _note_author(answer, actor)
        record(act="draft", subject=answer, actor=actor, at=at, after=clean)
        screening.screen(answer, parts_of(answer), at=at)
    return answer


def _source_fault(request: DisclosureRequest, organ: Organ) -> str:
    if request.organ.heir().pk != organ.pk:
        return "请选本机关的申请"
    if request.state not in FINISHED or not request.items.filter(counted_outcome__in=DISCLOSED).exists():
        return "请选已经答复、公开了信息的申请"
    return ""


def edit_answer(answer: PublishedAnswer, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> PublishedAnswer:
    """Change the words of a draft; everybody who did counts as its author. Raises as ``draft``."""
    require_move(answer, "submit", actor=actor)
    clean = checked(ANSWER, values)
    texts = [Part(part.code, part.where, clean.get(part.code, part.text)) for part in parts_of(answer)]
    screening.refuse_marks(texts, doing="修改公开的答复", actor=actor, at=at)
    with transaction.atomic():
        if edit(answer, clean, act="edit_answer", actor=actor, at=at, derived={"authored_by": actor.name}):
            _note_author(answer, actor)
        screening.screen(answer, texts, at=at)
    return answer


def _note_author(answer: PublishedAnswer, actor: Actor) -> None:
    if actor.id is not None:
        answer.authors.add(actor.id)


def add_file(answer: PublishedAnswer, *, file: RequestFile, actor: Actor, at: datetime) -> AnswerFile:
    """Let everybody have a file the request was answered with: the copy that went out, never its original.

    Raises ``InvalidInput`` (``file``) for anything else. Reads the file; slow for large ones.
    """
    require_move(answer, "submit", actor=actor)
    known = {release.file.pk: release for release in releasable_files(answer)}
    if file.pk not in known:
        raise InvalidInput({"file": "只能公开这件申请已经提供、还没有选过的文件"})
    stored = known[file.pk].stored
    row = AnswerFile(answer=answer, source=file, stored=stored, label=file.label)
    found = files.extraction_of(row.stored)
    code = file_code(row)
    parts = [Part(code, f"《{row}》{part.where}", part.text) for part in found.parts]
    unread = [Unread(code, row.label, why, row.stored.sha256) for why in found.faults]
    with transaction.atomic():
        touch(answer)
        row.save(force_insert=True)
        record(act="add_file", subject=answer, actor=actor, at=at, after={"file": row.label})
        screening.screen(answer, parts, at=at, unreadable=unread, files=[(code, row.stored.sha256)])
    return row


@transaction.atomic
def remove_file(answer: PublishedAnswer, *, file: AnswerFile, actor: Actor, at: datetime) -> None:
    """Take a file off a draft again."""
    require_move(answer, "submit", actor=actor)
    if file.answer_id != answer.pk:
        raise InvalidInput({"file": "这个文件不在这件答复里"})
    touch(answer)
    record(act="remove_file", subject=answer, actor=actor, at=at, before={"file": file.label})
    file.delete()


@transaction.atomic
def settle_findings(
    answer: PublishedAnswer, *, findings: Iterable[Finding], decision: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; masking is done by writing anew. Raises as ``decide`` of the screening."""
    if answer.state not in (AnswerState.DRAFT, AnswerState.APPROVAL):
        raise NotAllowed("已经公开，不能再处理筛查结果。")
    organ = answer.organ.heir()
    screening.keep(answer, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)


@transaction.atomic
def submit(answer: PublishedAnswer, *, actor: Actor, at: datetime) -> PublishedAnswer:
    """Hand it to those who may release it. Raises ``Blocked`` with what the screening found."""
    move(answer, "submit", actor=actor, at=at)
    return answer


@transaction.atomic
def publish(answer: PublishedAnswer, *, actor: Actor, at: datetime) -> PublishedAnswer:
    """Everybody may read it from now on. Raises ``NotAllowed`` for its authors, ``Blocked`` with what stands open."""
    for row in answer.files.select_related("stored").prefetch_related("stored__copies"):
        if row.stored.for_public() != row.stored:
            raise Blocked([f"《{row}》后来有了遮盖的副本，请退回换成副本"])
    move(answer, "publish", actor=actor, at=at, fields={"approved_by": actor.name, "published_at": at})
    search.queue(answer)
    return answer


@transaction.atomic
def send_back(answer: PublishedAnswer, *, reason: str, actor: Actor, at: datetime) -> PublishedAnswer:
    """Not yet: back to whoever writes it."""
    move(answer, "send_back", actor=actor, at=at, reason=reason)
    return answer


@transaction.atomic
def drop(answer: PublishedAnswer, *, reason: str, actor: Actor, at: datetime) -> PublishedAnswer:
    """It will not be released; the draft stays on record."""
    move(answer, "drop", actor=actor, at=at, reason=reason)
    return answer


@transaction.atomic
def withdraw(answer: PublishedAnswer, *, reason: str, actor: Actor, at: datetime) -> PublishedAnswer:
    """Take it down: the page says since when and why (410), words and files are gone from everywhere else."""
    words = reason.strip()
    if marks := screening.marks_in(words):
        raise DomainError(f"原因里有{marks}处密级标志，不能公开。", field="reason")
    move(answer, "withdraw", actor=actor, at=at, reason=words, fields={"withdrawn_at": at, "withdrawn_reason": words})
    search.queue(answer)
    return answer
