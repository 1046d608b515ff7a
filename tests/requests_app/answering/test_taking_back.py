"""The applicant takes a request back while the signed answer has not arrived."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError
from portal.letters.errors import Voided
from portal.letters.models import Letter
from portal.letters.services import verification_code
from requests_app.answering import services
from requests_app.cases import services as cases
from requests_app.citizens.papers import papers_of
from requests_app.desk.why import not_to_admit
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Means
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.answering.steps import decided, sent, served, signed

pytestmark = pytest.mark.django_db
NEXT_DAY = moment(date(2026, 3, 3))


def taken_back(agency, *, means=None):
    """Signed on 2026-03-02, sent by ``means`` or still in the house, withdrawn on 2026-03-03."""
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    if means:
        sent(agency, request, means=means)
    return services.withdraw(request, reason="不需要了", actor=CITIZEN, at=NEXT_DAY)


def the_answer():
    return Service.objects.select_related("letter", "request").get(purpose="answer")


@pytest.mark.parametrize("means", [None, Means.POST, Means.ONLINE])
def test_a_signed_answer_is_void_and_cannot_be_sent_or_served(agency, means) -> None:
    request = taken_back(agency, means=means)
    service = the_answer()
    assert (request.state, service.is_void, service.letter.is_void) == ("withdrawn", True, True)
    assert service.letter.void.reason == "答复送达以前，申请人撤回了申请"
    clerk = agency.as_(Role.INFO_CLERK, NEXT_DAY)
    with pytest.raises(DomainError):
        services.send_answer(request, means="post", on=date(2026, 3, 3), **clerk)
    with pytest.raises(DomainError):
        services.serve_answer(request, served_on=date(2026, 3, 3), proof="EMS 妥投", **clerk)
    with pytest.raises(Voided):
        serving.send(request, letter=service.letter, purpose="answer", means="post", on=date(2026, 3, 3), **clerk)
    with pytest.raises(Voided):
        serving.register_service(service, served_on=date(2026, 3, 3), proof="EMS 妥投", **clerk)
    assert the_answer().served_on is None
    assert not Deadline.objects.running().exists()


def test_opening_the_page_afterwards_serves_nothing_and_shows_no_answer(agency) -> None:
    request = taken_back(agency, means=Means.ONLINE)
    assert serving.note_opened(request, at=NEXT_DAY) == []
    assert [paper.letter.template_code for paper in papers_of(request)] == []
    assert agency.fresh(request).state == "withdrawn"


def test_the_page_of_verification_says_that_it_is_void(agency, client) -> None:
    taken_back(agency, means=Means.POST)
    letter = Letter.objects.get(template_code="R-4.2")
    page = client.post("/letters/verify/", {"code": verification_code(letter)}).content.decode()
    assert "这份文书已经作废" in page
    assert "2026年3月3日起作废" in page


def test_a_request_of_which_a_letter_arrived_is_not_withdrawn(agency) -> None:
    request = agency.received(items=[{"text": "施工合同"}, {"text": "验收报告"}])
    one, two = request.items.all()
    decided(agency, request, "3.1-a", item=one)
    decided(agency, request, "3.4.2-1", item=two)
    signed(agency, request)
    first, _ = sent(agency, request)
    served(agency, request, day=date(2026, 3, 3), services=[first])
    with pytest.raises(Blocked, match="已经送达"):
        services.withdraw(request, reason="不需要了", actor=CITIZEN, at=NEXT_DAY)
    assert not Letter.objects.filter(void__isnull=False).exists()


@pytest.mark.parametrize("archived", [False, True])
def test_the_organ_cannot_mend_the_answer_to_a_request_that_was_withdrawn(agency, archived) -> None:
    request = taken_back(agency)
    if archived:
        cases.archive(request, **agency.as_(Role.INFO_CLERK, NEXT_DAY))
    head = agency.as_(Role.HEAD, NEXT_DAY)
    with pytest.raises(DomainError):
        remedies.admit_error(request, reason="漏了一页", redo_days=5, **head)
    assert not_to_admit(request, head["actor"]) != ""
    with pytest.raises(DomainError):
        remedies.reopen(request, reason="自行纠正", **agency.as_(Role.DISCLOSURE_HEAD, NEXT_DAY))
    assert request.remedies.count() == 0
