"""更换密钥: seal everything anew with the current key, a batch at a time.

What is to be done is what does not carry the current key's name, so a run that was broken off goes on where it stood
and a second run changes nothing. The old key stays configured until a dry run says that nothing needs it.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.privacy import keys, sealing
from portal.privacy.fields import EncryptedTextField, Secret, index_fields, personal_fields
from portal.privacy.models import KeyRotation

BATCH = 500


@dataclass(slots=True)
class Rotation:
    """``waiting`` counts values by model, field and key; ``sealed`` are done, ``broken`` cannot be opened."""

    key_id: str
    waiting: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    sealed: int = 0
    broken: list[tuple[str, int, str]] = field(default_factory=list)


def rotate(*, actor: Actor, at: datetime, dry_run: bool = True, batch: int = BATCH) -> Rotation:
    """Seal every value with the current key; a dry run says how many there are and which keys they need."""
    done = Rotation(keys.ring().current.id)
    for model in apps.get_models():
        for datum in personal_fields(model):
            if datum.model is model:
                _rotate_field(model, datum, done, dry_run=dry_run, batch=batch)
    if done.sealed:
        _keep(done, actor=actor, at=at)
    return done


@transaction.atomic
def _keep(done: Rotation, *, actor: Actor, at: datetime) -> None:
    row = KeyRotation.objects.create(at=at, key_id=done.key_id, values=done.sealed)
    after = {"key": done.key_id, "values": done.sealed, "broken": len(done.broken)}
    record(act="rotate_keys", subject=row, actor=actor, at=at, after=after)


def _rotate_field(
    model: type[models.Model], datum: EncryptedTextField, done: Rotation, *, dry_run: bool, batch: int
) -> None:
    last = 0
    while rows := list(_waiting(model, datum, done.key_id).filter(pk__gt=last).order_by("pk")[:batch]):
        last = rows[-1].pk
        for row in rows:
            key_id = _key_of(getattr(row, datum.attname))
            done.waiting[model._meta.label_lower, datum.name, key_id] += 1
            if not dry_run:
                _seal_again(row, datum, done)


def _waiting(model: type[models.Model], datum: EncryptedTextField, key_id: str) -> "models.QuerySet[Any]":
    """Rows whose datum is there and not sealed with the current key, by the text of the column."""
    return _with_stored(model, datum).exclude(
        Q(stored=None) | Q(stored="") | Q(stored__startswith=sealing.prefix_of(key_id))
    )


def _with_stored(model: type[models.Model], datum: EncryptedTextField) -> "models.QuerySet[Any]":
    """Rows with the column as plain text, which can be compared."""
    return model._base_manager.annotate(stored=Cast(datum.name, models.TextField()))


def _key_of(secret: Secret) -> str:
    try:
        return sealing.key_id_of(secret.sealed())
    except DomainError:
        return ""


def _seal_again(row: models.Model, datum: EncryptedTextField, done: Rotation) -> None:
    """Only while the stored value is the one that was read: a value saved meanwhile has the current key already."""
    secret: Secret = getattr(row, datum.attname)
    try:
        text = secret.plain()
    except DomainError as error:
        done.broken.append((row._meta.label_lower, row.pk, error.message))
        return
    values: dict[str, Any] = {datum.name: sealing.seal(text, datum.context_of(row))}
    values |= {index.name: index.digest(text) for index in index_fields(type(row)) if index.of == datum.name}
    as_read = _with_stored(type(row), datum).filter(pk=row.pk, stored=secret.sealed())
    done.sealed += as_read.update(**values)
