"""What the worker does about requests: each task asks the database what is due, and running again does nothing."""

from datetime import date

import pytest

from requests_app.cases.tasks import confirm_unattended
from requests_app.consulting.tasks import settle_silent
from requests_app.proposing.tasks import find_proposals
from tests.requests_app.agency import moment
from tests.requests_app.consulting.test_consulting import ask, reach
from tests.requests_app.proposing.asked import ANOTHER, NEARLY, NEXT_DAY, disclosed

pytestmark = pytest.mark.django_db


@pytest.mark.duty("S2-2.3b")
def test_a_request_nobody_confirmed_confirms_itself(agency, time_machine) -> None:
    request = agency.filed().request
    time_machine.move_to(moment(date(2026, 3, 2), 23), tick=False)
    assert confirm_unattended() == 0
    time_machine.move_to(moment(date(2026, 3, 12)), tick=False)
    assert (confirm_unattended(), confirm_unattended()) == (1, 0)
    assert agency.fresh(request).state == "handling"


def test_a_party_that_stays_silent_lets_the_clock_go_on(agency, time_machine) -> None:
    row = ask(agency, agency.received())
    reach(agency, row)
    time_machine.move_to(moment(date(2026, 3, 28)), tick=False)
    assert (settle_silent(), settle_silent()) == (1, 0)
    row.refresh_from_db()
    assert row.state == "silent"


def test_proposals_are_found_once(agency, time_machine) -> None:
    disclosed(agency)
    disclosed(agency, items=NEARLY, **ANOTHER)
    time_machine.move_to(NEXT_DAY, tick=False)
    assert (find_proposals(), find_proposals()) == (1, 0)
