"""The board of a plan: each task with what its organs have done, and where it lies in the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessment.workpoints.models import TaskShare, WorkPlan, WorkTask
from assessment.workpoints.states import ShareState
from portal import clock


@dataclass(frozen=True, slots=True)
class Row:
    """``start``, ``end`` and ``today`` are days of the year, as the bar is drawn; ``late``: due and not all done."""

    task: WorkTask
    shares: Sequence[TaskShare]
    done: int
    late: bool
    start: int
    end: int

    @property
    def length(self) -> int:
        return max(self.end - self.start, 1)

    @property
    def filled(self) -> int:
        """How much of the bar is done."""
        return self.length * self.done // len(self.shares) if self.shares else 0

    @property
    def tone(self) -> str:
        if self.shares and self.done == len(self.shares):
            return "ok"
        return "bad" if self.late else "plain"

    @property
    def words(self) -> str:
        if self.tone == "ok":
            return "已完成"
        return "逾期" if self.late else "办理中"


def board(plan: WorkPlan, on: date) -> list[Row]:
    """Four queries, however many tasks."""
    tasks = plan.tasks.select_related("lead").prefetch_related("responsible", "shares__organ")
    began = clock.local(plan.issued_at).date() if plan.issued_at else date(plan.year, 1, 1)
    return [_row(task, began, on) for task in tasks]


def _row(task: WorkTask, began: date, on: date) -> Row:
    shares = sorted(task.shares.all(), key=lambda share: (not share.leads, share.pk))
    done = sum(share.state == ShareState.DONE for share in shares)
    open_ = any(share.state == ShareState.UNDERWAY for share in shares)
    return Row(task, shares, done, open_ and task.due_on < on, _day_of(began, task), _day_of(task.due_on, task))


def _day_of(day: date, task: WorkTask) -> int:
    """From 1 to 366; what lies outside the year stands at its edge."""
    year = task.plan.year
    return min(max((day - date(year, 1, 1)).days + 1, 1), 366)
