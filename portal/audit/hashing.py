"""What is hashed, and how. Pure: the same bytes on every database and in every time zone."""

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.audit.models import Event

GENESIS = "0" * 64

_FIELDS = (
    "act",
    "actor_kind",
    "actor_id",
    "actor_name",
    "organ_id",
    "organ_name",
    "subject_label",
    "subject_id",
    "subject_title",
    "seq",
    "before",
    "after",
    "reason",
    "previous_hash",
)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def event_digest(event: "Event") -> str:
    """SHA-256 over every column of the row but its key and its own hash."""
    payload: dict[str, object] = {name: getattr(event, name) for name in _FIELDS}
    payload |= {"at": _instant(event.at), "act_id": str(event.act_id)}
    return hashlib.sha256(json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def seal_digest(*, event_id: int, event_hash: str, previous_hash: str, at: datetime) -> str:
    """SHA-256 of one link of the city-wide chain."""
    return hashlib.sha256(f"{previous_hash}|{event_id}|{event_hash}|{_instant(at)}".encode()).hexdigest()
