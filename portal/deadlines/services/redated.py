"""Who is told that a new holiday arrangement moved the ends of open cases: one message per organ, not one per case."""

from collections import defaultdict
from datetime import date

from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.deadlines.services.ledger import Entry
from portal.deadlines.wording import full_date
from portal.notices.selectors import recipients_of
from portal.notices.services import tell

NAMED = 10
"""Cases a message names; the queue has all of them."""


class Redated:
    """Moved clocks as they come, batch by batch, kept as counts and a few words."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = defaultdict(int)
        self._lines: dict[int, list[str]] = defaultdict(list)

    def add(self, deadline: Deadline, old: date) -> None:
        """``deadline`` carries its new end."""
        organ = deadline.organ_id
        self._counts[organ] += 1
        if len(self._lines[organ]) < NAMED:
            days = f"{full_date(old)}改为{full_date(deadline.due_on)}"
            self._lines[organ].append(f"{deadline.subject_title}，{deadline.title}：{days}")

    def tell(self, entry: Entry) -> None:
        """Those who handle cases in each organ concerned. A few queries an organ."""
        organs = Organ.objects.select_related("successor").in_bulk(self._counts)
        for pk, count in self._counts.items():
            more = [f"其余{count - NAMED}件见工作台。"] if count > NAMED else []
            tell(
                recipients_of(organs[pk].heir(), Role.HANDLER, Role.INFO_CLERK, at=entry.at),
                subject_line=f"放假安排有变动，{count}个期限改了日期",
                body="\n".join([f"依据：{entry.evidence}", *self._lines[pk], *more]),
                kind="deadline_redated",
                dedupe_key=f"redated|{entry.act_id}|{pk}",
                at=entry.at,
            )
