"""How requests were answered, on the page of who leads: the numbers of the annual report, each with its requests."""

from datetime import date

import pytest
from django.test import Client

from assessment.dashboard.answers import lines
from assessment.measures.scope import last_months
from portal.accounts.states import Role
from requests_app.cases.models import DisclosureRequest
from requests_app.figures.selectors import table3
from requests_app.figures.tables import ALL
from tests.requests_app.agency import moment, open_agency

JUNE = moment(date(2026, 6, 1))


@pytest.fixture
def agency(db):
    return open_agency()


@pytest.fixture
def head(agency, settings, time_machine) -> Client:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(JUNE, tick=False)
    person = agency.people[Role.HEAD]
    person.is_staff, person.password_changed_at = True, JUNE
    person.save(update_fields=["is_staff", "password_changed_at"])
    client = Client()
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    return client


def decided(agency, outcome: str, amount: int) -> None:
    for _ in range(amount):
        agency.received(at=moment(date(2026, 3, 2))).items.update(counted_outcome=outcome, counted_on=date(2026, 3, 9))


def test_dashboard_report_and_lists_show_the_same(agency, head) -> None:
    decided(agency, "3.1", 3)
    decided(agency, "3.3.4", 1)
    agency.received(at=moment(date(2026, 5, 28)))
    shown = head.get("/dashboard/").context["answers"]
    assert [(line.row, line.count, line.share) for line in shown] == [
        ("2", 0, None),
        ("1", 5, None),
        ("3.7", 4, None),
        ("4", 1, None),
        ("3.1", 3, 75),
        ("3.3.4", 1, 25),
    ]
    report = table3([agency.organ.pk], 2026)
    for line in shown:
        page = head.get("/dashboard/requests/", {"row": line.row}).context["page"]
        assert (page.paginator.count, report.cells[line.row][ALL]) == (line.count, line.count)


def test_the_list_names_requests_by_number_and_nothing_personal(agency, head) -> None:
    decided(agency, "3.1", 1)
    page = head.get("/dashboard/requests/", {"row": "3.1"}).content.decode()
    request = DisclosureRequest.objects.get()
    assert request.number in page
    assert request.items.get().text not in page


def test_without_requests_there_is_no_table(agency) -> None:
    assert lines(last_months(JUNE, organ_ids=frozenset({agency.organ.pk}))) == []


def test_other_systems_read_the_same_numbers(agency, head) -> None:
    found = head.get("/dashboard/on-time.json").json()
    page = head.get("/dashboard/").context["board"]
    assert found["counts"] | page.counts == found["counts"]
    assert {row["code"] for row in found["organs"]} == {row.organ.code for row in page.rows}


def test_the_wall_comes_anew_and_has_nothing_to_press(head) -> None:
    assert "Refresh" not in head.get("/dashboard/").headers
    assert head.get("/dashboard/?wall=1").headers["Refresh"] == "60"
