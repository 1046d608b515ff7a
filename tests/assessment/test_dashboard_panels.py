"""The panels beside the rate: each number is what its list shows, for the organs one leads and the period asked for."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.dashboard.panels.catalogue import PANELS
from portal.accounts.states import Role
from requests_app.citizens.models import Solved
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


def decided(agency, outcome: str, amount: int, year: int = 2026) -> None:
    for _ in range(amount):
        given = {"counted_outcome": outcome, "counted_on": date(year, 3, 9)}
        agency.received(at=moment(date(year, 3, 2))).items.update(**given)


def table(client: Client, code: str, **query: str) -> dict[str, list[str]]:
    """Title of a line → what stands in its cells."""
    lines = client.get(f"/dashboard/panels/{code}/", query).context["lines"]
    return {line.title: [cell.words for cell in line.cells] for line in lines}


def walk(client: Client, **query: str) -> int:
    """Opens the list of every number of every panel; how many numbers there were."""
    walked = 0
    for panel in PANELS:
        for line in client.get(f"/dashboard/panels/{panel.code}/", query).context["lines"]:
            for cell in line.cells:
                if cell.key:
                    asked = query | {"key": cell.key}
                    page = client.get(f"/dashboard/panels/{panel.code}/cases/", asked).context["page"]
                    assert cell.count is None or page.paginator.count == cell.count, (panel.code, cell.key)
                    walked += 1
    return walked


def test_refusals_are_shared_out_by_the_reasons_of_the_report(agency, head) -> None:
    decided(agency, "3.1", 4)
    decided(agency, "3.3.1", 1)
    decided(agency, "3.3.4", 3)
    decided(agency, "3.3.4", 1, year=2025)
    shown = table(head, "refusals")
    assert list(shown.values()) == [["3", "75.0", "37.5", "1"], ["1", "25.0", "12.5", "0"]]
    assert walk(head) >= 4


def test_what_was_solved_before_a_request_is_counted_as_in_public(agency, head) -> None:
    for day in (date(2026, 5, 4), date(2026, 5, 5), date(2026, 4, 1)):
        Solved.objects.create(on=day, organ=agency.organ, found_label="disclosure.document", found_id=1)
    Solved.objects.create(on=date(2026, 5, 6), organ=None, found_label="disclosure.document", found_id=1)
    agency.received(at=moment(date(2026, 5, 28)))
    shown = table(head, "deflection")
    assert shown["合计"][0] == "3"
    assert shown["2026年5月"][0] == "2"
    page = head.get("/dashboard/panels/deflection/cases/", {"key": "solved.2026-05"})
    assert page.context["page"].paginator.count == 2
    assert "现在已经不公开" in page.content.decode()


def test_every_number_of_a_panel_is_the_length_of_its_list_in_every_period(agency, head) -> None:
    decided(agency, "3.3.4", 2)
    agency.received(at=moment(date(2026, 5, 28)))
    for period in ("12", "year", "month"):
        assert walk(head, period=period)


def test_the_panels_ask_as_much_for_many_cases_as_for_one(agency, head) -> None:
    def asked() -> dict[str, int]:
        found = {}
        for panel in PANELS:
            with CaptureQueriesContext(connection) as queries:
                assert head.get(f"/dashboard/panels/{panel.code}/").status_code == 200
            found[panel.code] = len(queries)
        return found

    decided(agency, "3.3.4", 5)  # enough to be compared
    asked()
    few = asked()
    decided(agency, "3.3.4", 5)
    decided(agency, "3.1", 5)
    for days in range(5):
        Solved.objects.create(on=date(2026, 5, 4) + timedelta(days), found_label="x.y", found_id=1, organ=agency.organ)
    assert asked() == few


def test_a_panel_leaves_as_a_table_with_its_headings(agency, head) -> None:
    decided(agency, "3.3.4", 1)
    lines = b"".join(head.get("/dashboard/panels/refusals/table.csv")).decode("utf-8-sig").splitlines()
    assert lines[0] == '"理由","本年（件）","占不予公开（%）","占全部答复（%）","上年（件）"'
    assert lines[1].endswith('"1","100.0","100.0","0"')


def test_a_panel_or_a_list_there_is_not_is_not_found(head) -> None:
    assert head.get("/dashboard/panels/no-such/").status_code == 404
    for panel in PANELS:
        assert head.get(f"/dashboard/panels/{panel.code}/cases/", {"key": "no.such.key"}).status_code == 404


def test_who_leads_nothing_sees_no_panel(agency, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(JUNE, tick=False)
    person = agency.people[Role.HANDLER]
    person.is_staff, person.password_changed_at = True, JUNE
    person.save(update_fields=["is_staff", "password_changed_at"])
    client = Client()
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    assert client.get("/dashboard/panels/").status_code == 403


def test_a_column_is_drawn_and_each_bar_leads_to_the_list_of_its_number(agency, head) -> None:
    decided(agency, "3.1", 2)
    page = head.get("/dashboard/panels/bottlenecks/", {"period": "year"})
    chart = page.context["chart"]
    assert chart.title == "哪个环节最费时间：中位数（工作日）"
    assert [label for label, _, _ in chart.rows] == [line.title for line in page.context["lines"]]
    for _, url, _ in chart.rows:
        assert head.get(url).context["page"].paginator.count > 0
    assert head.get("/dashboard/panels/letters/").context["chart"] is None
