"""Taking files in: size, kind, scanner, reading, inspection, and only then the store."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Protocol

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.db.models import Exists, ForeignObjectRel, OuterRef

from portal import typed_text
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.files import scanning, sealed, vault
from portal.files.archives import MEGABYTE
from portal.files.cleaning import CannotCleanError, clean, proof
from portal.files.extraction import Extraction, Part, extract
from portal.files.kinds import INSTEAD, KINDS, Kind, allowed, declared_kind, ending_of
from portal.files.models import NAME_LENGTH, RefusedUpload, StoredFile
from portal.files.sniffing import RefusedError, agree, sniff
from portal.files.states import MADE_BY_PEOPLE, CopyKind, Stage

SIZE_AT_MOST = 100 * MEGABYTE
SEALED_AT_MOST = 20 * MEGABYTE
MISMATCH = "文件内容和扩展名不符，请用原来的软件另存后再上传"
FILE_NAME = "文件名"
PROVED = "系统重新检查"
"""Who confirms a copy that the system cleaned."""
_REASON_LENGTH = 500
_ACTS = {CopyKind.CLEANED.value: "make_clean_copy"}

Inspect = Callable[[Extraction], None]
"""Looks at all text of a file before it is stored. Raises ``InvalidInput`` to refuse it; the words tell no secret."""


class Upload(Protocol):
    """What a form or an interface hands over; an open file does as well, through ``django.core.files.File``."""

    def chunks(self) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class _Received:
    """The upload on its way: in a nameless place, counted and hashed."""

    file: IO[bytes]
    path: Path
    size: int
    sha256: str
    at_most: int


def too_large(at_most: int) -> str:
    return f"文件不能超过{at_most // MEGABYTE}MB，请压缩或者拆分"


def store(
    upload: Upload,
    *,
    name: str,
    actor: Actor,
    at: datetime,
    inspect: Inspect | None = None,
    takes: Mapping[str, Kind] = KINDS,
) -> StoredFile:
    """Take a file in. Raises ``InvalidInput`` with ``name`` or ``content``; then nothing is kept but a trace of it.

    ``takes`` are the kinds the caller can do something with. Not to be called inside the caller's transaction: the
    trace of a refusal has to survive it.
    """
    return _stored(upload, name=name, actor=actor, at=at, inspect=inspect, takes=takes)


def store_sealed(
    upload: Upload, *, name: str, actor: Actor, at: datetime, inspect: Inspect | None = None
) -> tuple[StoredFile, str]:
    """As ``store``, but what is kept is encrypted; the second value is its key, to be kept sealed and nowhere else.

    At most ``SEALED_AT_MOST`` bytes. ``name`` and ``inspect`` are the caller's to keep free of personal data: the name
    stands in the trail.
    """
    key = sealed.new_key()
    return _stored(upload, name=name, actor=actor, at=at, inspect=inspect, key=key), key


def open_sealed(stored: StoredFile, key: str) -> bytes:
    """The plain content. Raises ``BrokenSeal``, or ``FileNotFoundError``."""
    with vault.content(stored.path) as covered:
        return sealed.uncover(covered.read(), key)


def store_copy(
    original: StoredFile,
    upload: Upload,
    *,
    name: str,
    kind: str,
    actor: Actor,
    at: datetime,
    inspect: Inspect | None = None,
) -> StoredFile:
    """A redacted or converted copy of ``original``. From now on the public gets the copy, once it is confirmed."""
    if kind not in MADE_BY_PEOPLE:
        raise InvalidInput({"kind": "请选副本的种类"})
    root = original.original or original
    return _stored(upload, name=name, actor=actor, at=at, inspect=inspect, original=root, copy_kind=kind)


def make_clean_copy(original: StoredFile, *, actor: Actor, at: datetime, inspect: Inspect | None = None) -> StoredFile:
    """A copy without hidden content, made by the system and proved by reading it again; confirmed by that proof.

    Raises ``DomainError`` when there is nothing to take out, it cannot be done, or the proof fails: then there is no
    copy, and the original is what it was.
    """
    with vault.local_copy(original.path) as source, NamedTemporaryFile(dir=_incoming()) as made:
        before = extract(source)
        if not proof.is_cleanable(before):
            raise DomainError("没有查到可以由系统清理的内容")
        try:
            clean(source, original.type, made.file)
        except CannotCleanError as error:
            raise DomainError(f"没有生成清理副本：{error}") from error
        made.seek(0)
        upload = File(made.file)
        return _stored(
            upload,
            name=original.name,
            actor=actor,
            at=at,
            inspect=_proving(before, inspect),
            original=original.original or original,
            copy_kind=CopyKind.CLEANED,
        )


def _proving(before: Extraction, inspect: Inspect | None) -> Inspect:
    def proved(after: Extraction) -> None:
        parts = tuple(part for part in after.parts if part.where != FILE_NAME)
        if why := proof.fault(before, replace(after, parts=parts)):
            raise DomainError(f"没有生成清理副本：清理以后重新检查，{why}。请改好以后上传副本")
        if inspect is not None:
            inspect(after)

    return proved


@transaction.atomic
def confirm_copy(copy: StoredFile, *, actor: Actor, at: datetime) -> StoredFile:
    """Another person has looked at the copy and stands for it.

    Raises ``NotAllowed`` for whoever made it, ``StaleState`` when somebody confirmed it already.
    """
    if copy.person_id is not None and copy.person_id == actor.id:
        raise NotAllowed("副本要由另一个人看过以后确认，不能由上传的人自己确认。")
    waiting = StoredFile.objects.filter(pk=copy.pk, confirmed_at=None).exclude(original=None)
    if waiting.update(confirmed_at=at, confirmed_by=actor.name) != 1:
        raise StaleState
    copy.confirmed_at, copy.confirmed_by = at, actor.name
    record(act="confirm_copy", subject=copy, actor=actor, at=at, after={"sha256": copy.sha256})
    return copy


@transaction.atomic
def drop_copy(copy: StoredFile, *, actor: Actor, at: datetime) -> None:
    """Take a copy away again; the original is what it was."""
    record(act="drop_copy", subject=copy, actor=actor, at=at, before={"name": copy.name, "sha256": copy.sha256})
    copy.delete()


@transaction.atomic
def take_again(stored: StoredFile, *, actor: Actor, at: datetime) -> StoredFile:
    """The same content as a file of its own: copies of one do not stand for the other. Nobody has read it anew."""
    again = StoredFile.objects.create(
        name=stored.name,
        kind=stored.kind,
        size=stored.size,
        sha256=stored.sha256,
        path=stored.path,
        pages=stored.pages,
        found=stored.found,
        faults=stored.faults,
        scanned_by=stored.scanned_by,
        stored_at=at,
        person_id=stored.person_id,
        person_name=stored.person_name,
    )
    record(act="take_again", subject=again, actor=actor, at=at, after={"from": stored.pk, "sha256": stored.sha256})
    return again


def extraction_of(stored: StoredFile) -> Extraction:
    """Read a stored file again, its name included. Raises ``FileNotFoundError``."""
    with vault.local_copy(stored.path) as path:
        return _with_name(extract(path), stored.name)


def clear_unreferenced(*, at: datetime) -> tuple[int, int]:
    """Forget files nothing refers to and contents no file has, once they are a day old; how many of each."""
    before = vault.a_day_before(at)
    rows, _ = _unreferenced(before).delete()
    contents = 0
    for place in vault.old_contents(before=before):
        if not StoredFile.objects.filter(path=place).exists():
            vault.forget(place)
            contents += 1
    for left in _incoming().glob("*"):
        if left.stat().st_mtime < before.timestamp():
            left.unlink(missing_ok=True)
    return rows, contents


# --- on the way in ----------------------------------------------------------------------------------


def _stored(
    upload: Upload,
    *,
    name: str,
    actor: Actor,
    at: datetime,
    inspect: Inspect | None,
    original: StoredFile | None = None,
    copy_kind: str = "",
    key: str = "",
    takes: Mapping[str, Kind] = KINDS,
) -> StoredFile:
    clean, declared = _named(name, takes)
    with _received(upload, SEALED_AT_MOST if key else SIZE_AT_MOST) as received:
        try:
            kind, scanner, found = _examined(received, clean, declared, inspect)
        except _Refusal as refusal:
            _trace(refusal, received, clean, actor=actor, at=at)
            raise InvalidInput(refusal.messages) from refusal
        path, sha256 = _kept(received, key)
    with transaction.atomic():
        stored = StoredFile.objects.create(
            name=clean,
            kind=kind.code,
            size=received.size,
            sha256=sha256,
            path=path,
            is_sealed=bool(key),
            pages=found.pages,
            found=[] if key else [[part.where, len(part.text)] for part in found.parts if part.where != FILE_NAME],
            faults=list(found.faults),
            scanned_by=scanner,
            stored_at=at,
            person_id=actor.id if actor.kind is ActorKind.USER else None,
            person_name=actor.name,
            original=original,
            copy_kind=copy_kind,
            confirmed_at=at if copy_kind == CopyKind.CLEANED else None,
            confirmed_by=PROVED if copy_kind == CopyKind.CLEANED else "",
        )
        after = {"name": clean, "sha256": stored.sha256, "size": stored.size, "original": original and original.pk}
        record(
            act=_ACTS.get(copy_kind, "store_copy" if original else "store"),
            subject=stored,
            actor=actor,
            at=at,
            after=after,
        )
    return stored


def _kept(received: _Received, key: str) -> tuple[str, str]:
    """Where the content lies and the hash of what lies there."""
    if not key:
        return vault.keep(received.file, received.sha256), received.sha256
    received.file.seek(0)
    covered = sealed.cover(received.file.read(), key)
    sha256 = hashlib.sha256(covered).hexdigest()
    return vault.keep(BytesIO(covered), sha256), sha256


class _Refusal(Exception):  # not an error: an answer on its way to the person
    def __init__(self, stage: Stage, messages: dict[str, str]) -> None:
        super().__init__(stage)
        self.stage, self.messages = stage, messages


def _named(name: str, takes: Mapping[str, Kind]) -> tuple[str, Kind]:
    clean = typed_text.line(name).replace("/", "_").replace("\\", "_")
    if fault := typed_text.fault(clean, label=FILE_NAME, at_most=NAME_LENGTH, required=True):
        raise InvalidInput({"name": fault})
    declared = declared_kind(clean, takes)
    if declared is None:
        raise InvalidInput({"name": INSTEAD.get(ending_of(clean), "") + f"附件只收这些格式：{allowed(takes)}"})
    return clean, declared


def _examined(received: _Received, name: str, declared: Kind, inspect: Inspect | None) -> tuple[Kind, str, Extraction]:
    """In the order of ``Stage``. Raises ``_Refusal``."""
    if received.size == 0:
        raise _Refusal(Stage.SIZE, {"content": "文件是空的，请重新选择"})
    if received.size > received.at_most:
        raise _Refusal(Stage.SIZE, {"content": too_large(received.at_most)})
    try:
        kind = sniff(received.file)
    except RefusedError as error:
        raise _Refusal(Stage.KIND, {"content": str(error)}) from error
    if not agree(kind, declared):
        raise _Refusal(Stage.KIND, {"content": MISMATCH})
    try:
        scanner = scanning.scan(received.file)
    except scanning.ScanRefusedError as error:
        raise _Refusal(Stage.SCAN, {"content": str(error)}) from error
    found = _with_name(extract(received.path), name)
    if found.refusals:
        raise _Refusal(Stage.READING, {"content": "；".join(found.refusals)})
    _inspected(found, inspect)
    return declared, scanner, found


def _inspected(found: Extraction, inspect: Inspect | None) -> None:
    try:
        if inspect is not None:
            inspect(found)
    except InvalidInput as refused:
        raise _Refusal(Stage.INSPECTION, dict(refused.messages)) from refused


def _with_name(found: Extraction, name: str) -> Extraction:
    """File names are published too."""
    return replace(found, parts=(Part(FILE_NAME, name), *found.parts))


@transaction.atomic
def _trace(refusal: _Refusal, received: _Received, name: str, *, actor: Actor, at: datetime) -> None:
    """Who tried what and when. A name may say what the content must not: then only its ending is kept."""
    shown = f"*{ending_of(name)}" if refusal.stage is Stage.INSPECTION else name
    row = RefusedUpload.objects.create(
        at=at,
        stage=refusal.stage,
        name=shown,
        size=received.size,
        sha256=received.sha256,
        reason="；".join(refusal.messages.values())[:_REASON_LENGTH],
        person_name=actor.name,
        organ_name=actor.organ_name,
    )
    after = {"stage": refusal.stage, "size": received.size, "sha256": received.sha256}
    record(act="refuse_upload", subject=row, actor=actor, at=at, after=after)


def _incoming() -> Path:
    """Where uploads lie until they are known to be what they claim."""
    return Path(settings.FILE_UPLOAD_TEMP_DIR)


@contextmanager
def _received(upload: Upload, at_most: int) -> Iterator[_Received]:
    """The content in a file of its own, gone when the block ends. Reads no further than just past the limit."""
    digest, size = hashlib.sha256(), 0
    with NamedTemporaryFile(dir=_incoming()) as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > at_most:
                break
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        yield _Received(file, Path(file.name), size, digest.hexdigest(), at_most)


def _unreferenced(before: datetime) -> "models.QuerySet[StoredFile]":
    """Rows that no other model points to, neither to them nor to their original nor to a copy of them."""
    rows = StoredFile.objects.filter(stored_at__lt=before)
    pointing_here = StoredFile._meta.get_fields(include_hidden=True)  # a ForeignKey without a way back is hidden
    for relation in [each for each in pointing_here if isinstance(each, ForeignObjectRel)]:
        owner, field = relation.related_model, relation.field.name
        if owner is StoredFile:
            continue
        pointing = owner._default_manager
        ways = ({field: OuterRef("pk")}, {field: OuterRef("original_id")}, {f"{field}__original": OuterRef("pk")})
        for way in ways:
            rows = rows.exclude(Exists(pointing.filter(**way)))
    return rows
