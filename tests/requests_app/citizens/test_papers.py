"""Letters and information on the tracking page: taken by who holds the code, and by nobody else."""

from datetime import date

import pytest
from django.test import Client

from portal.audit.models import Event
from requests_app.answering import services as answering
from requests_app.cases.models import DisclosureRequest
from requests_app.serving.models import Service
from requests_app.serving.states import Means, Purpose
from tests.requests_app.agency import MORNING, Role, moment
from tests.requests_app.answering import steps
from tests.requests_app.citizens.test_tracking import at, case, words  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
DAY = moment(date(2026, 3, 10))


@pytest.fixture
def received(agency, at, case):  # noqa: F811 - the fixtures imported above
    answering.confirm(case, **agency.as_(Role.INFO_CLERK))
    return agency.fresh(case)


@pytest.fixture
def answered(agency, received):
    """Sent to the tracking page, not opened yet."""
    steps.decided(agency, received)
    steps.signed(agency, agency.fresh(received))
    steps.sent(agency, agency.fresh(received), means=Means.ONLINE)
    return agency.fresh(received)


@pytest.mark.duty("S2-2.6b")
def test_the_receipt_is_there_once_the_organ_confirmed(agency, received, visitor) -> None:
    page = words(visitor.get("/requests/track/"))
    assert "政府信息公开申请接收回执" in page
    response = visitor.get("/requests/track/letters/1.docx")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert visitor.get("/requests/track/letters/1.pdf").content.startswith(b"%PDF")


@pytest.mark.duty("S2-2.11")
def test_opening_the_page_serves_the_answer_and_shows_what_was_asked(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    assert answered.state == "signed"
    at(DAY)
    page = words(visitor.get("/requests/track/"))
    served = agency.fresh(answered)
    assert (served.state, served.closed_on) == ("answered", date(2026, 3, 10))
    assert "3月10日已经答复您" in page
    assert "信息 施工合同 全文" in page
    response = visitor.get("/requests/track/files/1/")
    assert b"".join(response).decode() == steps.TEXT
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.duty("law.B3")
def test_the_ways_against_an_answer_come_with_their_last_days(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    at(DAY)
    page = words(visitor.get("/requests/track/"))
    assert "申请行政复议 ，最晚 2026年5月9日（星期六）" in page
    assert "提起行政诉讼 ，最晚 2026年9月10日（星期四）" in page
    text = visitor.get("/requests/track/calendar/lawsuit.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20260910" in text


def test_an_answer_is_rated_and_the_rating_can_change(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    at(DAY)
    visitor.get("/requests/track/")
    visitor.post("/requests/track/rate/", {"score": "2", "words": "慢"})
    visitor.post("/requests/track/rate/", {"score": "4", "words": ""})
    rating = agency.fresh(answered).ratings.get()
    assert (rating.score, rating.words) == (4, "")
    assert "改评价（4分）" in words(visitor.get("/requests/track/"))
    refused = words(visitor.post("/requests/track/rate/", {"score": "9", "words": "打我电话13800000001"}))
    assert "请选一个分数" in refused
    assert "请不要写电话" in refused


def test_a_program_that_only_looks_serves_nothing(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    visitor.head("/requests/track/")
    assert agency.fresh(answered).state == "signed"


def test_nothing_is_handed_out_before_the_answer_reached(agency, received, visitor) -> None:
    steps.decided(agency, received)
    steps.signed(agency, agency.fresh(received))
    page = words(visitor.get("/requests/track/"))
    assert "信息 施工合同" not in page
    assert "答复书" not in page.replace("答复书会出现在这一页", "")
    assert visitor.get("/requests/track/files/1/").status_code == 404
    assert visitor.get("/requests/track/letters/2.pdf").status_code == 404


def test_letters_to_others_are_not_the_applicants(agency, received, visitor) -> None:
    Service.objects.update(to_applicant=False, purpose=Purpose.NOTICE)
    assert "文书和信息" not in words(visitor.get("/requests/track/"))
    assert visitor.get("/requests/track/letters/1.pdf").status_code == 404


@pytest.mark.parametrize("address", ["letters/1.pdf", "letters/1.docx", "files/1/"])
def test_guessed_addresses_give_nothing_away(agency, at, answered, visitor, address) -> None:  # noqa: F811 - as above
    at(DAY)
    visitor.get("/requests/track/")
    assert Client().get(f"/requests/track/{address}").status_code == 403
    assert visitor.get(f"/requests/track/{address.replace('1', '7')}").status_code == 404
    assert visitor.get(f"/requests/track/{address.replace('1', '0')}").status_code == 404


def test_what_was_opened_when_is_on_record(agency, at, answered, visitor) -> None:  # noqa: F811 - as above
    at(DAY)
    visitor.get("/requests/track/")
    served = Service.objects.get(purpose=Purpose.ANSWER)
    assert (served.served_on, served.registered_by) == (date(2026, 3, 10), "申请人")
    assert Event.objects.filter(act="serve", actor_name="申请人").count() == 1
    assert DisclosureRequest.objects.get().received_on == MORNING.date()
