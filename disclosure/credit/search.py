"""What the index knows of a record that is shown."""

from django.db.models import QuerySet

from disclosure.credit.models import CreditRecord
from disclosure.credit.tables import public_facts
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.creditrecord"


def _public() -> "QuerySet[CreditRecord]":
    return CreditRecord.objects.public().select_related("organ")


def _entry(record: CreditRecord) -> Entry:
    kind = str(record.get_kind_display())
    return Entry(
        label=LABEL,
        pk=record.pk,
        title=f"{record.party_name}{kind}信息",
        body="\n".join(f"{heading}：{words}" for heading, words in public_facts(record)),
        url=record.get_absolute_url(),
        doc_number=record.number,
        dated=record.decided_on,
        kind=Choice(kind, kind),
        organ=Choice(record.organ.name, record.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
