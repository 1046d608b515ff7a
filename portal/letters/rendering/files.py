"""What leaves the renderer: bytes with their name, type and hash."""

import hashlib
from dataclasses import dataclass, field

from portal.letters.freezing import FrozenLetter

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class LetterFile:
    """``name`` holds title and number, never a person."""

    name: str
    content_type: str
    content: bytes = field(repr=False)
    sha256: str


def letter_file(letter: FrozenLetter, format_: str, content: bytes, *, is_draft: bool) -> LetterFile:
    parts = [letter.title, letter.number, "草稿" if is_draft else ""]
    return LetterFile(
        name=f"{' '.join(filter(None, parts))}.{format_}",
        content_type=_TYPES[format_],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )
