"""Organs come into being, are described, and change their name."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ, Reform
from portal.accounts.services.saving import change, check, locked
from portal.accounts.states import OrganKind, ReformKind
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError

DESCRIPTION = ("sector", "address", "postcode", "phone", "hours", "duties", "position", "parent", "code")
"""What may change without a decision on the organ itself."""


@transaction.atomic
def found_organ(
    *,
    actor: Actor,
    at: datetime,
    name: str,
    short_name: str,
    code: str,
    kind: OrganKind | str,
    basis: str,
    active_from: date | None = None,
    parent: Organ | None = None,
    uscc: str | None = None,
    number_code: str = "",
    **description: Any,
) -> Organ:
    """设立. ``basis`` is the decision (文件名、文号); ``active_from`` defaults to today. Raises ``InvalidInput``."""
    rules.require_admin(actor, doing="设立机关")
    organ = Organ(
        name=name.strip(),
        short_name=short_name.strip(),
        code=code,
        kind=kind,
        parent=parent,
        uscc=(uscc or "").strip().upper() or None,
        number_code=number_code.strip(),
        active_from=active_from or clock.local(at).date(),
        **description,
    )
    check(organ)
    require_basis(basis)
    organ.save(force_insert=True)
    Reform.objects.create(organ=organ, kind=ReformKind.FOUNDED, on=organ.active_from, basis=basis.strip())
    after = {"name": organ.name, "kind": organ.kind, "uscc": organ.uscc, "number_code": organ.number_code}
    record(act="found_organ", subject=organ, actor=actor, at=at, after=after, reason=basis.strip())
    return organ


@transaction.atomic
def describe_organ(organ: Organ, *, actor: Actor, at: datetime, **description: Any) -> Organ:
    """Change sector, address, post code, telephone, hours, duties, order, superior organ or address code."""
    rules.require_admin(actor, doing="修改机关资料")
    unknown = set(description) - set(DESCRIPTION)
    if unknown:
        raise ValueError(f"not a description: {sorted(unknown)}")
    organ = locked(organ)
    change(organ, description, act="describe_organ", actor=actor, at=at)
    return organ


@transaction.atomic
def rename_organ(
    organ: Organ,
    *,
    actor: Actor,
    at: datetime,
    name: str,
    short_name: str,
    basis: str,
    number_code: str | None = None,
    uscc: str | None = None,
) -> Organ:
    """更名 from today. The organ stays the same one; ``Organ.name_on`` keeps giving the old name for earlier days."""
    rules.require_admin(actor, doing="机关更名")
    require_basis(basis)
    organ = locked(organ)
    today = clock.local(at).date()
    require_active(organ, today)
    old_name, old_short_name = organ.name, organ.short_name
    values: dict[str, Any] = {"name": name.strip(), "short_name": short_name.strip()}
    if number_code is not None:
        values["number_code"] = number_code.strip()
    if uscc is not None:
        values["uscc"] = uscc.strip().upper() or None
    changed = change(organ, values, act="rename_organ", actor=actor, at=at, reason=basis.strip())
    if not {"name", "short_name"} & set(changed):
        raise DomainError("新名称和原名称一样。", field="name")
    Reform.objects.create(
        organ=organ,
        kind=ReformKind.RENAMED,
        on=today,
        basis=basis.strip(),
        old_name=old_name,
        old_short_name=old_short_name,
    )
    return organ


def require_basis(basis: str) -> None:
    """Raises ``DomainError`` when the decision is not named: no organ changes without one."""
    if not basis.strip():
        raise DomainError("写明依据：哪个机关的哪份文件，例如“临政发〔2026〕3号”。", field="basis")


def require_active(organ: Organ, day: date, field: str = "") -> None:
    """Raises ``DomainError`` when the organ does not exist on that day."""
    if not organ.is_active(day):
        raise DomainError(
            f"{organ.name}现在不存在（{organ.active_from}至{organ.active_to or '今'}），不能再变动。", field=field
        )
