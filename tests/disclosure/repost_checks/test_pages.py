"""The report and the check as pages: every number leads to its tasks, and both can be taken away."""

import re

import pytest

from disclosure.reposting.models import RepostTask
from portal.accounts.states import Role
from tests.disclosure.office import MORNING
from tests.disclosure.repost_checks.steps import check

REPORT = "/admin/disclosure/reposttask/report/"
PERIOD = "?starts_on=2026-05-01&ends_on=2026-05-20"


@pytest.fixture
def desk(office, client, settings, time_machine):
    """Signs somebody in at the moment of the office."""
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)

    def enter(role: Role):
        person = office.people.get(role) or office.appoint(role)
        person.is_staff, person.password_changed_at = True, MORNING
        person.save(update_fields=["is_staff", "password_changed_at"])
        client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return enter


@pytest.mark.duty("S3-5.1f")
def test_every_number_of_the_report_leads_to_as_many_tasks(tasks, desk) -> None:
    client = desk(Role.CITY_LEADER)
    page = client.get(REPORT + PERIOD).content.decode()
    links = re.findall(r'<td><a href="(/admin/disclosure/reposttask/\?[^"]+)">(\d+)</a></td>', page)
    assert [int(number) for _, number in links] == [1, 1, 2, 1, 1, 2]
    for address, number in links:
        listed = client.get(address.replace("&amp;", "&")).context["cl"].result_count
        assert (address, listed) == (address, int(number))


def test_an_organ_reads_its_own_line_and_no_other(tasks, desk) -> None:
    page = desk(Role.HANDLER).get(REPORT + PERIOD).content.decode()
    assert '<th scope="row">教育局</th>' in page
    assert "住房和城乡建设局" not in page


@pytest.mark.duty("S3-5.1f")
def test_the_report_and_a_check_are_taken_away_as_csv(tasks, judge, desk) -> None:
    made = check(judge)
    client = desk(Role.CITY_LEADER)
    live = client.get(f"{REPORT}report.csv{PERIOD}")
    frozen = client.get(f"/admin/disclosure/repostcheck/{made.pk}/change/check.csv")
    assert live["Content-Type"] == "text/csv; charset=utf-8"
    lines = live.content.decode("utf-8-sig").splitlines()
    assert lines[0] == '"转载单位","来源","按时转载","超时转载","没有转载","还在时限内","转载率","按时率"'
    assert sorted(lines[1:])[0] == '"住房和城乡建设局","中国政府网","0","0","1","0","0.0%","0.0%"'
    assert len(lines) == 5
    assert frozen.content == live.content


def test_days_in_the_wrong_order_are_said_so(tasks, desk) -> None:
    client = desk(Role.CITY_LEADER)
    wrong = "?starts_on=2026-05-20&ends_on=2026-05-01"
    assert "最后一天不能早于第一天" in client.get(REPORT + wrong).content.decode()
    assert client.get(f"{REPORT}report.csv{wrong}").status_code == 400


def test_a_check_is_made_from_its_page(tasks, desk) -> None:
    client = desk(Role.OVERSIGHT)
    given = {"starts_on": "2026-05-01", "ends_on": "2026-05-20", "threshold": "90", "note": ""}
    made = client.post("/admin/disclosure/repostcheck/start/make_check/", given, follow=True)
    page = made.content.decode()
    assert "要求的转载率" in page
    assert '<span class="tag tag-bad">50.0%</span>' in page
    assert RepostTask.objects.filter(state="open").count() == 3
