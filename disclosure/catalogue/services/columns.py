"""栏目: created by hand or from the statutory table, each with an owner (S2-10.2b)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction

from disclosure.catalogue.column_templates import ColumnTemplate, templates_for
from disclosure.catalogue.fields import COLUMN
from disclosure.catalogue.models import Column
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.search.services import queue_all

KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
DEPTH = 4
_REQUIRED = {"name": "", "code": "", "kind": "", "description": ""}


@transaction.atomic
def create_column(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> Column:
    """A column ``organ`` will keep filled; ``values`` are fields of ``fields.COLUMN``. Raises ``InvalidInput``."""
    require(actor, KEEPERS, organ, doing="新建栏目")
    column = Column(organ=organ, **checked(COLUMN, _REQUIRED | dict(values)))
    _require_code(column.code)
    _require_place(column, column.parent)
    _save(column)
    after = {"name": column.name, "code": column.code, "organ": organ.name}
    record(act="create_column", subject=column, actor=actor, at=at, after=after)
    return column


@transaction.atomic
def edit_column(column: Column, *, changes: Mapping[str, Any], actor: Actor, at: datetime, reason: str = "") -> Column:
    """Change a column. Its code is its address and stays. Documents in it are indexed anew when its name changes."""
    require(actor, KEEPERS, column.organ.heir(), doing="修改栏目")
    clean = checked({name: field for name, field in COLUMN.items() if name != "code"}, changes)
    changed = {name: value for name, value in clean.items() if getattr(column, name) != value}
    if not changed:
        return column
    if "parent" in changed:
        _require_place(column, changed["parent"])
    before = {name: _plain(getattr(column, name)) for name in changed}
    for name, value in changed.items():
        setattr(column, name, value)
    _save(column, update_fields=list(changed))
    after = {name: _plain(value) for name, value in changed.items()}
    record(act="edit_column", subject=column, actor=actor, at=at, before=before, after=after, reason=reason)
    if changed.keys() & {"name", "parent"}:
        queue_all("disclosure.document", column.document_ids_below())
    return column


@transaction.atomic
def apply_template(
    organ: Organ, *, actor: Actor, at: datetime, leave_out: Collection[str] = (), reason: str = ""
) -> list[Column]:
    """Create the statutory columns the organ does not have yet; returns the new ones.

    ``leave_out`` names templates of matters the organ has no part in; ``reason`` says why.
    """
    require(actor, KEEPERS, organ, doing="套用栏目模板")
    if leave_out and not typed_text.line(reason):
        raise InvalidInput({"reason": "不设的法定栏目要说明理由"})
    standing = {column.template: column for column in organ.columns.exclude(template="")}
    created = []
    for template in templates_for(organ.kind, organ.sector):
        if template.code in standing or template.code in leave_out:
            continue
        standing[template.code] = column = _from_template(organ, template, standing.get(template.under))
        after = {"name": column.name, "template": template.code, "basis": template.basis}
        record(act="create_column", subject=column, actor=actor, at=at, after=after, reason=reason)
        created.append(column)
    return created


def _from_template(organ: Organ, template: ColumnTemplate, parent: Column | None) -> Column:
    column = Column(
        name=template.name,
        code=f"{organ.code}-{template.code}",
        parent=parent,
        organ=organ,
        kind=template.kind,
        template=template.code,
        basis=template.basis,
        update_rule=template.update_rule,
        description=template.description,
        keywords=f"{organ.short_name} {template.name}",
        position=template.position,
    )
    _save(column)
    return column


def _require_code(code: str) -> None:
    try:
        validate_slug(code)
    except ValidationError:
        raise InvalidInput({"code": "代码只用英文字母、数字和连字符，它是栏目的网址"}) from None


def _require_place(column: Column, parent: Column | None) -> None:
    """Not below itself, and not deeper than a reader follows in three clicks."""
    depth = 1
    above = parent
    while above is not None:
        depth += 1
        if above.pk is not None and above.pk == column.pk:
            raise InvalidInput({"parent": "不能放在自己下面"})
        if depth > DEPTH:
            raise InvalidInput({"parent": f"栏目最多{DEPTH}级"})
        above = above.parent


def _save(column: Column, update_fields: list[str] | None = None) -> None:
    try:
        with transaction.atomic():
            column.save(update_fields=update_fields)
    except IntegrityError:
        raise InvalidInput({"name": "已经有同名、同代码或者同模板的栏目"}) from None


def _plain(value: Any) -> Any:
    return value.name if isinstance(value, Column) else value
