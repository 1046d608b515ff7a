"""What the index knows of a matter in the list."""

from django.db.models import QuerySet

from disclosure.matters import content
from disclosure.matters.models import Matter
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.matter"


def _public() -> "QuerySet[Matter]":
    return Matter.objects.listed().select_related("organ", "current")


def _entry(matter: Matter) -> Entry:
    version = matter.current
    return Entry(
        label=LABEL,
        pk=matter.pk,
        title=matter.name,
        body="\n".join(f"{label}：{words}" for label, words in content.facts(version)),
        url=matter.get_absolute_url(),
        dated=version.in_force_from if version else None,
        kind=Choice("公开事项", "公开事项"),
        organ=Choice(matter.organ.name, matter.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
