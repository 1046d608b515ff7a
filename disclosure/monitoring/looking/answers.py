"""网站找错 and 群众留言 nobody answered in time, and those nobody answered for three months.

Letters of citizens belong to another room; what is owed to their writers stands in the ledger.
"""

from disclosure.catalogue.coverage import DueDays
from disclosure.documents.models import ErrorReport
from disclosure.documents.states import ReportState
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from portal import clock
from portal.deadlines.models import Deadline

IN_TIME = "LETTER_SIMPLE"
RED_LINE = "LETTER_RED_LINE"
OF_LETTERS = (IN_TIME, "LETTER_REPLY")


def late_reports(round_: Round) -> Look:
    return _waiting(round_, IN_TIME)


def unanswered_reports(round_: Round) -> Look:
    return _waiting(round_, RED_LINE)


def late_letters(round_: Round) -> Look:
    return _owed(round_, *OF_LETTERS)


def unanswered_letters(round_: Round) -> Look:
    """S0-7.3: one of them fails the whole site."""
    return _owed(round_, RED_LINE)


def _owed(round_: Round, *rules: str) -> Look:
    clocks = Deadline.objects.filter(rule__in=rules)
    seen = [
        Seen(
            f"{row.subject_label}-{row.subject_id}",
            row.subject_title,
            row.organ.heir().pk,
            "",
            {"received_on": row.opened_on.isoformat(), "due_on": row.due_on.isoformat()},
        )
        for row in clocks.overdue(round_.at).select_related("organ__successor").order_by("pk")
    ]
    return Look(clocks.running().count(), seen)


def _waiting(round_: Round, rule: str) -> Look:
    due_days, seen = DueDays(round_.on), []
    rows = ErrorReport.objects.filter(state=ReportState.OPEN).select_related("organ__successor").order_by("pk")
    for row in rows:
        received = clock.local(row.at).date()
        due = due_days.after(rule, received)
        if due < round_.on:
            evidence = {"received_on": received.isoformat(), "due_on": due.isoformat()}
            seen.append(Seen(str(row.pk), f"找错{row.pk}", row.organ.heir().pk, "", evidence))
    return Look(ErrorReport.objects.count(), seen)
