"""Telling the index that something changed."""

from django.db import models

from portal import clock
from portal.search.models import IndexTask


def queue(subject: models.Model) -> None:
    """Ask for the item to be indexed anew, or dropped if it is no longer public. Call it in the transaction of the act.

    The moment is the outbox's own, for measuring its delay; it is not the moment of the act.
    """
    IndexTask.objects.create(label=subject._meta.label_lower, object_id=subject.pk, queued_at=clock.now())


def queue_all(label: str, ids: list[int]) -> None:
    """The same for many items of one label at once."""
    at = clock.now()
    IndexTask.objects.bulk_create([IndexTask(label=label, object_id=pk, queued_at=at) for pk in ids], batch_size=1000)
