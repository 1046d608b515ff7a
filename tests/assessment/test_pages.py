"""The staff pages of the assessment, as each role sees them."""

from datetime import date

import pytest
from django.test import Client

from assessment.problems.models import Problem
from assessment.scoring.models import Assessment
from assessment.standards import services as standards
from assessment.standards.models import Standard
from portal.accounts.states import Role
from tests.assessment.city import NOON


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


def test_every_number_of_a_score_leads_to_its_problems(city, desk) -> None:
    city.standard()
    city.noted("jiaoyu", "C2a", title="窗口没有公开办事流程图")
    row = city.opened()["jiaoyu"]
    page = desk("jiaoyu", Role.HEAD).get(f"/admin/assessment/assessment/{row.pk}/change/").content.decode()
    assert "一项内容没有公开：1个" in page
    list_page = "/admin/assessment/assessment/board/2026/jiaoyu/?of=C2a"
    assert list_page in page
    found = desk("jiaoyu", Role.HEAD).get(list_page)
    assert [problem.title for problem in found.context["page"].object_list] == ["窗口没有公开办事流程图"]
    assert desk("zhujian", Role.HEAD).get(list_page).status_code == 404


def test_a_past_day_is_shown_as_it_was(city, desk) -> None:
    city.standard()
    city.noted("jiaoyu", "C2a")
    row = city.opened()["jiaoyu"]
    client = desk("city", Role.OVERSIGHT)
    address = f"/admin/assessment/assessment/{row.pk}/change/"
    assert "截至2026年5月20日的得分" in client.get(f"{address}?on=2026-05-20").content.decode()
    then = client.get(f"{address}?on=2026-05-20").context["score"].total
    assert (then, client.get(address).context["score"].total) == (100, 99)
    assert client.get(f"{address}?on=2026-13-45").context["on"] is None


def test_the_board_ranks_everybody_for_the_office_alone(city, desk) -> None:
    city.standard()
    city.many("cuihu", "B2a", 4)
    page = desk("city", Role.OVERSIGHT).get("/admin/assessment/assessment/board/2026/")
    assert [(row.organ.short_name, row.rank) for row in page.context["rows"]][-1] == ("翠湖街道", 4)
    assert desk("jiaoyu", Role.HEAD).get("/admin/assessment/assessment/board/2026/").status_code == 403
    assert "还没有施行" in desk("city", Role.OVERSIGHT).get("/admin/assessment/assessment/board/2025/").content.decode()


def test_a_trial_shows_all_scores_and_changes_nothing(city, desk) -> None:
    city.standard()
    city.many("cuihu", "B2a", 4)
    client = desk("city", Role.OVERSIGHT)
    empty = client.get("/admin/assessment/assessment/trial/2026/")
    values = {name: field.value() for name, field in ((f.name, f) for f in empty.context["form"])} | {"points_B2a": "3"}
    values = {name: value for name, value in values.items() if value is not None and value is not False}
    page = client.get("/admin/assessment/assessment/trial/2026/", values)
    lines = {
        then.organ.code: (now.score.total, then.score.total, change) for then, now, change in page.context["lines"]
    }
    assert lines["cuihu"] == (96, 88, -8)
    assert next(rule for rule in Standard.objects.get().rules() if rule.code == "B2a").points == 1
    wrong = client.get("/admin/assessment/assessment/trial/2026/", values | {"points_B2a": "300"})
    assert "应当在0.1到100之间" in wrong.content.decode()


def test_a_problem_is_contested_and_decided_on_its_pages(city, desk) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    address = f"/admin/assessment/problem/{problem.pk}/change/act/contest/"
    organ = desk("jiaoyu", Role.DISCLOSURE_HEAD)
    form = organ.get(address)
    sent = {"version": form.context["revision"], "seen": form.context["seen"], "reason": "当天窗口在装修。"}
    assert organ.post(address, sent).status_code == 302
    problem.refresh_from_db()
    assert problem.get_state_display() == "有异议，待裁定"
    assert desk("zhujian", Role.HEAD).get(f"/admin/assessment/problem/{problem.pk}/change/").status_code == 404


def test_an_organ_assesses_itself_item_by_item(city, desk) -> None:
    city.standard()
    row = city.opened()["jiaoyu"]
    address = f"/admin/assessment/assessment/{row.pk}/change/act/assess_itself/"
    client = desk("jiaoyu", Role.HEAD)
    form = client.get(address)
    points = {f"own_{item.code}": item.points for item in Standard.objects.get().criteria.all()}
    sent = {"version": form.context["revision"], "seen": form.context["seen"], "summary": "全年按目录公开。"} | points
    refused = client.post(address, sent | {"own_A1": "3.5"})
    assert "A1自评分应当在0到3之间" in refused.content.decode()
    assert client.post(address, sent).status_code == 302
    assert Assessment.objects.get(pk=row.pk).self_points["B1"] == "30.0"


def test_the_office_notes_a_problem_on_its_page(city, desk) -> None:
    city.standard()
    client = desk("city", Role.OVERSIGHT)
    given = {
        "organ": city.organs["jiaoyu"].pk,
        "occurred_on": date(2026, 5, 20),
        "title": "窗口没有公开办事流程图",
        "facts": "现场查看。",
        "way": "on_site",
        "rule": "C2a",
    }
    assert client.post("/admin/assessment/problem/start/note_problem/", given).status_code == 302
    again = client.post("/admin/assessment/problem/start/note_problem/", given)
    assert "同一个问题不重复扣分" in again.content.decode()
    assert Problem.objects.count() == 1


def test_everybody_finds_what_is_theirs_in_the_queue(city, desk) -> None:
    standards.open_year(year=2026, basis="考评规定", **city.office())
    city.standard(2025)
    city.opened(2025)
    assert "总结和自评" in desk("jiaoyu", Role.HEAD).get("/admin/").content.decode()
    assert "批准施行" in desk("city", Role.OFFICE_APPROVER).get("/admin/").content.decode()
    assert desk("jiaoyu", Role.HANDLER).get("/admin/").status_code == 200
