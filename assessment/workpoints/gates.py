"""What stands before the issue of a plan."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal import clock


def every_task_can_be_done(plan: Any, at: datetime) -> Sequence[str]:
    """There are tasks, each with organs, each due on a day to come."""
    tasks = list(plan.tasks.all())
    if not tasks:
        return ["还没有一项任务。"]
    today = clock.local(at).date()
    late = [f"任务{task.number}的完成日期应当在今天以后。" for task in tasks if task.due_on <= today]
    idle = [f"任务{task.number}没有牵头或者责任单位。" for task in tasks if not task.organ_ids()]
    return [*idle, *late]


def is_not_the_drafter(plan: Any, actor: Any) -> str:
    return "起草要点的人不下达自己起草的要点。" if plan.drafter_id == actor.id else ""
