"""Files that are handed out: taken in, copied without what is kept back, screened."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, StaleState
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.files.states import CopyKind
from portal.screening import services as screening
from portal.screening.locating import Part, Unread
from portal.screening.models import Finding
from portal.screening.services import MARKED, marks_in
from portal.workflow import require_move, touch
from requests_app.answering.models import PageRange
from requests_app.answering.selectors import Release, letter_parts, released_files
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.cases.states import DRAFTERS, IN_APPROVAL, REVIEWERS, SECRECY_REVIEWERS, FilePurpose, State

LABEL_LENGTH = 200
_CONFIRMERS = (*DRAFTERS, *REVIEWERS, *SECRECY_REVIEWERS)


def attach(request: DisclosureRequest, *, upload: files.Upload, name: str, actor: Actor, at: datetime) -> RequestFile:
    """A file that may be handed out. One with 密级标志 is refused and not kept.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput`` (``name``, ``content``). Not to be called inside a
    transaction: the trace of a refusal has to survive it.
    """
    require_move(request, "submit", actor=actor)
    stored = files.store(upload, name=name, actor=actor, at=at, inspect=_refuse_marks)
    return _attached(request, stored, actor, at)


@transaction.atomic
def _attached(request: DisclosureRequest, stored: StoredFile, actor: Actor, at: datetime) -> RequestFile:
    touch(request)
    row = RequestFile.objects.create(
        request=request,
        file=stored,
        purpose=FilePurpose.ANSWER,
        label=stored.name.rsplit(".", 1)[0][:LABEL_LENGTH],
        added_at=at,
        added_by=actor.name,
    )
    after = {"file": stored.name, "sha256": stored.sha256}
    record(act="attach", subject=request, actor=actor, at=at, after=after)
    return row


@transaction.atomic
def detach(request: DisclosureRequest, *, file: RequestFile, actor: Actor, at: datetime) -> None:
    """Take a file off the answer again. Raises ``InvalidInput`` while a decision hands pages of it out."""
    require_move(request, "submit", actor=actor)
    _require_handed_out(request, file)
    if PageRange.objects.filter(file=file).exists():
        raise InvalidInput({"file": "这个文件已经写进页码，先改页码"})
    touch(request)
    record(act="detach", subject=request, actor=actor, at=at, before={"file": file.label})
    file.delete()


def attach_copy(
    request: DisclosureRequest, *, file: RequestFile, upload: files.Upload, name: str, actor: Actor, at: datetime
) -> StoredFile:
    """The copy of a file without what is kept back; it goes out instead once it is confirmed. Raises as ``attach``."""
    require_move(request, "submit", actor=actor)
    _require_handed_out(request, file)
    if file.file is None:
        raise InvalidInput({"file": "这个文件已经清理"})
    copy = files.store_copy(
        file.file, upload, name=name, kind=CopyKind.REDACTED, actor=actor, at=at, inspect=_refuse_marks
    )
    return _copied(request, file, copy, actor, at)


def clean_copy(request: DisclosureRequest, *, file: RequestFile, actor: Actor, at: datetime) -> StoredFile:
    """A copy of what goes out now without hidden content, made and proved by the system.

    Raises ``DomainError`` when there is nothing to take out or it cannot be done.
    """
    require_move(request, "submit", actor=actor)
    _require_handed_out(request, file)
    if file.file is None:
        raise InvalidInput({"file": "这个文件已经清理"})
    copy = files.make_clean_copy(file.file.current(), actor=actor, at=at, inspect=_refuse_marks)
    return _copied(request, file, copy, actor, at)


@transaction.atomic
def _copied(request: DisclosureRequest, file: RequestFile, copy: StoredFile, actor: Actor, at: datetime) -> StoredFile:
    touch(request)
    after = {"file": file.label, "copy": copy.name, "sha256": copy.sha256}
    record(act="attach_copy", subject=request, actor=actor, at=at, after=after)
    return copy


@transaction.atomic
def confirm_copy(
    request: DisclosureRequest, *, file: RequestFile, copy: StoredFile, actor: Actor, at: datetime
) -> StoredFile:
    """Another person of the organ has looked at every page of the copy: nothing that is kept back is in it.

    Raises ``NotAllowed`` for whoever made it, ``StaleState`` when it was confirmed already.
    """
    require(actor, _CONFIRMERS, request.organ.heir(), doing="确认副本")
    if request.state != State.HANDLING:
        raise StaleState
    _require_handed_out(request, file)
    if file.file is None or copy.original_id != file.file.pk:
        raise InvalidInput({"copy": "这不是这个文件的副本"})
    confirmed = files.confirm_copy(copy, actor=actor, at=at)
    touch(request)
    return confirmed


def _require_handed_out(request: DisclosureRequest, file: RequestFile) -> None:
    if file.request_id != request.pk or file.purpose != FilePurpose.ANSWER:
        raise InvalidInput({"file": "请选这件申请要提供的文件"})


def _refuse_marks(found: Extraction) -> None:
    marked = [part.where for part in found.parts if marks_in(part.text)]
    if marked:
        raise InvalidInput({"content": f"{'、'.join(marked)}{MARKED}"})


# --- screening ----------------------------------------------------------------------------------------


def rescreen(request: DisclosureRequest, *, at: datetime) -> None:
    """Bring the findings in letters and files up to what goes out now. Files are read again; slow for large ones."""
    parts = letter_parts(request, on=local(at).date())
    unread: list[Unread] = []
    read: list[tuple[str, str]] = []
    for release in released_files(request):
        if release.stored is None:
            continue
        found = files.extraction_of(release.stored)
        parts += _file_parts(release, found)
        unread += [Unread(release.code, release.file.label, why, release.stored.sha256) for why in found.faults]
        read.append((release.code, release.stored.sha256))
    screening.screen(request, parts, at=at, unreadable=unread, files=read)


def _file_parts(release: Release, found: Extraction) -> list[Part]:
    return [Part(release.code, f"《{release.file}》{part.where}", part.text) for part in found.parts]


def screen_again(request: DisclosureRequest, *, actor: Actor, at: datetime) -> None:
    """Read letters and files anew, at somebody's wish; by whoever has the case in hand."""
    _require_in_hand(request, actor)
    rescreen(request, at=at)
    record(act="screen_again", subject=request, actor=actor, at=at)


@transaction.atomic
def settle_findings(
    request: DisclosureRequest,
    *,
    findings: Iterable[Finding],
    verdict: str,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """One person decides about findings in letters and files, with the reason in writing.

    Words of a letter are masked by writing them anew, so 遮盖 is not among the verdicts. Raises as ``decide`` of the
    screening.
    """
    if request.state not in IN_APPROVAL | {State.HANDLING}:
        raise InvalidInput({"findings": "答复已经签发，不能再处理筛查结果"})
    if verdict == "masked":
        raise InvalidInput({"decision": "文书请改写文字，文件请上传遮盖以后的副本"})
    organ = request.organ.heir()
    screening.decide(request, findings, decision=verdict, organ=organ, actor=actor, at=at, reason=reason)


def _require_in_hand(request: DisclosureRequest, actor: Actor) -> None:
    act = {State.REVIEW: "pass_review", State.SECRECY: "pass_secrecy", State.SIGNING: "sign"}
    require_move(request, act.get(State(request.state), "submit"), actor=actor)
