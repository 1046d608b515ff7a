"""The public face of a document changed: search is told, and a harvester can tell by the moment."""

from datetime import datetime

from disclosure.documents.models import Document
from portal.search.services import queue


def show_anew(document: Document, *, at: datetime) -> None:
    """Call it in the transaction of the act, for what became public, changed, or was taken down."""
    Document.objects.filter(pk=document.pk).update(updated_at=at)
    document.updated_at = at
    queue(document)
