"""附件: sniffed, named by the hash of their content, each with its own 公开属性."""

import hashlib
from datetime import datetime
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from disclosure.coordination.services import text_changed
from disclosure.documents.codes import Attribute
from disclosure.documents.models import Attachment, Document
from disclosure.documents.services.pen import require_pen
from disclosure.documents.services.screening import rescreen
from portal import typed_text
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.workflow import touch

MEGABYTE = 1024 * 1024
SIZE_AT_MOST = 50 * MEGABYTE
NAME_LENGTH = 200

_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_TEXT = b""
_HEADS = (_PDF, _ZIP, _OLE, _JPEG, _PNG)
_OFFICE = "application/vnd.openxmlformats-officedocument."

# Extension → how the file is served and what its first bytes must be. Programs and web pages are not in the list.
_TYPES: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", _PDF),
    ".ofd": ("application/ofd", _ZIP),
    ".docx": (f"{_OFFICE}wordprocessingml.document", _ZIP),
    ".xlsx": (f"{_OFFICE}spreadsheetml.sheet", _ZIP),
    ".pptx": (f"{_OFFICE}presentationml.presentation", _ZIP),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".ppt": ("application/vnd.ms-powerpoint", _OLE),
    ".wps": ("application/vnd.ms-works", _OLE),
    ".et": ("application/vnd.ms-excel", _OLE),
    ".zip": ("application/zip", _ZIP),
    ".jpg": ("image/jpeg", _JPEG),
    ".jpeg": ("image/jpeg", _JPEG),
    ".png": ("image/png", _PNG),
    ".txt": ("text/plain", _TEXT),
    ".csv": ("text/csv", _TEXT),
}


@transaction.atomic
def add_attachment(
    document: Document, *, name: str, content: bytes, actor: Actor, at: datetime, attribute: str = Attribute.ACTIVE
) -> Attachment:
    """Store a file with a draft. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``."""
    require_pen(document, actor)
    clean_name, content_type = _examined(name, content)
    if attribute not in Attribute.values:
        raise InvalidInput({"attribute": "请选附件的公开属性"})
    digest = hashlib.sha256(content).hexdigest()
    position = (document.attachments.aggregate(last=Max("position"))["last"] or 0) + 1
    attachment = Attachment.objects.create(
        document=document,
        file=_stored(digest, PurePosixPath(clean_name).suffix.lower(), content),
        name=clean_name,
        content_type=content_type,
        size=len(content),
        sha256=digest,
        attribute=attribute,
        position=position,
    )
    _changed(document, "add_attachment", attachment, actor=actor, at=at)
    text_changed(document, at=at)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: Actor, at: datetime) -> None:
    """Take a file off a draft. The content stays in the store: another document may carry the same."""
    document = attachment.document
    require_pen(document, actor)
    _changed(document, "remove_attachment", attachment, actor=actor, at=at)
    attachment.delete()
    text_changed(document, at=at)


def _changed(document: Document, act: str, attachment: Attachment, *, actor: Actor, at: datetime) -> None:
    """The document's version counts its files: a reviewer and a drafter cannot pass each other unseen."""
    touch(document, {"endorsed_at": None})
    after = {"name": attachment.name, "sha256": attachment.sha256, "attribute": attachment.attribute}
    record(act=act, subject=document, actor=actor, at=at, after=after)
    rescreen(document, at=at)


def _examined(name: str, content: bytes) -> tuple[str, str]:
    clean = typed_text.line(name).replace("/", "_").replace("\\", "_")
    if fault := typed_text.fault(clean, label="文件名", at_most=NAME_LENGTH, required=True):
        raise InvalidInput({"name": fault})
    known = _TYPES.get(PurePosixPath(clean).suffix.lower())
    if known is None:
        allowed = "、".join(suffix[1:] for suffix in _TYPES)
        raise InvalidInput({"name": f"附件只收这些格式：{allowed}"})
    if not content:
        raise InvalidInput({"content": "文件是空的，请重新选择"})
    if len(content) > SIZE_AT_MOST:
        raise InvalidInput({"content": f"附件不能超过{SIZE_AT_MOST // MEGABYTE}MB，请压缩或者拆分"})
    content_type, head = known
    if not _begins_with(content, head):
        raise InvalidInput({"content": "文件内容和扩展名不符，请用原来的软件另存后再上传"})
    return clean, content_type


def _begins_with(content: bytes, head: bytes) -> bool:
    if head == _TEXT:
        return not content.startswith(_HEADS) and b"\x00" not in content
    return content.startswith(head)


def _stored(digest: str, suffix: str, content: bytes) -> str:
    path = f"attachments/{digest[:2]}/{digest}{suffix}"
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(content))
