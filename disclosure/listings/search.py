"""What the index knows of a row that is shown."""

from django.db.models import QuerySet

from disclosure.listings.models import ListRow
from disclosure.listings.tables import facts
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.listrow"


def _public() -> "QuerySet[ListRow]":
    return ListRow.objects.public().select_related("organ")


def _entry(row: ListRow) -> Entry:
    return Entry(
        label=LABEL,
        pk=row.pk,
        title=row.title,
        body="\n".join(f"{heading}：{words}" for heading, words in facts(row)),
        url=row.get_absolute_url(),
        dated=row.formed_on,
        kind=Choice(row.shape.title, row.shape.title),
        organ=Choice(row.organ.name, row.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
