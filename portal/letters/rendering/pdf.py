"""The PDF of a letter."""

from dataclasses import asdict
from pathlib import Path

from portal.letters.freezing import FrozenLetter
from portal.letters.rendering import layout
from portal.letters.rendering.press import pdf_of

_PAGE = Path(__file__).with_name("letter.typ")


def pdf_bytes(letter: FrozenLetter, *, is_draft: bool) -> bytes:
    """Raises ``FontMissing``."""
    return pdf_of(_PAGE, _values(letter, is_draft))


def _values(letter: FrozenLetter, is_draft: bool) -> dict[str, object]:
    return asdict(layout.sheet(letter, is_draft=is_draft)) | {
        "document_title": layout.sheet(letter, is_draft=is_draft).document_title,
        "author": letter.organ_name,
        "title_size": layout.TITLE_SIZE,
        "body_size": layout.BODY_SIZE,
        "page_size": layout.PAGE_SIZE,
        "small_size": layout.SMALL_SIZE,
        "line_pitch": layout.LINE_PITCH,
        "top": layout.TOP_MM,
        "bottom": layout.BOTTOM_MM,
        "left": layout.LEFT_MM,
        "right": layout.RIGHT_MM,
        "seal_place": layout.SEAL_PLACE,
        "draft": layout.DRAFT,
        "draft_note": layout.DRAFT_NOTE,
    }
