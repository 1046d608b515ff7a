"""Index page: Django looks here for what the rooms show in the staff site."""

from disclosure.catalogue import admin as catalogue
from disclosure.coordination import admin as coordination
from disclosure.documents import admin as documents
from disclosure.monitoring import admin as monitoring
from disclosure.specials import admin as specials

__all__ = ["catalogue", "coordination", "documents", "monitoring", "specials"]
