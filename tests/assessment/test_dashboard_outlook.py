"""Where the days go, how like organs do, and how the year will end: counted by hand, each number with its list."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.dashboard.panels.catalogue import BY_CODE
from assessment.measures.scope import last_months
from assessment.problems import services as problems
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from tests.assessment.city import FOUNDED, NOON
from tests.assessment.panels import holds, words
from tests.requests_app.agency import CITIZEN, moment, open_agency

NOTICE = {"lacks": ["content"], "guidance": "请写明是哪一年、哪个小区的合同", "days": 15, "means": "post"}


def test_days_are_counted_by_stage_and_a_wait_for_the_applicant_is_marked(db) -> None:
    agency = open_agency()
    scope = last_months(moment(date(2026, 3, 11)), organ_ids=frozenset({agency.organ.pk}))
    slow = agency.filed(at=moment(date(2026, 3, 2))).request  # a Monday
    cases.confirm(slow, **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 4))))
    asking.notify_correction(slow, **NOTICE, **agency.as_(Role.HANDLER, moment(date(2026, 3, 5))))
    asking.receive_correction(agency.fresh(slow), answer="2025年", actor=CITIZEN, at=moment(date(2026, 3, 9)))
    agency.received(at=moment(date(2026, 3, 10)))
    assert words("bottlenecks", scope) == {
        "依申请公开：办理中": ["2", "2", "4", "50.0"],  # 1 day, 2 days more after the correction; 1 day of the other
        "依申请公开：等申请人补正": ["1", "2", "2", "25.0"],
        "依申请公开：待确认接收": ["2", "1", "2", "25.0"],
    }
    tags = {line.title: line.tag for line in BY_CODE["bottlenecks"].lines(scope)}
    assert tags["依申请公开：等申请人补正"] == "停止计时"
    assert tags["依申请公开：办理中"] == ""
    assert holds("bottlenecks", scope) == 3
    listing = BY_CODE["bottlenecks"].behind(scope, "requests.handling")
    first = listing.show(listing.rows)[0]
    assert (first.title, first.cells[1]) == (slow.number, "3")


@pytest.fixture
def ledger_of_the_city(city):
    """市教育局: of six documents one late, one never published; three are due in June. 市住建局: one due in June."""
    city.standard()
    for pk in range(1, 5):
        city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=pk)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 5, 6), pk=5)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), pk=6)
    for pk in (7, 8, 9):
        city.late("jiaoyu", "PUBLISH", date(2026, 5, 19), pk=pk)
    city.late("zhujian", "PUBLISH", date(2026, 5, 19), pk=10)
    problems.collect(at=NOON)


def test_the_forecast_takes_off_what_the_running_limits_would_cost_at_the_rate_so_far(city, ledger_of_the_city) -> None:
    shown = words("forecast", last_months(NOON))
    #           now, problems, lost, running, missed at the rate, cost, at the end, when all are missed
    assert shown["市教育局"] == ["98", "2", "2", "3", "1.0", "1", "97", "95"]
    assert shown["市住建局"] == ["100", "0", "0", "1", "0.3", "0", "100", "99"]
    assert shown["翠湖街道"] == ["100", "0", "0", "0", "0.0", "0", "100", "100"]
    assert holds("forecast", last_months(NOON)) == 8
    own = frozenset({city.organs["zhujian"].pk})
    assert list(words("forecast", last_months(NOON, organ_ids=own))) == ["市住建局"]
    assert BY_CODE["forecast"].behind(last_months(NOON, organ_ids=own), "problems.jiaoyu") is None


def test_without_a_standard_in_force_there_is_no_forecast(city) -> None:
    assert words("forecast", last_months(NOON)) == {}


def test_like_organs_are_compared_when_there_are_enough_and_others_are_not_named(city, ledger_of_the_city) -> None:
    scope = last_months(NOON)
    assert words("peers", scope) == {}
    for place in range(5):
        organ = Organ.objects.create(
            code=f"ju{place}", name=f"临江市第{place}局", short_name=f"{place}局", kind=OrganKind.DEPARTMENT,
            active_from=FOUNDED,
        )  # fmt: skip
        city.organs[organ.code] = organ
        for pk in range(5):
            closed = date(2026, 5, 6) if pk < place else date(2026, 4, 20)
            city.late(organ.code, "PUBLISH", date(2026, 3, 30), closed=closed, pk=100 + place * 10 + pk)
    # kept, of a hundred: 100, 80, 66.7 (市教育局), 60, 40, 20
    shown = words("peers", scope)
    assert shown["市教育局"] == ["工作部门", "6", "2", "66.7", "63.4", "3／6", "98.0", "100.0"]
    assert shown["4局"] == ["工作部门", "5", "4", "20.0", "63.4", "6／6", "100.0", "100.0"]
    assert "市住建局" not in shown
    assert holds("peers", scope) == 12
    own = last_months(NOON, organ_ids=frozenset({city.organs["ju1"].pk}))
    assert list(words("peers", own)) == ["1局"]
    assert BY_CODE["peers"].behind(own, "due.jiaoyu") is None


def test_the_outlook_asks_as_much_for_many_cases_as_for_one(city, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)
    city.standard()
    client, person = Client(), city.people["city", Role.OVERSIGHT]
    person.password_changed_at = NOON
    person.save(update_fields=["password_changed_at"])
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")

    def asked() -> list[int]:
        counts = []
        for code in ("bottlenecks", "forecast", "peers"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/dashboard/panels/{code}/").status_code == 200
            counts.append(len(queries))
        return counts

    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), pk=1)
    asked()
    few = asked()
    for pk in range(2, 9):
        city.late("jiaoyu" if pk % 2 else "zhujian", "PUBLISH", date(2026, 3, 30), pk=pk)
        city.late("jiaoyu" if pk % 2 else "zhujian", "PUBLISH", date(2026, 5, 19), pk=100 + pk)
    assert asked() == few
