"""What stands before an act on a request for data. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.data_requests.parts import parts_of
from disclosure.data_requests.states import Outcome
from portal.actors import Actor
from portal.screening.kinds import Kind
from portal.screening.selectors import undecided


def is_shown(row: Any) -> bool:
    return bool(row.consents)


def is_screened(row: Any, _at: datetime) -> Sequence[str]:
    """law.md K: what everybody may read has nothing of a person in it."""
    found = undecided(row, parts_of(row)) if row.consents else []
    return list(dict.fromkeys(f"{each.where}里有{Kind(each.kind).label}，请改写" for each in found))


def opened_data_are_there(row: Any, _at: datetime) -> Sequence[str]:
    if row.outcome != Outcome.OPENED:
        return []
    return [] if row.dataset and row.dataset.is_public else ["答复说已经开放，但是选的数据集公众看不到"]


def is_not_the_drafter(row: Any, actor: Actor) -> str:
    return "自己起草的答复，不能由自己审核。" if actor.id == row.drafter_id else ""
