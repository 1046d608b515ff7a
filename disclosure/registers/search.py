"""What the index knows of registers: what the public reads, without what is kept inside."""

from django.db.models import QuerySet

from disclosure.registers import kinds
from disclosure.registers.models import RegisterEntry
from portal import clock
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.registerentry"


def _public() -> "QuerySet[RegisterEntry]":
    rows = RegisterEntry.objects.public(clock.today()).filter(kind__in=kinds.public_codes())
    return rows.select_related("organ")


def _entry(entry: RegisterEntry) -> Entry:
    return Entry(
        label=LABEL,
        pk=entry.pk,
        title=entry.title,
        body="\n".join(f"{label}：{words}" for label, words in entry.facts(inside=False)),
        url=entry.get_absolute_url(),
        dated=entry.happened_on,
        kind=Choice(entry.row.name, entry.row.name),
        organ=Choice(entry.organ.name, entry.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
