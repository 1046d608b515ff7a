"""A frozen letter as a file. The engines are heavy and are loaded with the first letter, not with the site."""

from portal.letters.freezing import FrozenLetter
from portal.letters.rendering.files import LetterFile, letter_file


def render(letter: FrozenLetter, format_: str, *, is_draft: bool = False) -> LetterFile:
    """``format_`` is ``docx`` or ``pdf``; a draft says so on every page. Raises ``FontMissing`` for a PDF."""
    if format_ == "docx":
        from portal.letters.rendering.docx import docx_bytes as make
    elif format_ == "pdf":
        from portal.letters.rendering.pdf import pdf_bytes as make
    else:
        raise ValueError(f"no letter is a {format_}")
    return letter_file(letter, format_, make(letter, is_draft=is_draft), is_draft=is_draft)


__all__ = ["LetterFile", "render"]
