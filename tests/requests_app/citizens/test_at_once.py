"""Many citizens at the same moment, and one who presses twice."""

import pytest

from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.models import Submission
from requests_app.citizens.services import CITIZEN, submit
from requests_app.citizens.typed import Typed
from tests.requests_app.agency import MORNING, open_agency
from tests.requests_app.citizens.conftest import FORM
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_twenty_filings_at_once_have_twenty_numbers_without_a_gap() -> None:
    organ = open_agency().organ

    def file(place):
        return submit(organ=organ, typed=Typed.read(FORM), files=[], token=f"{place:043d}", actor=CITIZEN, at=MORNING)

    sent = at_once(file, range(20))
    assert sorted(one.request.number for one in sent) == [f"临住建2026-{number:04d}" for number in range(1, 21)]
    assert len({one.code for one in sent}) == 20


def test_a_form_sent_many_times_at_once_is_one_request() -> None:
    organ = open_agency().organ

    def file(_place):
        return submit(organ=organ, typed=Typed.read(FORM), files=[], token="t" * 43, actor=CITIZEN, at=MORNING)

    sent = at_once(file, range(6))
    assert {(one.request.number, one.code) for one in sent} == {("临住建2026-0001", sent[0].code)}
    assert (DisclosureRequest.objects.count(), Submission.objects.count()) == (1, 1)
