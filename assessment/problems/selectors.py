"""Who is assessed, and what was found against whom."""

from datetime import date

from portal.accounts.models import Organ, OrganQuerySet
from portal.accounts.states import OrganKind

ASSESSED_KINDS = (
    OrganKind.TOWNSHIP,
    OrganKind.SUBDISTRICT,
    OrganKind.DEPARTMENT,
    OrganKind.AFFILIATED,
    OrganKind.AUTHORIZED,
    OrganKind.PUBLIC_ENTERPRISE,
)
"""镇、街道, departments, authorised organisations and public enterprises (S2-11.2); never the government itself."""


def assessed(on: date) -> OrganQuerySet:
    """The organs that are assessed on that day, in the order of the list."""
    return Organ.objects.active(on).filter(kind__in=ASSESSED_KINDS).order_by("position", "pk")
