"""Index page: Django looks here for what the rooms show in the staff site."""

from disclosure.catalogue import admin as catalogue
from disclosure.consultations import admin as consultations
from disclosure.coordination import admin as coordination
from disclosure.credit import admin as credit
from disclosure.data_requests import admin as data_requests
from disclosure.datasets import admin as datasets
from disclosure.decisions import admin as decisions
from disclosure.documents import admin as documents
from disclosure.facilities import admin as facilities
from disclosure.gazette import admin as gazette
from disclosure.institutions import admin as institutions
from disclosure.listings import admin as listings
from disclosure.matters import admin as matters
from disclosure.monitoring import admin as monitoring
from disclosure.objections import admin as objections
from disclosure.registers import admin as registers
from disclosure.repost_checks import admin as repost_checks
from disclosure.reposting import admin as reposting
from disclosure.secrecy import admin as secrecy
from disclosure.services_guide import admin as services_guide
from disclosure.sessions import admin as sessions
from disclosure.specials import admin as specials

__all__ = [
    "catalogue",
    "consultations",
    "coordination",
    "credit",
    "data_requests",
    "datasets",
    "decisions",
    "documents",
    "facilities",
    "gazette",
    "institutions",
    "listings",
    "matters",
    "monitoring",
    "objections",
    "registers",
    "repost_checks",
    "reposting",
    "secrecy",
    "services_guide",
    "sessions",
    "specials",
]
