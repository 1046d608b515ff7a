"""What a text says, whatever it looks like: two drafts with the same essence need not be asked about twice. Pure."""

import hashlib
import unicodedata
from collections.abc import Iterable


def essence(title: str, body: str, files: Iterable[str]) -> str:
    """A digest of title, body and the digests of the ``files``; blanks, widths and punctuation do not count."""
    parts = [_letters(title), _letters(body), *sorted(files)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(character for character in folded if unicodedata.category(character)[0] not in "PZC")
