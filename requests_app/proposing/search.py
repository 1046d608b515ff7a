"""What the index knows of released answers."""

from django.db.models import QuerySet

from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register
from requests_app.proposing.models import PublishedAnswer

LABEL = "requests_app.publishedanswer"


def _public() -> "QuerySet[PublishedAnswer]":
    return PublishedAnswer.objects.public().select_related("organ")


def _entry(answer: PublishedAnswer) -> Entry:
    return Entry(
        label=LABEL,
        pk=answer.pk,
        title=answer.title,
        body=f"{answer.question}\n{answer.answer}",
        url=answer.get_absolute_url(),
        dated=local(answer.published_at).date() if answer.published_at else None,
        kind=Choice("公开的答复", "公开的答复"),
        organ=Choice(answer.organ.name, answer.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
