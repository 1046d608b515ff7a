"""附件: taken in by what they are and what they say, each with its own 公开属性."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from disclosure.coordination.services import text_changed
from disclosure.documents import companions
from disclosure.documents.codes import Attribute
from disclosure.documents.models import Attachment, Document
from disclosure.documents.services.pen import require_pen
from disclosure.documents.services.reading import Reader, screen_file, set_aside
from disclosure.documents.services.screening import rescreen
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.workflow import touch


def add_attachment(
    document: Document,
    *,
    name: str,
    upload: files.Upload,
    actor: Actor,
    at: datetime,
    attribute: str = Attribute.ACTIVE,
) -> Attachment:
    """Store a file with a draft. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``.

    Not to be called inside a transaction: the trace of a file that is refused has to survive it.
    """
    require_pen(document, actor)
    if attribute not in Attribute.values:
        raise InvalidInput({"attribute": "请选附件的公开属性"})
    reader = Reader()
    stored = files.store(upload, name=name, actor=actor, at=at, inspect=reader.inspect)
    return _attached(document, stored, reader.found, attribute, actor, at)


@transaction.atomic
def _attached(
    document: Document, stored: StoredFile, found: Extraction, attribute: str, actor: Actor, at: datetime
) -> Attachment:
    position = (document.attachments.aggregate(last=Max("position"))["last"] or 0) + 1
    attachment = Attachment.objects.create(document=document, file=stored, attribute=attribute, position=position)
    screen_file(document, stored, found, at=at)
    files_changed(document, "add_attachment", attachment, stored, actor=actor, at=at)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: Actor, at: datetime) -> None:
    """Take a file off a draft. The nightly clean-up forgets its content once nothing refers to it."""
    document = attachment.document
    require_pen(document, actor)
    stored = attachment.file.current()
    set_aside(document, stored, at=at)
    attachment.delete()
    files_changed(document, "remove_attachment", attachment, stored, actor=actor, at=at)


def files_changed(
    document: Document, act: str, attachment: Attachment, stored: StoredFile, *, actor: Actor, at: datetime
) -> None:
    """The document's version counts its files: a reviewer and a drafter cannot pass each other unseen."""
    touch(document, {"endorsed_at": None})
    after = {"name": stored.name, "sha256": stored.sha256, "attribute": attachment.attribute}
    record(act=act, subject=document, actor=actor, at=at, after=after)
    rescreen(document, at=at)
    text_changed(document, at=at)
    companions.follow(document, "rewrite", actor=actor, at=at)
