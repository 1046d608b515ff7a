"""Writing one row of the register: checked in Chinese first, then only the fields that changed, then recorded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput

Row = TypeVar("Row", bound=models.Model)


def check(row: models.Model, *, constraints: bool = True) -> None:
    """Raises ``InvalidInput`` with one message per wrong field.

    Without ``constraints`` the caller says itself, in better words, what the database would refuse.
    """
    unstorable = {
        field.name: f"{field.verbose_name}里有不能保存的控制字符，请删去重写。"
        for field in row._meta.concrete_fields
        if "\x00" in str(getattr(row, field.attname) or "")
    }
    if unstorable:
        raise InvalidInput(unstorable)
    try:
        row.full_clean(validate_unique=constraints, validate_constraints=constraints)
    except ValidationError as error:
        raise InvalidInput(
            {"" if name == NON_FIELD_ERRORS else name: texts[0] for name, texts in error.message_dict.items()}
        ) from error


def change(
    row: models.Model, values: Mapping[str, Any], *, act: str, actor: Actor, at: datetime, reason: str = ""
) -> list[str]:
    """Write what differs, record it, and return the names of the fields that changed; nothing changed, no record."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return []
    before = {name: shown(getattr(row, name)) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    check(row)
    row.save(update_fields=list(changed))
    after = {name: shown(value) for name, value in changed.items()}
    record(act=act, subject=row, actor=actor, at=at, before=before, after=after, reason=reason)
    return list(changed)


def locked(row: Row) -> Row:
    """The row as it stands now, held until the transaction ends."""
    fresh: Row = type(row)._default_manager.select_for_update().get(pk=row.pk)
    return fresh


def shown(value: Any) -> Any:
    """The value as the record keeps it: rows by key and name."""
    return {"id": value.pk, "name": str(value)} if isinstance(value, models.Model) else value
