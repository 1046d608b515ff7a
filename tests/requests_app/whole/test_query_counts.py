"""Pages of requests cost the same for one case and for six, for one item and for six."""

from datetime import date

import pytest

from requests_app.cases import services as cases
from tests.requests_app.agency import Role, moment
from tests.requests_app.answering.steps import decided, signed
from tests.requests_app.desk_pages import CASE, signed_in

pytestmark = pytest.mark.django_db

LIST, QUEUE, ITEMS, LETTERS = 14, 17, 76, 36


@pytest.fixture
def client(agency, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    return signed_in(agency.people[Role.HANDLER])


def received(agency, count):
    """Cases of as many people, each with a handler."""
    for number in range(count):
        request = agency.received(identity_kind="passport", identity_number=f"E1234567{number}")
        cases.claim(request, **agency.as_(Role.HANDLER))


@pytest.mark.parametrize("count", [1, 6])
def test_the_list(agency, client, count, django_assert_num_queries) -> None:
    received(agency, count)
    client.get(f"{CASE}/")
    with django_assert_num_queries(LIST):
        page = client.get(f"{CASE}/")
    assert page.context["cl"].result_count == count


@pytest.mark.parametrize("count", [1, 6])
def test_the_queue(agency, client, count, django_assert_num_queries) -> None:
    received(agency, count)
    client.get("/admin/")
    with django_assert_num_queries(QUEUE):
        page = client.get("/admin/")
    assert len(page.context["lines"]) == count


def case_of(agency, count):
    request = agency.received(items=[{"text": f"第{number}份合同"} for number in range(count)])
    for item in request.items.all():
        decided(agency, request, "3.4.2-1", item=item)
    return request


@pytest.mark.parametrize("count", [1, 6])
def test_the_case_page(agency, client, count, django_assert_num_queries) -> None:
    address = f"{CASE}/{case_of(agency, count).pk}/change/"
    client.get(address)
    with django_assert_num_queries(ITEMS):
        page = client.get(address)
    assert len(page.context["items"]) == count


@pytest.mark.parametrize("count", [1, 6])
def test_the_letters_of_a_case(agency, client, count, django_assert_num_queries) -> None:
    request = case_of(agency, count)
    signed(agency, request)
    address = f"{CASE}/{request.pk}/change/?tab=letters"
    client.get(address)
    with django_assert_num_queries(LETTERS):
        page = client.get(address)
    assert [row.letter.template_code for row in page.context["services"]] == ["R-4.2"]
