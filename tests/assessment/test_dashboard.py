"""The leadership page and 公开情况: each number is what its list shows, for those who may see it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.measures import ledger
from assessment.measures.catalogue import MEASURES
from assessment.measures.figures import Kept, tally
from assessment.measures.scope import last_months
from assessment.problems import services as problems
from assessment.problems.models import Problem
from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from tests.assessment.city import NOON

LIST = "/dashboard/cases/"


@pytest.fixture
def desk(city, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)

    def sign_in(code: str, role: str) -> Client:
        client = Client()
        person = city.people[code, role]
        person.password_changed_at = NOON
        person.save(update_fields=["password_changed_at"])
        client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return sign_in


@pytest.fixture
def ledger_of_the_city(city):
    """市教育局: six documents due on 29 April, one of them published late, one never; 市住建局: two kept. An
    explanation of 市教育局 ends tomorrow."""
    for pk in range(1, 5):
        city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=pk)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 5, 6), pk=5)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), pk=6)
    for pk in (7, 8):
        city.late("zhujian", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=pk)
    city.late("jiaoyu", "INTERPRET", date(2026, 5, 19), pk=9)


def test_the_last_day_is_kept_and_the_day_after_is_late(city) -> None:
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=1)
    last = Deadline.objects.get().due_on
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=last, pk=2)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=last + timedelta(days=1), pk=3)
    scope = last_months(NOON)
    assert list(ledger.late(scope).values_list("subject_id", flat=True)) == [3]
    assert tally(scope).total == Kept(3, 1)


@pytest.mark.parametrize(
    ("kept", "rate"),
    [
        (Kept(), None),
        (Kept(6, 2), Decimal("66.7")),
        (Kept(5, 0), Decimal("100.0")),
        (Kept(5000, 1), Decimal("99.9")),
    ],
)
def test_a_rate_is_never_rounded_up_to_a_hundred(kept, rate) -> None:
    assert kept.rate == rate


@pytest.mark.duty("S1-1.3")
def test_every_number_of_the_page_is_the_length_of_its_list(ledger_of_the_city, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    board = client.get("/dashboard/").context["board"]
    shown = {
        code: client.get(LIST, {"measure": code}).context["page"].paginator.count
        for code in ("overdue", "ending_soon", "running", "waiting", "due", "late")
    }
    assert shown == {"overdue": 1, "ending_soon": 1, "running": 2, "waiting": 0, "due": 8, "late": 2}
    assert (board.total, board.counts) == (Kept(8, 2), {code: shown[code] for code in board.counts})
    cells = {(row.organ.code, cell.duty.code): cell.kept for row in board.rows for cell in row.cells if cell.kept.due}
    assert cells == {("jiaoyu", "disclosure"): Kept(6, 2), ("zhujian", "disclosure"): Kept(2, 0)}
    for (organ, duty), kept in cells.items():
        asked = {"organ": organ, "duty": duty}
        found = [
            client.get(LIST, asked | {"measure": code}).context["page"].paginator.count for code in ("due", "late")
        ]
        assert found == [kept.due, kept.late]
    assert {cell.duty.code: cell.kept for cell in board.duties if cell.kept.due} == {"disclosure": Kept(8, 2)}
    assert len(board.chart.rows) == 12
    for _, url, (ended, *_) in board.chart.rows:
        assert client.get(url).context["page"].paginator.count == int(ended)


def test_what_is_late_here_costs_points_there(ledger_of_the_city, city) -> None:
    city.standard()
    problems.collect(at=NOON)
    counted = set(Problem.objects.filter(source="late_disclosure").values_list("subject_id", flat=True))
    assert counted == set(ledger.late(last_months(NOON)).values_list("subject_id", flat=True)) == {5, 6}


@pytest.mark.duty("S1-1.3")
def test_a_head_sees_the_own_organ_alone(ledger_of_the_city, desk) -> None:
    client = desk("zhujian", Role.HEAD)
    board = client.get("/dashboard/").context["board"]
    assert [row.organ.code for row in board.rows] == ["zhujian"]
    assert board.counts["overdue"] == 0
    assert client.get(LIST, {"measure": "due", "organ": "jiaoyu"}).status_code == 404
    assert desk("zhujian", Role.HANDLER).get("/dashboard/").status_code == 403


def test_the_page_asks_as_much_for_many_cases_as_for_one(city, desk) -> None:
    client = desk("city", Role.OVERSIGHT)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), pk=1)
    client.get("/dashboard/")
    with CaptureQueriesContext(connection) as one:
        client.get("/dashboard/")
    for pk in range(2, 5):
        city.late("zhujian" if pk % 2 else "cuihu", "PUBLISH", date(2026, 3, 30), pk=pk)
    with CaptureQueriesContext(connection) as many:
        client.get("/dashboard/")
    assert len(many) == len(one)


def test_the_public_reads_no_small_number_and_cannot_subtract_one(ledger_of_the_city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    page = client.get("/performance/")
    assert page.context["total"] == Kept(6, 2)
    assert [row.organ.code for row in page.context["rows"]] == ["jiaoyu"]
    assert "另有1个机关每项任务到期的都少于5件，没有列出。" in page.content.decode()
    organs = {row["code"]: row["duties"] for row in client.get("/performance/on-time.json").json()["organs"]}
    assert organs == {
        "jiaoyu": {"disclosure": {"due": 6, "late": 2, "rate": 66.7}},
        "zhujian": {"disclosure": None},
    }
    lines = client.get("/performance/on-time.csv").getvalue().decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        '"临江市教育局","主动公开","6","2","66.7"',
        '"临江市住房和城乡建设局","主动公开","少于5件","少于5件","少于5件"',
    ]


def test_no_title_of_a_case_is_public(ledger_of_the_city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    pages = [client.get(f"/performance/{name}") for name in ("", "methods/", "on-time.json", "on-time.csv")]
    assert not any("学生资助" in page.getvalue().decode() for page in pages)


def test_the_page_of_methods_names_every_number(client, db) -> None:
    page = client.get("/performance/methods/").content.decode()
    assert [measure.name for measure in MEASURES if measure.definition not in page] == []
