"""What the index knows of clarifications."""

from django.db.models import QuerySet

from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register
from sentiment.clarification.models import Clarification

LABEL = "sentiment.clarification"


def _public() -> "QuerySet[Clarification]":
    return Clarification.objects.public().select_related("organ")


def _entry(row: Clarification) -> Entry:
    return Entry(
        label=LABEL,
        pk=row.pk,
        title=row.title,
        body=f"{row.claim}\n{row.statement}\n{row.basis}",
        url=row.get_absolute_url(),
        dated=local(row.published_at).date() if row.published_at else None,
        kind=Choice("澄清", "澄清"),
        organ=Choice(row.organ.name, row.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
