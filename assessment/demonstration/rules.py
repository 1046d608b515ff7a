"""Which county guides a unit, and who is too near to judge it."""

from typing import Any

from assessment.demonstration.states import GUIDES
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import Actor


def guiding_county(candidacy: Any, actor: Actor) -> Organ | None:
    """The county right above the unit, when the actor speaks for it: it guides its own (S1-8.2)."""
    above = candidacy.organ.heir().parent
    if above is None or above.kind != OrganKind.GOVERNMENT or above.parent_id is None:
        return None
    county: Organ = above.heir()
    return county if rules.holds(actor, GUIDES, county.pk) else None
