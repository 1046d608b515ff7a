"""A reform of organs: the heir looks into the record and answers in the time that runs already."""

from datetime import date

import pytest

from portal.accounts.services import merge_organs
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.subjects import ref
from requests_app.rectifying import services
from tests.requests_app.agency import CITIZEN, Role, moment, open_agency
from tests.requests_app.rectifying.test_rectifying import ASKED, CHECKED, FILED

pytestmark = pytest.mark.django_db
REFUSED = CHECKED | {"reason": "登记簿记载的也是68平方米"}


@pytest.fixture
def heir(city):
    return open_agency(code="cxj", name="临江市城乡建设局", number_code="临城建发", uscc=None, parent=city)


def merged(agency, heir):
    merge_organs([agency.organ], into=heir.organ, basis="临政发〔2026〕3号", actor=SYSTEM, at=moment(date(2026, 3, 16)))


@pytest.mark.duty("S2-7.5c")
def test_the_heir_answers_what_is_open_within_the_same_time(agency, heir) -> None:
    row = services.ask(agency.received(), **ASKED, actor=CITIZEN, at=FILED)
    merged(agency, heir)
    row.refresh_from_db()
    clock = Deadline.objects.of(ref(row)).get()
    assert (row.organ, clock.organ, clock.due_on) == (heir.organ, heir.organ, date(2026, 4, 7))
    assert Event.objects.filter(act="pass_to_heir", subject_label="requests_app.recordcorrection").count() == 1
    who = heir.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 17)))
    services.answer(row, ending="refuse", means="post", values=REFUSED, **who)
    assert (row.state, row.letter.organ) == ("refused", heir.organ)


@pytest.mark.duty("S2-7.5c")
def test_what_was_answered_stays_with_the_organ_that_answered(agency, heir) -> None:
    row = services.ask(agency.received(), **ASKED, actor=CITIZEN, at=FILED)
    who = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 10)))
    services.answer(row, ending="refuse", means="post", values=REFUSED, **who)
    merged(agency, heir)
    row.refresh_from_db()
    assert row.organ == agency.organ
