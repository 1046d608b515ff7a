"""What the files of a document say: looked at before they are stored, kept as findings with their place."""

from datetime import datetime

from django.db import transaction

from disclosure.documents import parts
from disclosure.documents.models import Document
from portal.files.extraction import Extraction
from portal.files.models import StoredFile
from portal.files.services import FILE_NAME, extraction_of
from portal.screening import services as screening
from portal.screening.locating import Part, Unread
from portal.screening.selectors import read_files


class Reader:
    """Looks at a file on its way into the store and keeps what it says, so that nothing is read twice."""

    def __init__(self) -> None:
        self.found = Extraction()

    def inspect(self, found: Extraction) -> None:
        """Raises ``InvalidInput`` for 密级标志: nothing is stored (Law on Guarding State Secrets art. 31(3))."""
        screening.require_unmarked(part.text for part in found.parts)
        self.found = found


def screen_file(document: Document, stored: StoredFile, found: Extraction, *, at: datetime) -> None:
    """Bring the findings of one file up to what it says; what could not be read is a finding too."""
    code, where = parts.file_code(stored), f"附件“{stored.name}”"
    # The name is screened with the texts of the document.
    texts = [Part(code, f"{where}：{part.where}", part.text) for part in found.parts if part.where != FILE_NAME]
    unread = [Unread(code, where, why, stored.sha256) for why in (*found.faults, *found.refusals)]
    screening.screen(document, texts, at=at, unreadable=unread, files=[(code, stored.sha256)])


def set_aside(document: Document, stored: StoredFile, *, at: datetime) -> None:
    """The file stands for nothing any more: its findings become history."""
    screening.screen(document, [Part(parts.file_code(stored), "", "")], at=at)


def read_unread(document: Document, *, at: datetime) -> None:
    """Read the files nobody has read yet, as those that were attached before files were. Not in a transaction: slow."""
    current = [row.file.current() for row in parts.attached(document)]
    known = read_files(document) if current else {}
    for stored in current:
        if known.get(parts.file_code(stored)) != stored.sha256:
            found = extraction_of(stored)
            with transaction.atomic():
                screen_file(document, stored, found, at=at)
