"""附件 as the case page shows them: what each file is, what was read in it and found where, what stands for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.documents import parts
from disclosure.documents.codes import Attribute
from disclosure.documents.models import Attachment, Document
from portal.files.models import StoredFile
from portal.screening.kinds import Kind
from portal.screening.models import Finding
from portal.screening.selectors import findings_of, read_files

PLACES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Place:
    """So many findings of one kind in one place of a file."""

    where: str
    kind: str
    count: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Line:
    """One attachment. ``file`` is what stands for it now; ``unread`` are the parts a person has to look at."""

    attachment: Attachment
    file: StoredFile
    is_read: bool = True
    copies: Sequence[StoredFile] = ()
    places: Sequence[Place] = ()
    more_places: int = 0
    unread: Sequence[Finding] = ()

    @property
    def waits_for_second(self) -> bool:
        return self.attachment.file.for_public() is None


def lines_of(document: Document, *, is_insider: bool) -> list[Line]:
    """Every attachment with its findings, in four queries; for outsiders only what is public, and nothing about it."""
    rows = parts.attached(document)
    if not is_insider:
        shown = [(row, row.file.for_public()) for row in rows if row.attribute == Attribute.ACTIVE]
        return [Line(row, stored) for row, stored in shown if stored]
    known = read_files(document)
    found = list(findings_of(document).present().filter(part__startswith="file:"))
    return [_line(row, row.file.current(), known, found) for row in rows]


def _line(row: Attachment, stored: StoredFile, known: dict[str, str], found: list[Finding]) -> Line:
    code = parts.file_code(stored)
    own = [finding for finding in found if finding.part == code]
    places = _places([finding for finding in own if finding.kind != Kind.UNREADABLE], stored)
    return Line(
        row,
        stored,
        is_read=known.get(code) == stored.sha256,
        copies=sorted(row.file.copies.all(), key=lambda copy: copy.pk),
        places=places[:PLACES_SHOWN],
        more_places=max(0, len(places) - PLACES_SHOWN),
        unread=[finding for finding in own if finding.kind == Kind.UNREADABLE],
    )


def _places(found: list[Finding], stored: StoredFile) -> list[Place]:
    """Counted by place and kind, those that wait first."""
    here = f"附件“{stored.name}”："
    total = Counter((finding.where.removeprefix(here), finding.get_kind_display()) for finding in found)
    open_ = Counter(
        (finding.where.removeprefix(here), finding.get_kind_display()) for finding in found if finding.is_open
    )
    places = [Place(where, kind, count, open_[where, kind]) for (where, kind), count in total.items()]
    return sorted(places, key=lambda place: place.waiting == 0)
