"""Index page of the tables of this room."""

from disclosure.sessions.models.observer import NUMBER_LENGTH, Observer, ObserverQuerySet
from disclosure.sessions.models.session import (
    LINE_LENGTH,
    TITLE_LENGTH,
    AgendaItem,
    AgendaItemQuerySet,
    Session,
    SessionFile,
    SessionQuerySet,
)

__all__ = [
    "LINE_LENGTH",
    "NUMBER_LENGTH",
    "TITLE_LENGTH",
    "AgendaItem",
    "AgendaItemQuerySet",
    "Observer",
    "ObserverQuerySet",
    "Session",
    "SessionFile",
    "SessionQuerySet",
]
