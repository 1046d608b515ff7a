"""What the public pages read about documents. Every query starts from ``public()``, ``with_page()`` or ``shown()``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Count, Q

from disclosure.catalogue.audiences import split
from disclosure.coordination.selectors import co_issuers
from disclosure.documents.codes import Attribute, RelationKind, Validity
from disclosure.documents.companions import Panel, public_panels
from disclosure.documents.models import (
    Attachment,
    ChannelRelease,
    Correction,
    Document,
    DocumentQuerySet,
    DocumentRelation,
)
from disclosure.documents.topics import TOPIC_NAMES, TOPICS
from portal.accounts.models import Organ
from portal.files.models import StoredFile

NEIGHBOURS = 5

CARD_FIELDS = (
    "id",
    "title",
    "doc_number",
    "issuer",
    "kind",
    "published_at",
    "formed_on",
    "validity",
    "effective_on",
    "expires_on",
    "amended_on",
    "repealed_on",
    "summary",
    "index_number",
    "column__name",
    "column__code",
)

SUMMARY_FIELDS = (
    *CARD_FIELDS,
    "topic",
    "subtopic",
    "updated_at",
    "is_normative",
    "state",
    "attribute",
    "organ__code",
    "organ__name",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of 来龙去脉: what another document did to this one, or this one to it."""

    words: str
    href: str
    title: str
    day: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file as the public gets it: never an original that has a copy. ``pk`` is the attachment's, for its address."""

    pk: int
    stored: StoredFile

    @property
    def name(self) -> str:
        return self.stored.name

    @property
    def size(self) -> int:
        return self.stored.size

    @property
    def sha256(self) -> str:
        return self.stored.sha256

    @property
    def content_type(self) -> str:
        return self.stored.type.content_type

    @property
    def address(self) -> str:
        return f"/files/{self.pk}/"


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of one public document shows."""

    document: Document
    validity: Validity
    attachments: Sequence[PublicFile]
    corrections: Sequence[Correction]
    lines: Sequence[Line]
    channel_releases: Sequence[ChannelRelease]
    neighbours: Sequence[Document]
    co_issuers: Sequence[Organ]
    panels: Sequence[Panel]

    @property
    def topic_name(self) -> str:
        return TOPIC_NAMES.get(self.document.topic, "")

    @property
    def subtopic_name(self) -> str:
        return TOPIC_NAMES.get(self.document.subtopic, "")

    @property
    def audiences(self) -> list[str]:
        """Its own, or those of its column."""
        return split(self.document.audiences or (self.document.column.audiences if self.document.column else ""))

    @property
    def decisive(self) -> Sequence[Line]:
        """The lines that explain why the text is amended or repealed, for the banner."""
        return [line for line in self.lines if line.words in _DECISIVE]


@dataclass(frozen=True, slots=True)
class TopicCount:
    code: str
    name: str
    count: int


_PASSIVE = {
    RelationKind.AMENDS: "被修改",
    RelationKind.REPEALS: "被废止",
    RelationKind.REPLACES: "被替代",
    RelationKind.FORWARDS: "被转发",
    RelationKind.RELATED: "相关文件",
}
_ACTIVE = {
    RelationKind.AMENDS: "修改",
    RelationKind.REPEALS: "废止",
    RelationKind.REPLACES: "替代",
    RelationKind.FORWARDS: "转发",
    RelationKind.RELATED: "相关文件",
}
_DECISIVE = frozenset({_PASSIVE[RelationKind.AMENDS], _PASSIVE[RelationKind.REPEALS], _PASSIVE[RelationKind.REPLACES]})


def cards(documents: DocumentQuerySet) -> DocumentQuerySet:
    """Rows for a list: the few fields a line shows, without the texts, newest first. One query."""
    return documents.select_related("column").only(*CARD_FIELDS).order_by("-published_at", "-pk")


def summaries(documents: DocumentQuerySet) -> DocumentQuerySet:
    """Rows for an answer of the interface: no texts, no order yet. One query."""
    return documents.select_related("column", "organ").only(*SUMMARY_FIELDS)


def faces(documents: DocumentQuerySet) -> DocumentQuerySet:
    """The same for rows that may have been taken down, with what their page still says. One query."""
    fields = ("taken_down_at", "taken_down_reason", "hides_title", "published_title")
    successor = ("successor__state", "successor__attribute")
    return (
        summaries(documents).select_related("column", "organ", "successor").only(*SUMMARY_FIELDS, *fields, *successor)
    )


def newest(*, limit: int) -> Sequence[Document]:
    """What was published here last. Imported history counts only while there is nothing else, by its own dates."""
    own = cards(Document.objects.public().filter(import_source=""))[:limit]
    return list(own) or list(cards(Document.objects.public()).order_by("-formed_on", "-pk")[:limit])


def document_page(document: Document, *, on: date) -> DocumentPage:
    """Everything about a public document as it stands on that day; the same number of queries for every document."""
    return DocumentPage(
        document=document,
        validity=document.validity_on(on),
        attachments=public_files(document.attachments.all()),
        corrections=list(document.corrections.applied()),
        lines=_lines(document),
        channel_releases=list(document.channel_releases.all()),
        neighbours=_neighbours(document),
        co_issuers=co_issuers(document),
        panels=public_panels(document, on),
    )


def topic_counts() -> Sequence[TopicCount]:
    """The 22 classes with the number of public documents in each. One query."""
    counts = dict(
        Document.objects.public().exclude(topic="").values_list("topic").annotate(Count("pk")).order_by("topic")
    )
    return [TopicCount(topic.code, topic.name, counts.get(topic.code, 0)) for topic in TOPICS]


def normative_in_force(on: date) -> DocumentQuerySet:
    """现行有效规范性文件 (S1-5.2b): normative documents that hold on that day or soon will, whole or amended."""
    over = Q(repealed_on__lte=on) | Q(expires_on__lt=on)
    return cards(Document.objects.public().filter(is_normative=True).exclude(over))


def public_files(attachments: "models.QuerySet[Attachment]") -> list[PublicFile]:
    """Those among the attachments of public documents that anybody may have. Two queries."""
    rows = attachments.filter(attribute=Attribute.ACTIVE).select_related("file").prefetch_related("file__copies")
    return [PublicFile(row.pk, stored) for row in rows if (stored := row.file.for_public())]


def public_file(pk: int) -> PublicFile | None:
    """A file anybody may fetch: public itself, of a public document."""
    rows = Attachment.objects.filter(pk=pk, document__in=Document.objects.public())
    return next(iter(public_files(rows)), None)


def _lines(document: Document) -> Sequence[Line]:
    """Both directions of every relation whose other end has a page, in the order things happened."""
    relations = (
        DocumentRelation.objects.shown()
        .filter(Q(source=document) | Q(target=document))
        .select_related("source", "target")
        .defer("source__body", "source__body_html", "target__body", "target__body_html")
    )
    lines = [_line(relation, document) for relation in relations]
    return sorted((line for line in lines if line.title), key=lambda line: (line.day or date.min, line.title))


def _line(relation: DocumentRelation, document: Document) -> Line:
    outward = relation.source_id == document.pk
    other = relation.target if outward else relation.source
    words = (_ACTIVE if outward else _PASSIVE)[RelationKind(relation.kind)]
    day = other.formed_on if outward else relation.takes_effect_on or other.formed_on
    return Line(words, other.get_absolute_url(), other.public_title, day, relation.note)


def _neighbours(document: Document) -> Sequence[Document]:
    same = Document.objects.public().exclude(pk=document.pk)
    if document.column_id:
        same = same.filter(column=document.column_id)
    elif document.topic:
        same = same.filter(topic=document.topic)
    else:
        return []
    return list(cards(same)[:NEIGHBOURS])
