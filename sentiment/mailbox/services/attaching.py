"""附件: examined and taken in first, then attached in the transaction of the act."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File as Upload

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.files.services import MISMATCH, store
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from sentiment.mailbox.models import Message, MessageFile
from sentiment.mailbox.states import FILES_AT_MOST


def take_in(uploads: Sequence["Upload[bytes]"], *, actor: Actor, at: datetime) -> list[StoredFile]:
    """Names and numbers of people are the writer's own to hand in; a text with 密级标志 is refused.

    Raises ``InvalidInput`` (``attachments``). Not to be called inside a transaction: the trace of a refused file
    has to survive it.
    """

    def inspect(found: Extraction) -> None:
        refuse_marks(
            [Part("content", part.where, part.text) for part in found.parts], doing="上传留言附件", actor=actor, at=at
        )

    if len(uploads) > FILES_AT_MOST:
        raise InvalidInput({"attachments": f"最多{FILES_AT_MOST}个文件，请合成一个，或者只传要紧的"})
    try:
        return [store(one, name=one.name or "", actor=actor, at=at, inspect=inspect) for one in uploads]
    except InvalidInput as refused:
        raise InvalidInput({"attachments": "；".join(refused.messages.values()) or MISMATCH}) from refused


def attach(message: Message, stored: Sequence[StoredFile], *, actor: Actor, at: datetime) -> None:
    for file in stored:
        MessageFile(message=message, file=file, added_at=at).save(force_insert=True)
    if stored:
        record(act="add_files", subject=message, actor=actor, at=at, after={"附件": len(stored)})
