"""移送: what the police were given about whoever spread it (S2-8.10)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.workflow import touch
from sentiment.clarification.fields import TRANSFER
from sentiment.clarification.models import Clarification, PoliceTransfer
from sentiment.clarification.states import State

TRANSFERRERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD, Role.OVERSIGHT)


def not_to_transfer(row: Clarification, actor: Actor) -> str:
    if row.state in (State.FOUND, State.REPORTED, State.DISMISSED):
        return "确认以后才能移送。"
    return "" if rules.holds(actor, TRANSFERRERS, row.acting_organ_id) else "由责任机关负责人或者政务公开办移送。"


@transaction.atomic
def transfer(row: Clarification, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> PoliceTransfer:
    """Enter a transfer; one letter is entered once. Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := not_to_transfer(row, actor):
        raise NotAllowed(why)
    clean = checked(TRANSFER, values)
    today = local(at).date()
    if clean["transferred_on"] is None or clean["transferred_on"] > today:
        raise InvalidInput({"transferred_on": "请填写移送的日子，不能晚于今天"})
    if row.transfers.filter(letter_number=clean["letter_number"]).exists():
        raise InvalidInput({"letter_number": "这份移送函已经登记过了"})
    touch(row)
    entry = PoliceTransfer(clarification=row, person_name=actor.name, at=at, **clean)
    entry.save(force_insert=True)
    after = {name: clean[name] for name in ("authority", "letter_number", "transferred_on")}
    record(act="transfer", subject=row, actor=actor, at=at, after=after)
    return entry
