"""Everything the tracking page shows of one case."""

from datetime import datetime
from typing import Any

from portal.clock import local
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import CLOSED, State
from requests_app.citizens import selectors
from requests_app.citizens.models import Rating
from requests_app.citizens.needs import needs_of, remedies_of
from requests_app.citizens.papers import given_to, papers_of
from requests_app.citizens.progress import progress_of
from requests_app.citizens.selectors import end_of
from requests_app.citizens.wishes import offered_for, wished_in

WITHDRAWABLE = frozenset(State) - CLOSED - {State.UNREACHABLE}
ENDS = CLOSED | {State.UNREACHABLE}


def case_page(case: DisclosureRequest, *, at: datetime) -> dict[str, Any]:
    """The context of the page. A constant number of queries, whatever has happened."""
    today = local(at).date()
    end = end_of(case)
    return {
        "case": case,
        "progress": progress_of(case, at=at),
        "today": today,
        "needs": needs_of(case),
        "remedies": remedies_of(case, at=at),
        "papers": papers_of(case),
        "given": given_to(case),
        "items": list(case.items.all()),
        "guide": selectors.guide_of(case.organ.heir(), on=today),
        "email": str(case.applicant.email or ""),
        "email_is_proved": case.applicant.email_verified_at is not None,
        "may_withdraw": case.state in WITHDRAWABLE,
        "may_change_contact": case.state != State.ARCHIVED,
        "may_rate": end == State.ANSWERED,
        "rating": Rating.objects.filter(request=case, round=case.round).first(),
        "is_answered": end == State.ANSWERED,
        "is_over": end in ENDS,
        "offered": offered_for(case),
        "wished": wished_in(case),
    }
