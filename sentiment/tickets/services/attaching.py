"""截图: proof of what was seen, before it is deleted elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.files import services as files
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.screening.services import require_unmarked
from sentiment.tickets.models import Ticket, TicketFile
from sentiment.tickets.states import JUDGES

AT_MOST = 20


def add_files(ticket: Ticket, *, uploads: Sequence[tuple[str, files.Upload]], actor: Actor, at: datetime) -> Ticket:
    """Keep files with the ticket; ``uploads`` are name and content. Raises ``NotAllowed`` or ``InvalidInput``.

    Not to be called inside a transaction: the trace of a file that is refused has to survive it.
    """
    require(actor, JUDGES, ticket.organ, doing="添加截图")
    if not ticket.is_running:
        raise StaleState
    if ticket.files.count() + len(uploads) > AT_MOST:
        raise InvalidInput({"uploads": f"一件最多{AT_MOST}个文件"})
    stored = [files.store(upload, name=name, actor=actor, at=at, inspect=_inspect) for name, upload in uploads]
    return _keep(ticket, stored, actor=actor, at=at)


def _inspect(found: Extraction) -> None:
    require_unmarked(part.text for part in found.parts)


@transaction.atomic
def _keep(ticket: Ticket, stored: Sequence[StoredFile], *, actor: Actor, at: datetime) -> Ticket:
    for file in stored:
        TicketFile.objects.create(ticket=ticket, file=file, added_at=at)
        record(act="add_files", subject=ticket, actor=actor, at=at, after={"name": file.name, "sha256": file.sha256})
    return ticket
