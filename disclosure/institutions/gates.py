"""What stands before an act on an appeal. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.institutions.parts import parts_of
from disclosure.institutions.states import ORDERED
from portal.actors import Actor
from portal.screening.kinds import SECRECY, Kind
from portal.screening.selectors import undecided


def is_investigated(appeal: Any, _at: datetime) -> Sequence[str]:
    """Investigated and answered in words; who was in the wrong has a day to put it right (S0-9.2)."""
    missing = [] if appeal.investigation else ["还没有写调查的经过"]
    if appeal.finding in ORDERED and appeal.publish_by is None:
        missing.append("责令公开的，要写明哪一天以前公开")
    return missing


def holds_no_secret(appeal: Any, _at: datetime) -> Sequence[str]:
    found = [each for each in undecided(appeal, parts_of(appeal)) if each.kind in SECRECY]
    return list(dict.fromkeys(f"{each.where}里有{Kind(each.kind).label}，请改写" for each in found))


def is_not_the_investigator(appeal: Any, actor: Actor) -> str:
    return "自己调查的，不能由自己审核。" if actor.id == appeal.investigator_id else ""
