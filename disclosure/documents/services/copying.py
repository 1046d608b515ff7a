"""副本: what stands for an attachment before the public. With a copy, the original is served to nobody any more."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Attachment, Document
from disclosure.documents.services.attaching import files_changed
from disclosure.documents.services.pen import require_pen
from disclosure.documents.services.reading import Reader, screen_file, set_aside
from disclosure.documents.services.screening import deciding_organ
from disclosure.documents.states import COPY_CONFIRMERS
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, StaleState
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.workflow import touch


def add_copy(
    document: Document,
    *,
    attachment: Attachment,
    name: str,
    upload: files.Upload,
    kind: str,
    actor: Actor,
    at: datetime,
) -> StoredFile:
    """A redacted or converted copy made by a person, screened like any file; another person has to confirm it.

    Not to be called inside a transaction. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.
    """
    require_pen(document, actor)
    reader, before = Reader(), attachment.file.current()
    copy = files.store_copy(attachment.file, upload, name=name, kind=kind, actor=actor, at=at, inspect=reader.inspect)
    return _put_in_place(document, attachment, before, copy, reader.found, "add_copy", actor, at)


def clean_copy(document: Document, *, attachment: Attachment, actor: Actor, at: datetime) -> StoredFile:
    """生成清理副本: made and proved by the system. Raises ``DomainError`` when it cannot be; then there is no copy.

    Not to be called inside a transaction.
    """
    require_pen(document, actor)
    before = attachment.file.for_public()
    if before is None:
        raise DomainError("现在的副本还没有由另一个人确认，确认以后才能清理")
    reader = Reader()
    copy = files.make_clean_copy(before, actor=actor, at=at, inspect=reader.inspect)
    return _put_in_place(document, attachment, before, copy, reader.found, "clean_copy", actor, at)


def _put_in_place(
    document: Document,
    attachment: Attachment,
    before: StoredFile,
    copy: StoredFile,
    found: Extraction,
    act: str,
    actor: Actor,
    at: datetime,
) -> StoredFile:
    """A copy whose document was changed meanwhile does not stay: it would stand for its original unseen."""
    try:
        return _replaced(document, attachment, before, copy, found, act, actor, at)
    except DomainError:
        files.drop_copy(copy, actor=actor, at=at)
        raise


@transaction.atomic
def _replaced(
    document: Document,
    attachment: Attachment,
    before: StoredFile,
    copy: StoredFile,
    found: Extraction,
    act: str,
    actor: Actor,
    at: datetime,
) -> StoredFile:
    set_aside(document, before, at=at)
    screen_file(document, copy, found, at=at)
    files_changed(document, act, attachment, copy, actor=actor, at=at)
    return copy


@transaction.atomic
def confirm_copy(document: Document, *, attachment: Attachment, actor: Actor, at: datetime) -> StoredFile:
    """Another person has looked at the copy and stands for it (S2-1.13b)."""
    require(actor, COPY_CONFIRMERS, deciding_organ(document), doing="确认副本")
    copy = attachment.file.current()
    if copy == attachment.file or copy.confirmed_at:
        raise StaleState
    touch(document)
    files.confirm_copy(copy, actor=actor, at=at)
    after = {"name": copy.name, "sha256": copy.sha256}
    record(act="confirm_copy", subject=document, actor=actor, at=at, after=after)
    return copy


def drop_copy(document: Document, *, attachment: Attachment, actor: Actor, at: datetime) -> None:
    """Take the newest copy away; what stood before it stands again, and is read again. Not in a transaction."""
    require_pen(document, actor)
    copies = sorted(attachment.file.copies.all(), key=lambda row: row.pk)
    if not copies:
        raise StaleState
    standing = copies[-2] if len(copies) > 1 else attachment.file
    found = files.extraction_of(standing)
    _dropped(document, attachment, copies[-1], standing, found, actor, at)


@transaction.atomic
def _dropped(
    document: Document,
    attachment: Attachment,
    copy: StoredFile,
    standing: StoredFile,
    found: Extraction,
    actor: Actor,
    at: datetime,
) -> None:
    set_aside(document, copy, at=at)
    files.drop_copy(copy, actor=actor, at=at)
    screen_file(document, standing, found, at=at)
    files_changed(document, "drop_copy", attachment, copy, actor=actor, at=at)
