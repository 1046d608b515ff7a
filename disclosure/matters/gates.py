"""What must be true before a change of the list moves on. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.matters import content
from portal.actors import Actor
from portal.screening.selectors import undecided


def findings_are_settled(proposal: Any, _at: datetime) -> Sequence[str]:
    """A personal datum or a word that speaks of secrecy stays only by somebody's decision."""
    parts = [part for part in content.parts(content.of(proposal)) if part.text]
    found = len(undecided(proposal, parts))
    return [f"筛查发现{found}处没有处理"] if found else []


def has_lapsed_basis(matter: Any) -> bool:
    return matter.basis_lapsed_on is not None


def not_the_proposer(proposal: Any, actor: Actor) -> str:
    """S0-11.2: another person approves."""
    return "自己拟的调整不能由自己审批。" if actor.id == proposal.proposer_id else ""
