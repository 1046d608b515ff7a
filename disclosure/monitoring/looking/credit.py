"""Decisions that had to be published by now and are not (双公示)."""

from collections import defaultdict

from disclosure.credit.models import CreditRecord
from disclosure.credit.selectors import overdue
from disclosure.credit.states import BEFORE
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from portal import clock

IN_TIME = "PENALTY_PUBLISH"


def unpublished_decisions(round_: Round) -> Look:
    """One fault an organ, with the number of its decisions: publishing them mends it."""
    late: dict[int, list[CreditRecord]] = defaultdict(list)
    for record in overdue(clock.start_of_day(round_.on)):
        late[record.organ_id].append(record)
    seen = [
        Seen(
            records[0].organ.code,
            records[0].organ.name,
            records[0].organ.heir().pk,
            "",
            {"waiting": f"{len(records)}件", "first_on": records[0].decided_on.isoformat()},
        )
        for records in late.values()
    ]
    return Look(CreditRecord.objects.filter(state__in=BEFORE).count(), seen)
