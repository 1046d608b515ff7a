"""The monitoring system of the demonstration city reports once: one finding nobody knew, one of what runs already."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.interface.authentication import Caller
from portal.interface.services import create_client
from portal.interface.states import Scope
from sentiment.sightings.services import report

_VALID_DAYS = 365


def play(given: Mapping[str, Any], *, admin: Actor, at: datetime) -> None:
    """``known`` of a row is minutes before ``at``. The token of the system is shown to nobody: it can be renewed."""
    organ = Organ.objects.get(code=given["organ"])
    scopes = [Scope.REPORT, Scope.FOLLOW_UP]
    client, _ = create_client(
        organ=organ, name=given["name"], scopes=scopes, valid_days=_VALID_DAYS, actor=admin, at=at
    )
    rows = [row | {"known_at": (at - timedelta(minutes=row["known"])).isoformat()} for row in given["row"]]
    for row in rows:
        del row["known"]
    report(client=client, organ=organ, key="demonstration", rows=rows, actor=Caller(client).actor(), at=at)
