"""The PDF of an issue takes seconds to set: it is set once and kept in the pages' cache until something changes."""

import hashlib
from collections.abc import Callable

from django.core.cache import caches

from disclosure.gazette.composing import pdf_bytes
from disclosure.gazette.models import GazetteIssue

KEPT_SECONDS = 7 * 86400


def kept_pdf(issue: GazetteIssue, *, on_making: Callable[[], None]) -> bytes:
    """``on_making`` is called before the work and may refuse it. Raises ``FontMissing`` or what it raises."""
    key = f"gazette-pdf-{_version(issue)}"
    content: bytes | None = caches["pages"].get(key)
    if content is None:
        on_making()
        content = pdf_bytes(issue)
        caches["pages"].set(key, content, KEPT_SECONDS)
    return content


def _version(issue: GazetteIssue) -> str:
    """The issue itself, and which of its documents are public still. One query."""
    shown = sorted(issue.entries.model.objects.public().filter(issue=issue).values_list("pk", flat=True))
    return hashlib.sha256(f"{issue.pk}|{issue.version}|{shown}".encode()).hexdigest()
