"""公开, 撤下, 撤销登记."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.registers.models import RegisterEntry
from disclosure.registers.services.reminding import settle
from portal.actors import Actor
from portal.errors import InvalidInput
from portal.screening import services as screening
from portal.screening.models import Finding
from portal.search import services as search
from portal.workflow import move


@transaction.atomic
def publish(entry: RegisterEntry, *, actor: Actor, at: datetime) -> RegisterEntry:
    """Everybody reads it, but for what is kept inside and the files. Raises ``NotAllowed`` for whoever filed it,
    ``Blocked`` while a finding is open."""
    move(entry, "publish", actor=actor, at=at, fields={"published_at": at})
    search.queue(entry)
    return entry


@transaction.atomic
def withdraw(entry: RegisterEntry, *, reason: str, actor: Actor, at: datetime) -> RegisterEntry:
    """It was entered by mistake: it counts no more and stays on record."""
    move(entry, "withdraw", actor=actor, at=at, reason=reason)
    settle(entry.organ, at=at)
    return entry


@transaction.atomic
def take_down(entry: RegisterEntry, *, reason: str, actor: Actor, at: datetime) -> RegisterEntry:
    """As ``withdraw``, of what the public has read."""
    move(entry, "take_down", actor=actor, at=at, reason=reason)
    search.queue(entry)
    settle(entry.organ, at=at)
    return entry


@transaction.atomic
def settle_findings(
    entry: RegisterEntry, *, findings: Iterable[Finding], verdict: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; what has to go is corrected."""
    if verdict == "masked":
        raise InvalidInput({"verdict": "要去掉的，请更正文字"})
    organ = entry.organ.heir()
    screening.decide(entry, findings, decision=verdict, organ=organ, actor=actor, at=at, reason=reason)
