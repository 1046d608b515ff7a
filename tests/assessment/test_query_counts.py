"""Lists and case pages of the assessment cost the same for one row and for several."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessment.accountability import services as accountability
from assessment.accountability.models import Accountability
from assessment.inspection import services as inspection
from assessment.problems import services as problems
from assessment.rectification import services as rectification
from assessment.supervision import services as supervision
from assessment.supervision.models import Supervisor
from assessment.workpoints import services as workpoints
from portal.accounts.models import Organ
from portal.accounts.states import Role
from tests.assessment.city import NOON, City
from tests.assessment.test_accountability import investigated, lead, named
from tests.assessment.test_complaints import complain
from tests.assessment.test_supervision import CANDIDATE, NOTE, TERM, TRAINED

CODES = ("jiaoyu", "zhujian", "cuihu")
FILE = ("大厅.txt", ContentFile("大厅".encode()))


@pytest.fixture
def town(city, settings, time_machine) -> City:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)
    Organ.objects.filter(code="city").update(number_code="临政发")
    city.standard()
    return city


def desk(town: City, role: Role) -> Client:
    client, person = Client(), town.people["city", role]
    person.password_changed_at = NOON
    person.save(update_fields=["password_changed_at"])
    client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
    return client


def cost(client: Client, address: str) -> int:
    client.get(address)  # what is kept for the next page is kept by now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def noted(town: City, code: str, count: int, first: int = 0) -> list[Any]:
    return [
        town.noted(code, "C2a", title=f"第{number}个", occurred_on=date(2026, 5, 20) - timedelta(days=number))
        for number in range(first, first + count)
    ]


def one_problem(town: City, turn: int) -> Any:
    return noted(town, CODES[turn], 1)[0]


def one_score(town: City, turn: int) -> Any:
    noted(town, CODES[turn], 1)
    return town.opened()[CODES[turn]] if turn == 0 else None


def one_notice(town: City, turn: int) -> Any:
    noted(town, CODES[turn], 1)
    [row] = rectification.draft(origin="person", organ=town.organs[CODES[turn]], values={}, **town.office())
    return rectification.issue(row, **town.office())


def one_criticism(town: City, turn: int) -> Any:
    one_notice(town, turn)
    rectification.propose_criticism(at=NOON + timedelta(days=60))
    return town.organs[CODES[turn]].criticisms.get()


def one_check(town: City, turn: int) -> Any:
    given = {"title": f"第{turn}次", "way": "on_site", "announced": True, "scope": "看窗口。"}
    return inspection.start(organs=1 + turn, pages=0, seed="b7", values=given, **town.office())


def one_line(town: City, turn: int) -> Any:
    return one_check(town, turn).lines.first()


def one_complaint(town: City, turn: int) -> Any:
    return complain(CODES[turn]).row


def one_supervisor(town: City, turn: int) -> Supervisor:
    row = supervision.register_candidate(values=CANDIDATE | {"name": f"赵{turn}"}, **town.office())
    supervision.train(row, values=TRAINED, **town.office())
    return supervision.appoint(row, values=TERM, **town.office())


def one_note(town: City, turn: int) -> Any:
    given = {"organ": town.organs[CODES[turn]], "values": NOTE, "uploads": (), "token": f"{turn}" * 43}
    return supervision.file_note(one_supervisor(town, turn), **given, at=NOON)


def one_case(town: City, turn: int) -> Accountability:
    return lead(town, CODES[turn])


def one_plan(town: City, turn: int, first: int = 2025) -> Any:
    plan = workpoints.draft_plan(year=first + turn, values={"title": f"第{turn}年要点"}, **town.office())
    return with_tasks(town, plan, 1)


def one_share(town: City, turn: int) -> Any:
    if turn == 2:  # no plan is drawn up two years ahead
        return None
    return workpoints.issue(one_plan(town, turn, first=2026), **town.leader()).tasks.get().shares.first()


def with_tasks(town: City, plan: Any, count: int) -> Any:
    values = {"title": "一项", "demand": "要求", "due_on": date(plan.year, 12, 20)}
    for _ in range(count):
        responsible = [town.organs[code] for code in CODES[1:]]
        workpoints.add_task(plan, values=values, lead=town.organs["jiaoyu"], responsible=responsible, **town.office())
    return plan


ROWS: dict[str, tuple[Callable[[City, int], Any], Role]] = {
    "problem": (one_problem, Role.OVERSIGHT),
    "assessment": (one_score, Role.OVERSIGHT),
    "rectification": (one_notice, Role.OVERSIGHT),
    "criticism": (one_criticism, Role.OVERSIGHT),
    "inspection": (one_check, Role.OVERSIGHT),
    "checkline": (one_line, Role.OVERSIGHT),
    "complaint": (one_complaint, Role.OVERSIGHT),
    "supervisor": (one_supervisor, Role.OVERSIGHT),
    "patrolnote": (one_note, Role.OVERSIGHT),
    "accountability": (one_case, Role.DISCIPLINE),
    "workplan": (one_plan, Role.OVERSIGHT),
    "taskshare": (one_share, Role.OVERSIGHT),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_longer_list_costs_no_more(town, name) -> None:
    make, role = ROWS[name]
    client, address = desk(town, role), f"/admin/assessment/{name}/"
    make(town, 0)
    before = cost(client, address)
    make(town, 1)
    make(town, 2)
    assert cost(client, address) == before


# --- case pages, with more of what they show ------------------------------------------------------------

Fuller = tuple[Any, Callable[[], object]]
"""A case, and what puts more on its page."""


def problem_with_more(town: City) -> Fuller:
    row = problems.note_with_evidence(
        organ=town.organs["jiaoyu"],
        rule="C2a",
        values={"way": "on_site", "title": "没有流程图", "facts": "现场看。", "occurred_on": date(2026, 5, 20)},
        uploads=[FILE],
        **town.office(),
    )
    return row, lambda: problems.add_evidence(row, uploads=[FILE, FILE], **town.office())


def score_with_more(town: City) -> Fuller:
    noted(town, "jiaoyu", 1)
    return town.opened()["jiaoyu"], lambda: noted(town, "jiaoyu", 4, first=5)


def notice_with_more(town: City) -> Fuller:
    noted(town, "jiaoyu", 3)
    [row] = rectification.draft(origin="person", organ=town.organs["jiaoyu"], values={}, **town.office())
    rectification.issue(row, **town.office())
    head = town.as_("jiaoyu", Role.DISCLOSURE_HEAD)
    rectification.answer(row, text="改好了。", uploads=[FILE], **head)

    def again() -> None:
        for reason in ("还差一张。", "再看。"):
            rectification.repeat(row, reason=reason, **town.leader())
            rectification.answer(row, text="都改好了。", uploads=[FILE, FILE], **head)

    rectification.repeat(row, reason="没有改好。", **town.leader())
    rectification.answer(row, text="改好了。", uploads=[FILE], **head)
    return row, again


def check_with_more(town: City) -> Fuller:
    row = inspection.start(
        organs=1,
        pages=0,
        seed="b7",
        values={"title": "抽查", "way": "on_site", "announced": False, "scope": ""},
        **town.office(),
    )
    lines = list(row.lines.select_related("organ", "inspection", "target"))
    inspection.pass_line(lines[0], **town.office())
    return row, lambda: [inspection.pass_line(line, **town.office()) for line in lines[1:4]]


def supervisor_with_more(town: City) -> Fuller:
    row = one_supervisor(town, 0)

    def more() -> None:
        for number, code in enumerate(CODES):
            given = {"organ": town.organs[code], "values": NOTE, "uploads": (), "token": f"{number}" * 43}
            supervision.file_note(row, **given, at=NOON)

    more_once = {"organ": town.organs["yizhong"], "values": NOTE, "uploads": (), "token": "y" * 43}
    supervision.file_note(row, **more_once, at=NOON)
    return row, more


def case_with_more(town: City) -> Fuller:
    row = investigated(town)
    named(town, row)

    def more() -> None:
        who = town.as_("city", Role.DISCIPLINE)
        accountability.add_evidence(row, shows="审批单", uploads=[FILE, FILE], **who)
        for part, name in (("handler", "孙科员"), ("unit", "")):
            named(town, row, part, name)

    return row, more


def plan_with_more(town: City) -> Fuller:
    row = one_plan(town, 0)
    return row, lambda: with_tasks(town, row, 3)


CASES: dict[str, tuple[Callable[[City], Fuller], Role]] = {
    "problem": (problem_with_more, Role.OVERSIGHT),
    "assessment": (score_with_more, Role.OVERSIGHT),
    "rectification": (notice_with_more, Role.OVERSIGHT),
    "inspection": (check_with_more, Role.OVERSIGHT),
    "supervisor": (supervisor_with_more, Role.OVERSIGHT),
    "accountability": (case_with_more, Role.DISCIPLINE),
    "workplan": (plan_with_more, Role.OVERSIGHT),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fuller_case_costs_no_more(town, name) -> None:
    make, role = CASES[name]
    row, more = make(town)
    client, address = desk(town, role), f"/admin/assessment/{name}/{row.pk}/change/"
    before = cost(client, address)
    more()
    assert cost(client, address) == before


@pytest.mark.parametrize("address", ["board/2026/", "board/2026/jiaoyu/", "board/2026/jiaoyu/?of=C2a"])
def test_the_board_and_what_is_behind_it_cost_no_more(town, address) -> None:
    client, address = desk(town, Role.OVERSIGHT), f"/admin/assessment/assessment/{address}"
    noted(town, "jiaoyu", 1)
    before = cost(client, address)
    noted(town, "jiaoyu", 3, first=3)
    noted(town, "zhujian", 2)
    assert cost(client, address) == before
