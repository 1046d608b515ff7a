"""What the system finds by itself, once; what people find; what the organ says to it."""

from datetime import date, datetime

import pytest

from assessment.problems import services
from assessment.problems.models import Problem
from assessment.problems.sources.fault import Source
from disclosure.catalogue.models import Regulation
from disclosure.monitoring.models import Finding
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed
from portal.notices.models import Notice
from tests.assessment.city import NOON

JUNE = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)


def found(source: str) -> list[tuple[str, str, date]]:
    rows = Problem.objects.filter(source=source).select_related("organ").order_by("occurred_on", "pk")
    return [(row.organ.code, row.title, row.occurred_on) for row in rows]


@pytest.mark.duty("S2-11.B1", "S3-7.5c")
def test_a_publication_that_came_late_is_found_without_anybody_reporting_it(city) -> None:
    # 20 working days from 2 April 2026 (with Qingming on the 6th) end on 30 April: 1 May is the first day it is late.
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1), closed=date(2026, 5, 8))
    services.collect(at=NOON)
    [(code, title, occurred)] = found("late_disclosure")
    assert (code, occurred) == ("jiaoyu", date(2026, 5, 1))
    assert title.startswith("关于做好学生资助工作的通知：")


def test_a_publication_in_time_is_no_problem(city) -> None:
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 20), closed=date(2026, 5, 8))
    assert services.collect(at=NOON) == []


@pytest.mark.duty("S2-11.B2")
def test_a_request_nobody_answered_is_found_while_it_still_waits(city) -> None:
    city.late("jiaoyu", "FOI_REPLY", date(2026, 4, 1))
    services.collect(at=NOON)
    assert [code for code, _, _ in found("late_request")] == ["jiaoyu"]


@pytest.mark.duty("S2-11.N2")
def test_the_same_problem_costs_once_however_often_it_is_looked_for(city) -> None:
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1))
    assert len(services.collect(at=NOON)) == 1
    assert services.collect(at=NOON) == []
    assert services.collect(at=JUNE) == []
    assert Problem.objects.count() == 1


@pytest.mark.duty("S2-11.N2")
def test_two_limits_of_one_explanation_are_one_problem(city) -> None:
    """Late after the issue and late after going online: one document without its explanation."""
    city.late("jiaoyu", "INTERPRET", date(2026, 4, 1))
    city.late("jiaoyu", "INTERPRET_ONLINE", date(2026, 4, 2))
    services.collect(at=NOON)
    assert len(found("late_disclosure")) == 1


def test_one_message_tells_the_organ_of_all_its_new_problems(city) -> None:
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1), pk=1)
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1), pk=2)
    services.collect(at=NOON)
    told = Notice.objects.filter(kind="assessment_problem")
    assert {notice.user.username for notice in told} == {"jiaoyu-head", "jiaoyu-disclosure_head"}
    assert {notice.subject_line for notice in told} == {"考评登记了2个问题：没有按时公开"}
    # Ten working days from 21 May 2026.
    assert "2026年6月4日以前提出" in told.first().body


@pytest.mark.duty("S2-11.C1")
def test_what_the_daily_check_of_the_website_found_counts(city) -> None:
    Finding.objects.create(
        kind="policy_stale",
        key="jiaoyu-policy",
        title="政策文件",
        organ=city.organs["jiaoyu"],
        opened_at=NOON,
        seen_at=NOON,
    )
    services.collect(at=NOON)
    assert [code for code, _, _ in found("stale_column")] == ["jiaoyu"]


@pytest.mark.duty("S2-11.A1", "S3-7.1b")
def test_a_post_that_is_free_for_more_than_thirty_days_is_found(city) -> None:
    seat = Appointment.objects.get(organ=city.organs["jiaoyu"], role=Role.HEAD)
    seat.ends_on = date(2026, 4, 30)
    seat.save(update_fields=["ends_on"])
    services.collect(at=NOON)
    assert found("no_leader") == []
    services.collect(at=JUNE)
    assert found("no_leader") == [("jiaoyu", "市教育局没有主要负责人", date(2026, 6, 1))]


@pytest.mark.duty("S1-2.a", "S1-2.b", "S1-2.c", "S1-2.d", "S1-2.e", "S1-2.f", "S1-2.g", "S1-2.h", "S2-11.A2", "S4-1.7d")
def test_each_of_the_eight_rules_of_procedure_that_is_missing_is_found(city) -> None:
    Regulation.objects.all().delete()
    services.collect(at=NOON)
    titles = {title for code, title, _ in found("no_regulation") if code == "zhujian"}
    assert titles == {
        "市住建局没有“主动公开”制度",
        "市住建局没有“依申请公开”制度",
        "市住建局没有“政务信息管理”制度",
        "市住建局没有“信息发布保密审查”制度",
        "市住建局没有“解读回应”制度",
        "市住建局没有“重大行政决策公众参与”制度",
        "市住建局没有“考核评议”制度",
        "市住建局没有“监督检查与责任追究”制度",
    }


