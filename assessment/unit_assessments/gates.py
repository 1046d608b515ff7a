"""What stands before an organ's own rules are put in force."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.standards.criteria import FULL_MARKS, plain
from portal.actors import Actor


def adds_up(row: Any, _at: datetime) -> Sequence[str]:
    """Full marks are 100, as in the city's standard."""
    total = sum(criterion.points for criterion in row.marks().criteria)
    return [] if total == FULL_MARKS else [f"各项满分合计{plain(total)}分，应当是{plain(FULL_MARKS)}分"]


def is_not_the_writer(row: Any, actor: Actor) -> str:
    return "起草细则的人不批准自己起草的细则。" if row.writer_id == actor.id else ""
