"""The score of a year: step by step, frozen, corrected by numbered errata, replayed for any day."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessment.demonstration import services as demonstration
from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.scoring import selectors, services
from assessment.scoring.models import Assessment, Erratum
from assessment.standards import services as standards
from assessment.standards.models import Standard
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from tests.assessment.city import NOON
from tests.assessment.demonstrating import named

DAY = timedelta(days=1)

LATER = datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI)


def total(city, code: str, at: datetime = NOON) -> Decimal:
    standard = Standard.objects.with_marks().get(year=2026)
    return selectors.scores(standard, [city.organs[code]], at=at)[city.organs[code].pk].total


@pytest.mark.duty("S0-10.0")
def test_the_score_follows_from_the_problems(city) -> None:
    """B2: two late requests; C2: three things not shown; A2 four times, of 3 points."""
    city.standard()
    city.many("jiaoyu", "B2a", 2)
    city.many("jiaoyu", "C2a", 3)
    city.many("jiaoyu", "A2a", 4)
    assert total(city, "jiaoyu") == Decimal(92)
    assert total(city, "zhujian") == Decimal(100)


@pytest.mark.duty("S2-11.A4")
def test_a_unit_that_lost_points_costs_the_organ_above_it_one_however_many_it_lost(city) -> None:
    city.standard()
    city.many("yizhong", "B1a", 5)
    assert total(city, "yizhong") == Decimal(95)
    assert total(city, "jiaoyu") == Decimal(99)


def test_what_the_system_found_counts_under_the_rule_of_its_source(city) -> None:
    city.standard()
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1))
    city.late("jiaoyu", "FOI_REPLY", date(2026, 4, 1), pk=2)
    problems.collect(at=NOON)
    assert total(city, "jiaoyu") == Decimal(98)


@pytest.mark.duty("S2-11.8a", "S2-11.8b", "S2-11.3")
def test_the_organ_judges_itself_first_then_the_office_then_the_leading_group(city) -> None:
    city.standard()
    row = city.opened()["jiaoyu"]
    with pytest.raises(StaleState):
        services.propose(row, values={"opinion": "好。", "fraud": 0, "fraud_facts": ""}, **city.office())
    row = city.proposed(row)
    with pytest.raises(NotAllowed):
        services.approve(row, **city.as_("jiaoyu", Role.HEAD))
    services.approve(row, **city.leader())
    assert (row.get_state_display(), row.total, row.get_grade_display()) == ("已审定", Decimal(100), "优秀")
    assert len(row.digest) == 64


@pytest.mark.duty("S2-11.2", "S2-11.6")
def test_everybody_who_is_assessed_is_once_a_year_and_the_office_has_until_the_end_of_it(city) -> None:
    city.standard()
    assert set(city.opened()) == {"jiaoyu", "zhujian", "cuihu", "yizhong"}
    with pytest.raises(DomainError, match="已经全部启动"):
        city.opened()
    [clock] = Deadline.objects.filter(rule="ANNUAL_ASSESSMENT")
    assert (clock.due_on, clock.outcome) == (date(2026, 12, 31), "")
    for row in Assessment.objects.all():
        city.approved(row)
    clock.refresh_from_db()
    assert clock.outcome == "done"


def test_an_open_objection_stops_the_proposal(city) -> None:
    city.standard()
    row = city.opened()["jiaoyu"]
    problem = city.noted("jiaoyu", "C2a")
    problems.contest(problem, reason="不属实。", **city.as_("jiaoyu", Role.HEAD))
    with pytest.raises(Blocked, match="1个异议"):
        city.proposed(row)
    problems.lift(problem, reason="查过，不属实。", **city.office())
    row.refresh_from_db()
    given = {"opinion": "好。", "fraud": 0, "fraud_facts": ""}
    assert services.propose(row, values=given, **city.office()).state == "proposed"


@pytest.mark.parametrize(("fraud", "facts"), [("1", "改了日期"), ("5.5", "改了日期"), ("3", ""), ("0", "没有")])
@pytest.mark.duty("S2-11.12")
def test_falsehood_costs_two_to_five_points_with_what_it_was(city, fraud, facts) -> None:
    city.standard()
    row = city.opened()["jiaoyu"]
    with pytest.raises(InvalidInput):
        city.proposed(row, fraud=fraud, fraud_facts=facts)


@pytest.mark.duty("S2-11.12")
def test_falsehood_is_taken_off_the_sum(city) -> None:
    city.standard()
    assert city.approved(city.opened()["jiaoyu"], fraud="2.5", fraud_facts="改了发布日期").total == Decimal("97.5")


@pytest.mark.duty("S1-8.3b")
def test_a_demonstration_unit_has_its_bonus_while_it_bears_the_name_and_nobody_types_it(city) -> None:
    standard = city.standard(bonus="3", may_exceed=True)
    rows = city.opened()
    in_march, in_april = (datetime(2026, month, 2, 9, tzinfo=SHANGHAI) for month in (3, 4))
    named(city, "jiaoyu", at=in_march)
    other = named(city, "zhujian", at=in_march)
    assert city.approved(rows["jiaoyu"]).total == Decimal(103)
    demonstration.revoke(other, reason="复评不合格", **city.leader(in_april))
    organs = [city.organs[code] for code in ("jiaoyu", "zhujian")]
    after = datetime(2026, 4, 3, 9, tzinfo=SHANGHAI)
    assert [selectors.scores(standard, organs, at=at)[organs[1].pk].total for at in (in_april - DAY, after)] == [
        103,
        100,
    ]
    assert city.approved(rows["zhujian"]).total == Decimal(100)
    rows["jiaoyu"].refresh_from_db()
    assert (rows["jiaoyu"].bonus, rows["jiaoyu"].frozen["bonus"]) == (Decimal(3), "3")


def test_an_approved_score_is_frozen(city) -> None:
    city.standard()
    problem = city.noted("jiaoyu", "C2a")
    row = city.approved(city.opened()["jiaoyu"])
    problem.refresh_from_db()
    with pytest.raises(Blocked, match="已经审定"):
        problems.contest(problem, reason="不属实。", **city.as_("jiaoyu", Role.HEAD))
    with pytest.raises(Blocked, match="已经审定"):
        problems.lift(problem, reason="算了。", **city.office())
    city.noted("jiaoyu", "B2a", at=LATER)
    assert (row.total, total(city, "jiaoyu", LATER)) == (Decimal(99), Decimal(99))


def test_a_unit_that_loses_points_later_changes_no_approved_score(city) -> None:
    city.standard()
    city.approved(city.opened()["jiaoyu"])
    city.noted("yizhong", "B1a", at=LATER)
    assert total(city, "yizhong", LATER) == Decimal(99)
    assert total(city, "jiaoyu", LATER) == Decimal(100)


def test_errata_are_numbered_and_say_what_they_changed(city) -> None:
    city.standard()
    struck = city.noted("jiaoyu", "C2a")
    row = city.approved(city.opened()["jiaoyu"])
    added = city.noted("jiaoyu", "B2a", at=LATER, title="漏计的一件申请")
    was = row.digest
    struck.refresh_from_db()
    services.correct(row, change="strike", problem=struck, reason="复核后不成立。", **city.leader(LATER))
    services.correct(row, change="count", problem=added, reason="漏计。", **city.leader(LATER))
    shown = [(e.number, e.change, e.before, e.after) for e in Erratum.objects.order_by("number")]
    assert shown == [
        (1, "strike", Decimal("99.0"), Decimal("100.0")),
        (2, "count", Decimal("100.0"), Decimal("99.0")),
    ]
    assert row.total == Decimal(99)
    assert row.digest != was
    with pytest.raises(NotAllowed):
        services.correct(row, change="count", problem=added, reason="再来。", **city.office(LATER))


def test_any_past_day_can_be_replayed(city) -> None:
    """Known on 30 June: one problem. A second is found in July, the first is lifted in November."""
    city.standard()
    first = city.noted("jiaoyu", "C2a")
    city.noted("jiaoyu", "B2a", at=datetime(2026, 7, 10, 9, 0, tzinfo=SHANGHAI))
    problems.lift(first, reason="不成立。", **city.office(LATER))
    june = datetime(2026, 6, 30, 23, 59, tzinfo=SHANGHAI)
    assert total(city, "jiaoyu", june) == Decimal(99)
    assert total(city, "jiaoyu", datetime(2026, 7, 31, tzinfo=SHANGHAI)) == Decimal(98)
    assert total(city, "jiaoyu", LATER) == Decimal(99)


def test_two_runs_give_the_same_score_and_the_same_digest(city) -> None:
    city.standard()
    city.late("jiaoyu", "PUBLISH", date(2026, 4, 1))
    problems.collect(at=NOON)
    row = city.approved(city.opened()["jiaoyu"])
    problems.collect(at=LATER)
    problems.collect(at=LATER)
    again = services._reckoned(row, at=LATER)
    assert (again["total"], again["digest"]) == (row.total, row.digest)


def test_the_number_of_queries_does_not_grow_with_organs_or_problems(city, django_assert_num_queries) -> None:
    city.standard()
    city.many("jiaoyu", "B1a", 6)
    city.many("cuihu", "B2a", 4)
    with django_assert_num_queries(11):
        selectors.board(2026, at=NOON)
    city.many("zhujian", "A3a", 3)
    city.many("cuihu", "D5a", 2)
    with django_assert_num_queries(11):
        rows = selectors.board(2026, at=NOON)
    assert [(row.organ.code, row.rank, row.score.total) for row in rows] == [
        ("yizhong", 1, Decimal(100)),
        ("zhujian", 2, Decimal(97)),
        ("jiaoyu", 3, Decimal(94)),
        ("cuihu", 3, Decimal(94)),
    ]


def test_other_numbers_are_tried_without_saving_any(city) -> None:
    standard = Standard.objects.with_marks().get(pk=city.standard().pk)
    city.many("jiaoyu", "B2a", 3)
    supposed = standards.supposed(standard, {"points_B2a": Decimal(3)})
    rows = {row.organ.code: row.score.total for row in selectors.board_of(standard, at=NOON, marks=supposed)}
    assert rows["jiaoyu"] == Decimal(91)
    assert total(city, "jiaoyu") == Decimal(97)


@pytest.mark.duty("S2-11.3", "S3-7.5a")
def test_a_standard_that_does_not_add_up_or_weighs_too_little_is_not_put_in_force(city) -> None:
    draft = standards.open_year(year=2026, basis="考评规定", **city.office())
    standards.change_marks(draft, values={"max_B1": "31", "weight": "3.9"}, **city.office())
    with pytest.raises(Blocked) as refused:
        standards.put_in_force(draft, **city.leader())
    assert refused.value.reasons == ("各项满分合计101分，应当是100分", "政务公开占绩效考核的权重是3.9%，不得低于4%")
    with pytest.raises(NotAllowed):
        standards.put_in_force(draft, **city.office())


def test_a_standard_in_force_is_changed_by_nobody(city) -> None:
    standard = city.standard()
    with pytest.raises(NotAllowed, match="不能再改"):
        standards.change_marks(standard, values={"max_B1": "29"}, **city.office())


def test_a_year_begins_with_the_numbers_of_the_last(city) -> None:
    city.standard(2025, points_B2a="2", max_B1="29", max_D1="4")
    next_ = standards.open_year(year=2026, basis="考评规定", **city.office())
    assert {row.code: row.points for row in next_.criteria.all()}["B1"] == Decimal(29)
    assert next(rule for rule in next_.rules() if rule.code == "B2a").points == Decimal(2)


def test_the_command_says_the_same_as_the_page(city) -> None:
    city.standard()
    city.many("jiaoyu", "B2a", 2)
    out = StringIO()
    call_command("score", organ="jiaoyu", year=2026, on=date(2026, 6, 30), json=True, stdout=out)
    said = json.loads(out.getvalue())
    assert (said["total"], said["grade"]) == ("98.0", "excellent")
    [item] = [item for item in said["items"] if item["deductions"]]
    assert item == {
        "code": "B2",
        "points": "20.0",
        "kept": "18.0",
        "deductions": [{"rule": "B2a", "found": 2, "counted": 2, "points": "2.0"}],
    }
    plain = StringIO()
    call_command("score", organ="jiaoyu", year=2026, stdout=plain)
    assert plain.getvalue().startswith("临江市教育局　98分　优秀")
    with pytest.raises(CommandError, match="没有代码"):
        call_command("score", organ="nobody", year=2026)
    with pytest.raises(CommandError, match="还没有施行"):
        call_command("score", organ="jiaoyu", year=2025)


def test_problems_of_other_years_do_not_count(city) -> None:
    city.standard()
    city.late("jiaoyu", "PUBLISH", date(2025, 4, 1))
    problems.collect(at=NOON)
    assert Problem.objects.get().year == 2025
    assert total(city, "jiaoyu") == Decimal(100)
