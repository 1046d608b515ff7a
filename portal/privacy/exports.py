"""Tables that leave the house. A field that holds personal data or its digest is refused by name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import models

from portal.privacy.fields import BlindIndexField, EncryptedTextField, Secret, SecretMisused


def exportable(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """The names, when none of them is sealed. A path (``case__phone``) is followed to its end. Raises
    ``SecretMisused``."""
    chosen = list(names)
    for name in chosen:
        if isinstance(_field(model, name), EncryptedTextField | BlindIndexField):
            raise SecretMisused(f"{name} is not exported")
    return chosen


def export_rows(rows: "models.QuerySet[Any]", names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """One tuple a row, in the order of ``names``. Raises ``SecretMisused`` before the first."""
    found = rows.values_list(*exportable(rows.model, names))
    return (_without_secrets(row) for row in found.iterator(chunk_size=1000))


def _without_secrets(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """An annotation may carry a sealed value under another name."""
    if any(isinstance(value, Secret) for value in row):
        raise SecretMisused("a sealed value is not exported")
    return row


def _field(model: type[models.Model], path: str) -> Any:
    first, _, rest = path.partition("__")
    names = {field.name for field in model._meta.get_fields()} | {"pk"}
    if first not in names:
        return None  # an annotation: judged by its values
    field = model._meta.pk if first == "pk" else model._meta.get_field(first)
    related = getattr(field, "related_model", None)
    return _field(related, rest) if rest and related else field
