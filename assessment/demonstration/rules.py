"""Which county guides a unit."""

from typing import Any

from assessment.demonstration.states import GUIDES
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import Actor


def county_of(candidacy: Any) -> Organ | None:
    """The county right above the unit; the city that leads is none."""
    above = candidacy.organ.heir().parent
    if above is None or above.kind != OrganKind.GOVERNMENT or above.parent_id is None:
        return None
    county: Organ = above.heir()
    return county


def guiding_county(candidacy: Any, actor: Actor) -> Organ | None:
    """The county above the unit, when the actor speaks for it: it guides its own (S1-8.2)."""
    county = county_of(candidacy)
    return county if county and rules.holds(actor, GUIDES, county.pk) else None
