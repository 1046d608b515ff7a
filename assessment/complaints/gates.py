"""Who may not verify a complaint."""

from typing import Any

from portal.actors import Actor


def is_not_of_the_organ(row: Any, actor: Actor) -> str:
    """Nobody looks into a complaint about the organ they belong to, unless the office itself sits there."""
    organ = row.about.heir().pk
    concerned = organ in actor.organ_ids() and organ != row.office.heir().pk
    return "投诉的是您任职的单位，应当回避。" if concerned else ""
