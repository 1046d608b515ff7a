"""网站找错 nobody answered in time, and those nobody answered for three months."""

from disclosure.catalogue.coverage import DueDays
from disclosure.documents.models import ErrorReport
from disclosure.documents.states import ReportState
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from portal import clock

IN_TIME = "LETTER_SIMPLE"
RED_LINE = "LETTER_RED_LINE"


def late_reports(round_: Round) -> Look:
    return _waiting(round_, IN_TIME)


def unanswered_reports(round_: Round) -> Look:
    return _waiting(round_, RED_LINE)


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
