"""Files that come with a request: taken in first, attached in the transaction of the act, opened with a trace."""

from dataclasses import dataclass
from datetime import datetime

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.files.extraction import Extraction
from portal.files.kinds import ending_of
from portal.files.models import StoredFile
from portal.files.services import Upload, open_sealed, store, store_sealed
from portal.privacy.services import reveal
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.cases.states import SEALED_PURPOSES, FilePurpose


@dataclass(frozen=True, slots=True)
class Taken:
    """A file in the store that belongs to no request yet; without one it is cleared away after a day."""

    stored: StoredFile
    key: str
    purpose: FilePurpose


def take_in(upload: Upload, *, name: str, purpose: FilePurpose, actor: Actor, at: datetime) -> Taken:
    """Examine and store one upload, encrypted when it proves who somebody is; then its name is the purpose's alone.

    Numbers and names of people are the applicant's own to hand in; a text with 密级标志 is refused. Raises
    ``InvalidInput`` with ``name`` or ``content``. Not to be called inside a transaction.
    """

    def inspect(found: Extraction) -> None:
        parts = [Part("content", part.where, part.text) for part in found.parts]
        refuse_marks(parts, doing=f"上传{purpose.label}", actor=actor, at=at)

    if purpose not in SEALED_PURPOSES:
        return Taken(store(upload, name=name, actor=actor, at=at, inspect=inspect), "", purpose)
    stored, key = store_sealed(upload, name=f"{purpose.label}{ending_of(name)}", actor=actor, at=at, inspect=inspect)
    return Taken(stored, key, purpose)


def attach(request: DisclosureRequest, taken: Taken, *, actor: Actor, at: datetime) -> RequestFile:
    """Make the file one of the request's, inside the transaction of the act; the caller records the act."""
    row = RequestFile(
        request=request,
        file=taken.stored,
        file_key=taken.key,
        purpose=taken.purpose,
        label=taken.stored.name,
        added_at=at,
        added_by=actor.name,
    )
    row.save(force_insert=True)
    return row


def open_identity(row: RequestFile, *, reason: str, actor: Actor, at: datetime) -> bytes:
    """The plain content of a sealed file, for one person and one reason; the look is on record.

    Raises as ``reveal`` does, and ``DomainError`` for a document that was purged or is not sealed.
    """
    if row.file is None or not row.file_key:
        raise DomainError("这份证件材料已经按期清除。" if row.purged_at else "这个文件没有加密，直接下载。")
    return open_sealed(row.file, reveal(row, "file_key", reason=reason, actor=actor, at=at))


def note_files(request: DisclosureRequest, rows: list[RequestFile], *, actor: Actor, at: datetime) -> None:
    """One event for the files that came together; how many of which purpose, no names."""
    if rows:
        counted = sorted({row.purpose: sum(other.purpose == row.purpose for other in rows) for row in rows}.items())
        record(act="attach_files", subject=request, actor=actor, at=at, after={"files": counted})
