"""What the index knows of consultations that were opened."""

from django.db.models import QuerySet

from disclosure.consultations.models import Consultation
from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.consultation"


def _public() -> "QuerySet[Consultation]":
    return Consultation.objects.public().select_related("organ")


def _entry(consultation: Consultation) -> Entry:
    result = f"\n{consultation.result_summary}" if consultation.has_result else ""
    return Entry(
        label=LABEL,
        pk=consultation.pk,
        title=consultation.title,
        body=f"{consultation.summary}\n{consultation.draft}\n{consultation.explanation}{result}",
        url=consultation.get_absolute_url(),
        dated=local(consultation.published_at).date() if consultation.published_at else None,
        kind=Choice("征求意见", "征求意见"),
        organ=Choice(consultation.organ.name, consultation.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
