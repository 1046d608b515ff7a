"""What stands before an objection and before a decision about a problem."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal import clock
from portal.actors import Actor


def not_frozen(problem: Any, _at: datetime) -> Sequence[str]:
    if problem.frozen_at is None:
        return []
    return [f"{problem.year}年的成绩已经审定，要改只能作更正。"]


def is_frozen(problem: Any) -> bool:
    return problem.frozen_at is not None


def in_time(problem: Any, at: datetime) -> Sequence[str]:
    if clock.local(at).date() <= problem.contest_by:
        return []
    return [f"提出异议的期限到{problem.contest_by:%Y年%-m月%-d日}为止，已经过了。"]


def is_not_the_finder(problem: Any, actor: Actor) -> str:
    return "登记问题的人不裁定对它的异议。" if problem.finder_id is not None and problem.finder_id == actor.id else ""
