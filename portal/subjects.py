"""One way to point at any case from the ledger, the audit trail and the outboxes."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """``label`` is ``app_label.model_name``; ``title`` is copied, so that it outlives the row."""

    label: str
    pk: int
    title: str

    def get(self) -> models.Model | None:
        """The row itself, or ``None`` when it is gone."""
        row: models.Model | None = apps.get_model(self.label)._default_manager.filter(pk=self.pk).first()
        return row


def ref(subject: models.Model) -> SubjectRef:
    """The reference to a saved row. Raises ``ValueError`` for an unsaved one."""
    if subject.pk is None:
        raise ValueError("unsaved subject")
    return SubjectRef(subject._meta.label_lower, int(subject.pk), str(subject)[:TITLE_LENGTH])
