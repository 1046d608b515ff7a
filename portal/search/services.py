"""Telling the index that something changed."""

import logging

from django.db import DatabaseError, models, transaction

from portal import clock
from portal.search.changes import changes_of
from portal.search.current import engine
from portal.search.engine import CommittingEngine, IndexBusy, IndexUnavailable
from portal.search.models import IndexTask

logger = logging.getLogger(__name__)

# Cutting a longer text would keep the person waiting: it is left to the drain.
_CUT_AT_ONCE = 200_000


def queue(subject: models.Model) -> None:
    """Ask for the item to be indexed anew, or dropped if it is no longer public. Call it in the transaction of the act.

    The moment is the outbox's own, for measuring its delay; it is not the moment of the act. An index that lies in the
    database takes the item in at once, with the act; the drain then only makes sure.
    """
    IndexTask.objects.create(label=subject._meta.label_lower, object_id=subject.pk, queued_at=clock.now())
    present = engine()
    if isinstance(present, CommittingEngine):
        _write_with_act(present, subject)


def queue_all(label: str, ids: list[int]) -> None:
    """The same for many items of one label at once; they are left to the drain."""
    at = clock.now()
    IndexTask.objects.bulk_create([IndexTask(label=label, object_id=pk, queued_at=at) for pk in ids], batch_size=1000)


def _write_with_act(present: CommittingEngine, subject: models.Model) -> None:
    """No trouble of the index is a trouble of the act."""
    try:
        with transaction.atomic():
            changes = changes_of({(subject._meta.label_lower, subject.pk)})
            entries = [entry for entry in changes.entries if len(entry.body) <= _CUT_AT_ONCE]
            present.apply_with_act(entries, gone=changes.gone)
    except (IndexUnavailable, IndexBusy, DatabaseError) as error:
        logger.info("left to the drain: %s", error)
