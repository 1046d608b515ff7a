"""What the index knows of a public document."""

from django.db.models import QuerySet

from disclosure.catalogue.models import Column
from disclosure.documents.codes import Validity
from disclosure.documents.models import Document
from disclosure.documents.topics import TOPIC_NAMES
from disclosure.documents.typesetting import plain_text
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.document"
_COLUMN_DEPTH = 3


def _public() -> "QuerySet[Document]":
    parents = "__".join(["column"] + ["parent"] * _COLUMN_DEPTH)
    return Document.objects.public().select_related("organ", parents)


def _entry(document: Document) -> Entry:
    return Entry(
        label=LABEL,
        pk=document.pk,
        title=document.title,
        body=plain_text(document.body),
        url=document.get_absolute_url(),
        doc_number=document.doc_number,
        dated=document.formed_on,
        kind=Choice(document.kind, document.get_kind_display()),
        organ=Choice(document.issuer, document.issuer),
        topic=Choice(document.topic, TOPIC_NAMES[document.topic]) if document.topic else None,
        validity=Choice(document.validity, Validity(document.validity).label),
        columns=tuple(_line_of(document.column)),
        attributes=_attributes(document),
    )


def _line_of(column: Column | None) -> list[Choice]:
    """The column and those above it, the nearest first."""
    line = []
    while column is not None:
        line.append(Choice(column.code, column.name))
        column = column.parent
    return line


def _attributes(document: Document) -> dict[str, str]:
    known = {
        "index_number": document.index_number or "",
        "summary": document.summary,
        "source": document.import_source,
        "source_id": document.import_id,
    }
    return {name: value for name, value in known.items() if value}


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
