"""What the index knows of an answer that is public."""

from django.db.models import QuerySet

from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register
from sentiment.responses.models import Response
from sentiment.responses.selectors import public_parts

LABEL = "sentiment.response"
_KIND = "回应关切"


def _public() -> "QuerySet[Response]":
    return Response.objects.public().select_related("organ", "ticket")


def _entry(response: Response) -> Entry:
    return Entry(
        label=LABEL,
        pk=response.pk,
        title=response.title,
        body="\n".join(f"{label}：{words}" for label, words in public_parts(response)),
        url=response.get_absolute_url(),
        dated=local(response.published_at).date() if response.published_at else None,
        kind=Choice(_KIND, _KIND),
        organ=Choice(response.organ.name, response.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
