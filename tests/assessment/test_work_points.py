"""要点: issued to the organs with a clock each, reported with evidence, checked by the office, late ones a problem."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.workpoints import services
from assessment.workpoints.models import TaskFile, TaskShare, WorkPlan
from assessment.workpoints.reform import move_open_rows
from assessment.workpoints.selectors import board
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from tests.assessment.city import NOON

JULY_1 = datetime(2026, 7, 1, 9, 0, tzinfo=SHANGHAI)
PROOF = [("清单.txt", ContentFile("应公开事项清单".encode()))]


def drafted(city, due_on: date = date(2026, 6, 30)) -> WorkPlan:
    plan = services.draft_plan(year=2026, values={"title": "临江市2026年政务公开工作要点"}, **city.office())
    services.add_task(
        plan,
        values={"title": "加强社会公益事业建设领域信息公开", "demand": "梳理应公开事项。", "due_on": due_on},
        lead=city.organs["jiaoyu"],
        responsible=[city.organs["zhujian"], city.organs["jiaoyu"]],
        **city.office(),
    )
    return plan


def issued(city) -> WorkPlan:
    return services.issue(drafted(city), **city.leader())


def share_of(code: str) -> TaskShare:
    return TaskShare.objects.get(organ__code=code)


def reported(city, code: str = "jiaoyu") -> TaskShare:
    return services.report(share_of(code), text="清单已经公开。", uploads=PROOF, **city.as_(code, Role.HEAD))


def period(share: TaskShare) -> Deadline:
    return Deadline.objects.get(rule="WORK_TASK", subject_id=share.pk, key=str(share.round))


@pytest.mark.duty("S3-2.6d")
def test_every_organ_has_its_share_with_a_clock_to_the_day_the_task_is_due(city) -> None:
    issued(city)
    assert {share.organ.code: share.leads for share in TaskShare.objects.all()} == {"jiaoyu": True, "zhujian": False}
    assert {period(share).due_on for share in TaskShare.objects.all()} == {date(2026, 6, 30)}
    told = set(Notice.objects.filter(kind="work_plan").values_list("user__username", flat=True))
    assert told == {f"{code}-{role}" for code in ("jiaoyu", "zhujian") for role in ("head", "disclosure_head")}


def test_a_plan_is_issued_by_another_person_with_tasks_whose_day_is_to_come(city) -> None:
    plan = services.draft_plan(year=2026, values={"title": "要点"}, **city.office())
    with pytest.raises(NotAllowed):
        services.issue(plan, **city.office())
    with pytest.raises(Blocked, match="还没有一项任务"):
        services.issue(plan, **city.leader())
    values = {"title": "任务", "demand": "要求", "due_on": date(2026, 5, 21)}
    task = services.add_task(plan, values=values, lead=city.organs["jiaoyu"], responsible=[], **city.office())
    with pytest.raises(Blocked, match="任务1的完成日期应当在今天以后"):
        services.issue(plan, **city.leader())
    services.take_out_task(plan, task=task, reason="已经做完", **city.office())
    assert plan.tasks.count() == 0


def test_a_year_has_one_plan_and_a_task_lies_in_it_and_has_somebody_to_do_it(city) -> None:
    plan = drafted(city)
    with pytest.raises(InvalidInput, match="2026年的要点已经有了"):
        services.draft_plan(year=2026, values={"title": "又一份"}, **city.office())
    values = {"title": "任务", "demand": "要求", "due_on": date(2027, 1, 5)}
    with pytest.raises(InvalidInput, match="2026年里的日期"):
        services.add_task(plan, values=values, lead=city.organs["jiaoyu"], responsible=[], **city.office())
    values["due_on"] = date(2026, 12, 20)
    with pytest.raises(InvalidInput, match="牵头单位或者责任单位"):
        services.add_task(plan, values=values, lead=None, responsible=[], **city.office())


def test_an_issued_plan_is_changed_no_more(city) -> None:
    plan = issued(city)
    values = {"title": "任务", "demand": "要求", "due_on": date(2026, 12, 20)}
    with pytest.raises(StaleState):
        services.add_task(plan, values=values, lead=city.organs["jiaoyu"], responsible=[], **city.office())


def test_an_organ_reports_with_evidence_and_the_office_closes_it(city) -> None:
    issued(city)
    share = share_of("jiaoyu")
    with pytest.raises(InvalidInput, match="要附佐证材料"):
        services.report(share, text="做完了。", uploads=[], **city.as_("jiaoyu", Role.HEAD))
    with pytest.raises(NotAllowed):
        services.report(share, text="做完了。", uploads=PROOF, **city.as_("zhujian", Role.HEAD))
    share = reported(city)
    assert (period(share).outcome, TaskFile.objects.get().file.name) == ("done", "清单.txt")
    with pytest.raises(NotAllowed):
        services.accept(share, reason="看过了", **city.as_("jiaoyu", Role.HEAD))
    services.accept(share, reason="看了网站，属实。", **city.office())
    assert (share.state, list(share.notes.values_list("kind", flat=True))) == ("done", ["answer", "report"])


def test_what_is_sent_back_goes_on_under_a_new_clock(city) -> None:
    issued(city)
    share = services.send_back(reported(city), reason="没有写公开方式", **city.office())
    assert (share.state, share.round, period(share).due_on) == ("underway", 2, date(2026, 6, 30))


@pytest.mark.duty("S3-7.2")
def test_a_task_that_is_late_is_a_problem_of_the_organ_once(city) -> None:
    city.standard()
    issued(city)
    services.accept(reported(city), reason="属实", **city.office())
    for _ in range(2):
        problems.collect(at=JULY_1)
    found = Problem.objects.filter(source="late_task")
    assert [(row.organ.code, row.occurred_on) for row in found] == [("zhujian", date(2026, 7, 1))]
    assert [(row.done, row.late, row.words) for row in board(WorkPlan.objects.get(), JULY_1.date())] == [
        (1, True, "逾期")
    ]


def test_the_office_urges_and_the_organ_writes_how_far_it_is(city) -> None:
    issued(city)
    share = share_of("zhujian")
    with pytest.raises(NotAllowed):
        services.urge(share, text="请加快。", **city.as_("zhujian", Role.HEAD))
    services.urge(share, text="请一周内报进展。", **city.office())
    told = Notice.objects.filter(kind="work_task", subject_line__startswith="督办")
    assert {row.user.username for row in told} == {"zhujian-head", "zhujian-disclosure_head"}
    services.note_progress(share, text="分工印发了。", uploads=[], **city.as_("zhujian", Role.HANDLER))
    assert list(share.notes.values_list("kind", flat=True)) == ["progress", "urge"]


def test_an_organ_sees_its_own_share_and_the_lead_all_of_its_task(city) -> None:
    issued(city)
    seen = {
        code: TaskShare.objects.visible_to(city.as_(code, Role.HEAD)["actor"]).count()
        for code in ("jiaoyu", "zhujian", "cuihu")
    }
    assert seen == {"jiaoyu": 2, "zhujian": 1, "cuihu": 0}


def test_the_heir_of_an_organ_does_what_it_left_undone(city) -> None:
    issued(city)
    estate = Succession(source=city.organs["zhujian"], heir=city.organs["cuihu"], on=date(2026, 5, 21), **city.office())
    assert len(move_open_rows(estate)) == 1
    assert share_of("cuihu").leads is False


def test_the_board_and_the_bars_say_who_has_done_what(client, city) -> None:
    plan = issued(city)
    client.force_login(city.people["jiaoyu", Role.HEAD])
    page = client.get(f"/admin/assessment/workplan/{plan.pk}/change/").content.decode()
    assert [words for words in ("共1项，完成0项", "市住建局") if words not in page] == []
    bars = client.get(f"/admin/assessment/workplan/{plan.pk}/change/?tab=bars").content.decode()
    assert 'role="img" aria-label="6月30日以前完成' in bars


def test_tasks_of_a_board_cost_no_more_queries(city, django_assert_num_queries) -> None:
    plan = drafted(city)
    for _ in range(3):
        values = {"title": "又一项", "demand": "要求", "due_on": date(2026, 12, 20)}
        services.add_task(plan, values=values, lead=None, responsible=[city.organs["jiaoyu"]], **city.office())
    services.issue(plan, **city.leader())
    with django_assert_num_queries(4):
        rows = board(plan, NOON.date())
    assert [len(row.shares) for row in rows] == [2, 1, 1, 1]
