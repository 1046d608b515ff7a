"""公共查阅点: registered, corrected and given up by the organ that keeps it (S2-7.4)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.facilities.codes import USES
from disclosure.facilities.fields import FACILITY
from disclosure.facilities.models import Facility
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked

KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
_REQUIRED: dict[str, Any] = dict.fromkeys(("kind", "name", "address", "hours", "phone"), "") | {
    "district": None,
    "can_search": False,
    "can_consult": False,
    "can_copy": False,
}


@transaction.atomic
def open_facility(organ: Organ, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Facility:
    """Put a place on the public page from ``opened_on``; ``values`` are fields of ``fields.FACILITY``.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, KEEPERS, organ, doing="登记公共查阅点")
    facility = Facility(organ=organ, **checked(FACILITY, _REQUIRED | dict(values)))
    _require_sense(facility)
    _insist(facility, force_insert=True)
    after = {"name": facility.name, "kind": facility.get_kind_display(), "opened_on": facility.opened_on}
    record(act="open_facility", subject=facility, actor=actor, at=at, after=after)
    return facility


@transaction.atomic
def edit_facility(facility: Facility, *, changes: Mapping[str, Any], actor: Actor, at: datetime) -> Facility:
    """Put right what is shown of the place. Raises ``NotAllowed``, ``InvalidInput`` or, once closed, ``StaleState``."""
    require(actor, KEEPERS, facility.organ.heir(), doing="修改公共查阅点")
    if facility.closed_on is not None:
        raise StaleState
    clean = checked(FACILITY, changes)
    changed = {name: value for name, value in clean.items() if getattr(facility, name) != value}
    if not changed:
        return facility
    before = {name: getattr(facility, name) for name in changed}
    for name, value in changed.items():
        setattr(facility, name, value)
    _require_sense(facility)
    _insist(facility, update_fields=list(changed))
    told = {name: str(value) if isinstance(value, Organ) else value for name, value in changed.items()}
    was = {name: str(value) if isinstance(value, Organ) else value for name, value in before.items()}
    record(act="edit_facility", subject=facility, actor=actor, at=at, before=was, after=told)
    return facility


@transaction.atomic
def close_facility(facility: Facility, *, on: date, reason: str, actor: Actor, at: datetime) -> Facility:
    """``on`` is the last day the place is open; the row stays. Raises ``StaleState`` for the second of two."""
    require(actor, KEEPERS, facility.organ.heir(), doing="停用公共查阅点")
    words = typed_text.line(reason)
    faults = {
        "on": f"不能早于启用日期{facility.opened_on}" if on < facility.opened_on else "",
        "reason": typed_text.fault(words, label="停用的原因", at_most=200, required=True),
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    if Facility.objects.filter(pk=facility.pk, closed_on=None).update(closed_on=on) != 1:
        raise StaleState
    facility.closed_on = on
    record(act="close_facility", subject=facility, actor=actor, at=at, after={"closed_on": on}, reason=words)
    return facility


def _require_sense(facility: Facility) -> None:
    faults = {}
    if facility.opened_on is None:
        faults["opened_on"] = "请填写启用日期"
    if not facility.uses:
        faults["uses"] = f"{'、'.join(label for _, label in USES)}至少能办一样"
    if faults:
        raise InvalidInput(faults)


def _insist(facility: Facility, **how: Any) -> None:
    try:
        with transaction.atomic():
            facility.save(**how)
    except IntegrityError:
        raise InvalidInput({"name": "在用的查阅点里已经有这个名称"}) from None