def test_a_rule_of_the_city_holds_for_every_organ(city) -> None:
    services.collect(at=NOON)
    assert found("no_regulation") == []


def test_a_source_that_fails_is_no_empty_result_and_stops_no_other(city) -> None:
    def broken(_period):
        raise RuntimeError("no answer")

    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1))
    from assessment.problems.sources import SOURCES

    with pytest.raises(ExceptionGroup, match="could not all be collected"):
        services.collect(at=NOON, sources=(Source("broken", "坏的来源", broken), *SOURCES))
    assert len(found("late_disclosure")) == 1


@pytest.mark.duty("S2-11.7a", "S2-11.7b")
def test_what_people_find_names_its_way_and_its_rule(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a", way="unannounced", title="窗口没有公开办事流程图")
    assert (problem.get_way_display(), problem.rule, problem.year) == ("明查暗访", "C2a", 2026)
    assert problem.article == "考核评定标准C2a：一项内容没有公开"


def test_only_the_office_notes_problems(city) -> None:
    city.standard()
    with pytest.raises(NotAllowed):
        services.note_problem(
            organ=city.organs["zhujian"], rule="C2a", values={}, **city.as_("jiaoyu", Role.DISCLOSURE_HEAD)
        )


@pytest.mark.duty("S2-11.N2")
def test_a_second_problem_of_the_same_day_and_rule_must_say_why_it_is_another(city) -> None:
    city.standard()
    city.noted("jiaoyu", "C2a")
    with pytest.raises(InvalidInput) as refused:
        city.noted("jiaoyu", "C2a", title="窗口没有工作职责")
    assert list(refused.value.messages) == ["difference"]
    city.noted("jiaoyu", "C2a", title="窗口没有工作职责", difference="上一个说的是流程图")
    assert Problem.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "rule", "field"),
    [
        ({"occurred_on": date(2026, 5, 22)}, "C2a", "occurred_on"),
        ({"title": ""}, "C2a", "title"),
        ({"way": "system"}, "C2a", "way"),
        ({}, "Z9", "rule"),
        ({"occurred_on": date(2025, 5, 20)}, "C2a", "rule"),
    ],
)
def test_bad_input_is_refused_at_its_field(city, values, rule, field) -> None:
    city.standard()
    with pytest.raises(InvalidInput) as refused:
        city.noted("jiaoyu", rule, **values)
    assert list(refused.value.messages) == [field]
    assert not Problem.objects.exists()


def test_an_organ_objects_and_the_office_decides_with_reasons(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    services.contest(problem, reason="当天窗口在装修。", **city.as_("jiaoyu", Role.DISCLOSURE_HEAD))
    assert Problem.objects.counted().count() == 1  # counts until it is decided
    with pytest.raises(DomainError):
        services.lift(problem, reason=" ", **city.office())
    services.lift(problem, reason="装修属实，有告示。", **city.office())
    assert Problem.objects.counted().count() == 0
    assert (problem.objection, problem.decision) == ("当天窗口在装修。", "装修属实，有告示。")


def test_whoever_noted_a_problem_does_not_uphold_it(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    services.contest(problem, reason="不属实。", **city.as_("jiaoyu", Role.HEAD))
    with pytest.raises(NotAllowed, match="登记问题的人"):
        services.uphold(problem, reason="属实。", **city.office())


def test_an_objection_after_its_period_is_refused(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    late = datetime(2026, 6, 5, 9, 0, tzinfo=SHANGHAI)
    with pytest.raises(Blocked, match="6月4日"):
        services.contest(problem, reason="不属实。", **city.as_("jiaoyu", Role.HEAD, late))


def test_another_organ_neither_sees_nor_contests_it(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    stranger = city.as_("zhujian", Role.HEAD)
    assert not Problem.objects.visible_to(stranger["actor"]).exists()
    assert Problem.objects.visible_to(city.as_("jiaoyu", Role.HEAD)["actor"]).exists()
    with pytest.raises(NotAllowed):
        services.contest(problem, reason="不属实。", **stranger)


@pytest.mark.duty("S2-11.N2")
def test_a_problem_found_twice_is_merged_and_costs_once(city) -> None:
    city.standard()
    first, second = city.noted("jiaoyu", "C2a"), city.noted("jiaoyu", "B1a", title="同一张流程图")
    services.merge(second, into=first, reason="同一张流程图。", **city.office())
    assert list(Problem.objects.counted()) == [first]
    with pytest.raises(DomainError, match="已经不计"):
        services.merge(first, into=second, reason="反过来。", **city.office())


def test_only_problems_of_one_organ_are_merged(city) -> None:
    city.standard()
    with pytest.raises(DomainError, match="同一单位"):
        services.merge(city.noted("jiaoyu", "C2a"), into=city.noted("zhujian", "C2a"), reason="一样。", **city.office())
