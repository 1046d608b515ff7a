"""Whether what the site says is so: times of publication, and whether the search finds what is there."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from disclosure.documents.models import Document
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from portal.audit.models import Event
from portal.search.entry import key_of
from portal.search.query import TEXT_LENGTH, Query
from portal.search.selectors import search

TITLES = 5
INDEXED_WITHIN = timedelta(minutes=10)
_LABEL = Document._meta.label_lower


def false_times(round_: Round) -> Look:
    """Documents whose time of publication is not the moment the trail says they were published, or lies ahead.

    Imported ones are left out: they were published on the old site.
    """
    published = Event.objects.filter(
        subject_label=_LABEL, subject_id=OuterRef("pk"), act="publish", at=OuterRef("published_at")
    )
    rows = Document.objects.public().filter(import_source="")
    wrong = rows.filter(~Exists(published)) | rows.filter(published_at__gt=round_.at)
    seen = [
        Seen(
            str(row.pk),
            row.title,
            row.organ_id,
            row.get_absolute_url(),
            {"shown": row.published_at.isoformat() if row.published_at else ""},
        )
        for row in wrong.only("title", "organ", "published_at").order_by("pk")
    ]
    return Look(rows.count(), seen)


def unfound_titles(round_: Round) -> Look:
    """Titles drawn by the round's seed that the search does not answer on its first page. Raises
    ``IndexUnavailable``."""
    settled = Document.objects.public().filter(published_at__lt=round_.at - INDEXED_WITHIN)
    numbers = list(settled.order_by("pk").values_list("pk", flat=True))
    drawn = round_.random.sample(numbers, min(TITLES, len(numbers)))
    rows = list(Document.objects.public().filter(pk__in=drawn).order_by("pk"))
    seen = [
        Seen(str(row.pk), row.title, row.organ_id, row.get_absolute_url(), {"seed": round_.seed})
        for row in rows
        if not _is_found(row)
    ]
    return Look(len(rows), seen)


def _is_found(document: Document) -> bool:
    result = search(Query(title=document.title[:TEXT_LENGTH])).result
    return key_of(_LABEL, document.pk) in {hit.key for hit in result.hits}
