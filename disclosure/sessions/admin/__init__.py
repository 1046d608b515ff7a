"""政府会议 in the staff site."""

from disclosure.sessions.admin.agenda import AgendaItemAdmin
from disclosure.sessions.admin.observers import ObserverAdmin
from disclosure.sessions.admin.sessions import SessionAdmin

__all__ = ["AgendaItemAdmin", "ObserverAdmin", "SessionAdmin"]
