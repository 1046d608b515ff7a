"""What the index knows of decisions: the matter and why."""

from django.db.models import QuerySet

from disclosure.decisions.models import Decision
from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.decision"


def _public() -> "QuerySet[Decision]":
    return Decision.objects.public().select_related("organ")


def _entry(decision: Decision) -> Entry:
    return Entry(
        label=LABEL,
        pk=decision.pk,
        title=decision.title,
        body=f"{decision.matter}\n{decision.reasons}\n{decision.exclusion_basis}",
        url=decision.get_absolute_url(),
        dated=local(decision.published_at).date() if decision.published_at else None,
        kind=Choice("重大决策", "重大决策"),
        organ=Choice(decision.organ.name, decision.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
