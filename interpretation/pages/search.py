"""What the index knows of a public explanation."""

from typing import TYPE_CHECKING

from disclosure.documents.topics import TOPIC_NAMES
from interpretation.materials.models import Material
from portal import clock
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

if TYPE_CHECKING:
    from django.db.models import QuerySet

LABEL = "interpretation.material"
KIND = "政策解读"


def _public() -> "QuerySet[Material]":
    return Material.objects.public().select_related("organ", "document")


def _entry(material: Material) -> Entry:
    document = material.document
    said = [f"{row.label}\n{text}" for row, text in material.written()]
    topic = document.topic if document.is_public else ""
    return Entry(
        label=LABEL,
        pk=material.pk,
        title=material.title,
        body="\n".join(part for part in (material.lead, *said, material.alternative) if part),
        url=material.get_absolute_url(),
        dated=clock.local(material.published_at).date() if material.published_at else None,
        kind=Choice(KIND, KIND),
        organ=Choice(material.organ.name, material.organ.name),
        topic=Choice(topic, TOPIC_NAMES[topic]) if topic else None,
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
