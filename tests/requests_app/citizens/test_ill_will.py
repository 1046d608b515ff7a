"""What is sent to the applicant's pages in ill will: a flood, forged fields, huge texts, scripts, guessed addresses."""

from datetime import date

import pytest
from django.apps import apps
from django.test import Client

from requests_app.answering import services as answering
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.models import Rating
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.answering import steps
from tests.requests_app.citizens.conftest import FORM, receipt_of
from tests.requests_app.citizens.test_correcting import asked  # noqa: F401 - a fixture
from tests.requests_app.citizens.test_papers import answered, received  # noqa: F401 - fixtures
from tests.requests_app.citizens.test_tracking import at, case, words  # noqa: F401 - fixtures
from tests.requests_app.desk_pages import CASE, signed_in

pytestmark = pytest.mark.django_db

FLOOD, GUESSES, LET_IN = 1000, 200, 20
SCRIPT = '"><script>alert(1)</script>'
HUGE = "字" * 100_000


def everything():
    """How many rows every table holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def sent(visitor, **forged):
    return visitor.post("/requests/new/", FORM | forged | {"step": "check", "go": "send"})


# --- a flood ------------------------------------------------------------------------------------------


def test_of_a_thousand_filings_from_one_address_a_few_get_in_and_the_others_leave_nothing(agency, at, visitor) -> None:  # noqa: F811 - the fixtures imported above
    statuses = [sent(visitor).status_code for _ in range(LET_IN)]
    before = everything()
    refused = [sent(visitor) for _ in range(FLOOD - LET_IN)]
    assert statuses == [302] * 20
    assert {response.status_code for response in refused} == {429}
    assert everything() == before
    assert "这个网络地址提交得太多了，请60分钟以后再试；内容没有丢" in words(refused[-1])
    assert sent(Client(REMOTE_ADDR="10.0.0.7")).status_code == 302
    numbers = DisclosureRequest.objects.order_by("pk").values_list("number", flat=True)
    assert list(numbers) == [f"临住建2026-{sequence:04d}" for sequence in range(1, 22)]


def test_hundreds_of_guesses_of_a_code_open_nothing_and_leave_nothing(agency, at, send) -> None:  # noqa: F811 - as above
    number, code = receipt_of(send())
    guesser, before = Client(REMOTE_ADDR="10.0.0.7"), everything()
    statuses = [
        guesser.post("/requests/track/", {"number": number, "code": f"AAAA-AAAA-AAAA-AAAA-{guess:04d}"}).status_code
        for guess in range(GUESSES)
    ]
    assert (statuses[:20], set(statuses[20:])) == ([200] * 20, {429})
    assert "tracking" not in guesser.cookies
    assert everything() == before
    for address in (f"/requests/track/?number={number}&code={code}", f"/requests/done/?number={number}"):
        assert number not in words(Client().get(address)).replace("临住建2026-0001&code", "")


# --- forged fields ------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["in_person", "transfer", "phone"])
def test_what_comes_online_came_online_today_whatever_the_form_says(agency, at, visitor, channel) -> None:  # noqa: F811 - as above
    forged = {"channel": channel, "state": "handling", "arrived_on": "2026-01-01", "received_on": "2026-01-01"}
    forged |= {"number": "临住建2026-9999", "submitted_at": "2026-01-01", "typed_by": "信息员", "round": "2"}
    assert sent(visitor, **forged).status_code == 302
    request = DisclosureRequest.objects.get()
    assert (request.channel, request.state, request.number) == ("online", "submitted", "临住建2026-0001")
    assert (request.arrived_on, request.received_on, request.round) == (date(2026, 3, 2), None, 1)
    assert request.typed_by == ""


def test_a_correction_arrives_on_the_day_it_is_sent(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    typed = {"answer": "2025年", "on": "2026-03-06", "received_on": "2026-03-06", "number": "临住建2026-9999"}
    visitor.post("/requests/track/correct/", typed)
    assert asked.corrections.get().received_on == agency.fresh(asked).restarted_on == date(2026, 3, 10)


def test_another_case_is_not_reached_through_the_page_of_ones_own(agency, at, case, visitor) -> None:  # noqa: F811 - as above
    other = agency.received(at=moment(date(2026, 3, 2)))
    for name in ("case", "request", "pk", "id", "number"):
        visitor.post(f"/requests/track/withdraw/?{name}={other.pk}", {name: other.pk})
    assert (agency.fresh(other).state, agency.fresh(case).state) == ("handling", "withdrawn")


# --- huge texts and scripts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "field", "said"),
    [
        ("correct", "answer", "最多3000个字"),
        ("suggest", "text", "最多1000个字"),
        ("contact", "address", "最多200个字"),
    ],
)
def test_huge_texts_are_refused_in_words_and_leave_nothing(agency, at, asked, visitor, address, field, said) -> None:  # noqa: F811 - as above
    before = everything()
    response = visitor.post(f"/requests/track/{address}/", {field: HUGE})
    assert response.status_code == 200
    assert said in words(response)
    assert everything() == before


def test_scripts_of_an_applicant_are_words_on_every_page_that_shows_them(
    agency, at, asked, visitor, settings  # noqa: F811 - as above
) -> None:  # fmt: skip
    settings.STAFF_OTP_REQUIRED = False
    at(moment(date(2026, 3, 10)))
    visitor.post("/requests/track/correct/", {"answer": SCRIPT})
    visitor.post("/requests/track/suggest/", {"text": SCRIPT})
    request, day = agency.fresh(asked), date(2026, 3, 10)
    steps.decided(agency, request, at=moment(day))
    steps.signed(agency, request, at=moment(day))
    steps.sent(agency, request, at=moment(day))
    steps.served(agency, request, day=day)
    at(moment(day, 17))
    visitor.post("/requests/track/rate/", {"score": "1", "words": SCRIPT})
    visitor.post("/requests/track/rectify/", dict.fromkeys(("record", "fault", "evidence"), SCRIPT))
    assert Rating.objects.get().words == SCRIPT
    record, proposal = request.record_corrections.get(), request.publication_proposals.get()
    head = signed_in(agency.people[Role.DISCLOSURE_HEAD])
    pages = [visitor.get("/requests/track/"), head.get(f"{CASE}/{request.pk}/change/")]
    pages += [head.get(f"/admin/requests_app/recordcorrection/{record.pk}/change/")]
    pages += [head.get(f"/admin/requests_app/publicationproposal/{proposal.pk}/change/")]
    for page in pages:
        html = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


# --- by code, when there is nothing to have -----------------------------------------------------------


def test_a_withdrawn_case_opens_by_its_code_and_hands_out_nothing(agency, at, received, opened, visitor) -> None:  # noqa: F811 - as above
    steps.decided(agency, received)
    steps.signed(agency, received)
    answering.withdraw(agency.fresh(received), reason="不需要了", actor=CITIZEN, at=moment(date(2026, 3, 3)))
    stranger = Client()
    assert stranger.post("/requests/track/", dict(zip(("number", "code"), opened, strict=True))).status_code == 302
    page = words(stranger.get("/requests/track/"))
    assert "您已经撤回这件申请" in page
    assert "答复书" not in page
    statuses = {
        address: stranger.get(f"/requests/track/{address}").status_code
        for address in ("letters/1.pdf", "letters/2.pdf", "letters/3.docx", "files/1/", "calendar/review.ics")
    }
    assert statuses == {
        "letters/1.pdf": 200,  # the receipt of the request, which is the applicant's own
        "letters/2.pdf": 404,
        "letters/3.docx": 404,
        "files/1/": 404,
        "calendar/review.ics": 404,
    }


def test_a_restricted_case_opens_by_its_code_for_the_applicant_alone(agency, at, answered, opened, visitor) -> None:  # noqa: F811 - as above
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 3)))
    cases.restrict(agency.fresh(answered), reason="涉及未成年人", **head)
    at(moment(date(2026, 3, 4)))
    page = words(visitor.get("/requests/track/"))
    assert "3月4日已经答复您" in page
    assert ("未成年人" in page, "限制" in page) == (False, False)
    assert b"".join(visitor.get("/requests/track/files/1/")).decode() == steps.TEXT
    for address in ("", "letters/1.pdf", "files/1/"):
        answer = Client().get(f"/requests/track/{address}")
        assert answered.number not in words(answer)
