"""What the index knows of a public question."""

from django.db.models import QuerySet

from interpretation.questions.models import Question
from portal import clock
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "interpretation.question"
KIND = "政策问答"


def _public() -> "QuerySet[Question]":
    return Question.objects.public().select_related("organ", "document")


def _entry(row: Question) -> Entry:
    return Entry(
        label=LABEL,
        pk=row.pk,
        title=row.question[:120],
        body=f"{row.question}\n{row.answer}\n{row.document.title}",
        url=f"{row.document.get_absolute_url()}#question-{row.pk}",
        dated=clock.local(row.published_at).date() if row.published_at else None,
        kind=Choice(KIND, KIND),
        organ=Choice(row.organ.name, row.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
