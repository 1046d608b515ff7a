"""How well policies of higher organs are reposted: the figures of the periodic check (S3-5.1f)."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from disclosure.reposting.models import RepostTask
from disclosure.reposting.states import TaskState


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of the tasks; those nobody has to do are left out."""

    given: int
    done: int
    late: int

    @property
    def rate(self) -> str:
        """Share of the tasks that were done, in percent; a dash where there are none."""
        return f"{100 * self.done / self.given:.1f}%" if self.given else "—"

    @property
    def in_time(self) -> str:
        """Share of the tasks that were done within the limit."""
        return f"{100 * (self.done - self.late) / self.given:.1f}%" if self.given else "—"


def figures(tasks: QuerySet[RepostTask]) -> Figures:
    """One query."""
    done = Q(state=TaskState.DONE)
    found = tasks.order_by().aggregate(
        given=Count("pk", filter=~Q(state=TaskState.WAIVED)),
        done=Count("pk", filter=done),
        late=Count("pk", filter=done & Q(is_late=True)),
    )
    return Figures(**found)
