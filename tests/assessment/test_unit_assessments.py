"""内部考评: an organ judges its own units by the same problems, with numbers of its own where it wants them."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from assessment.standards import services as standards
from assessment.unit_assessments import selectors, services
from assessment.unit_assessments.models import UnitAssessment
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.clock import SHANGHAI
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from tests.assessment.city import FOUNDED, NOON

LATER = NOON + timedelta(days=30)
RULES = "市教育局政府信息公开考评细则"


def begun(city) -> UnitAssessment:
    """Two schools below the education bureau; the city's standard in force."""
    Organ.objects.create(
        code="erzhong",
        name="临江市第二中学",
        short_name="市二中",
        kind=OrganKind.PUBLIC_ENTERPRISE,
        parent=city.organs["jiaoyu"],
        active_from=FOUNDED,
    )
    city.standard()
    clerk = city.as_("jiaoyu", Role.DISCLOSURE_HEAD)
    return services.begin(organ=city.organs["jiaoyu"], year=2026, name=RULES, **clerk)


def in_force(city, **changes) -> UnitAssessment:
    row = begun(city)
    services.change_marks(row, values=changes, **city.as_("jiaoyu", Role.HANDLER))
    return services.put_in_force(row, **city.as_("jiaoyu", Role.HEAD))


def placed(row, at=NOON):
    return [(each.organ.code, each.score.total, each.rank, each.by_city) for each in selectors.placed(row, at=at)]


@pytest.mark.duty("S2-11.13")
def test_without_rules_of_its_own_the_units_have_the_scores_of_the_city(city) -> None:
    row = begun(city)
    city.many("yizhong", "B1a", 5)
    city.many("zhujian", "B1a", 9)
    assert placed(row) == [("erzhong", 100, 1, 100), ("yizhong", 95, 2, 95)]


@pytest.mark.duty("S2-11.13")
def test_its_own_rules_count_the_same_problems_otherwise(city) -> None:
    """Each document not opened costs two points instead of one; the city's score stays."""
    row = in_force(city, points_B1a=Decimal(2))
    city.many("yizhong", "B1a", 5)
    assert placed(row)[1] == ("yizhong", 90, 2, 95)
    assert selectors.differences(row) == [("B1a每次扣", "1", "2")]
    assert [problem.title for problem in selectors.placed(row, at=NOON)[1].problems] == ["检查发现的问题（B1a）"] * 5


def test_a_new_edition_of_the_citys_standard_changes_the_citys_score_alone(city) -> None:
    row = in_force(city, points_B1a=Decimal(2))
    city.many("yizhong", "B1a", 5)
    made = standards.revise(row.standard, basis="第二版", reason="分值调整。", **city.office())
    standards.change_marks(made, values={"points_B1a": Decimal("0.5")}, **city.office())
    standards.put_in_force(made, **city.leader(LATER))
    assert placed(row, LATER)[1] == ("yizhong", 90, 2, Decimal("97.5"))


def test_a_number_changed_back_is_no_rule_of_its_own(city) -> None:
    row = begun(city)
    clerk = city.as_("jiaoyu", Role.HANDLER)
    services.change_marks(row, values={"points_B1a": Decimal("2.0"), "most_B1a": 3}, **clerk)
    assert row.changes == {"points_B1a": "2", "most_B1a": 3}
    services.change_marks(row, values={"points_B1a": Decimal("1.0"), "most_B1a": 0}, **clerk)
    assert row.changes == {}


@pytest.mark.duty("S2-11.13")
def test_its_items_make_a_hundred_points_before_the_head_puts_them_in_force(city) -> None:
    row = begun(city)
    clerk, head = city.as_("jiaoyu", Role.HANDLER), city.as_("jiaoyu", Role.HEAD)
    services.change_marks(row, values={"max_A1": Decimal(9)}, **clerk)
    with pytest.raises(Blocked, match="应当是100分"):
        services.put_in_force(row, **head)
    services.change_marks(row, values={"max_A1": row.marked_standard().criteria.get(code="A1").points}, **clerk)
    with pytest.raises(NotAllowed):
        services.put_in_force(row, **clerk)
    assert services.put_in_force(row, **head).approved_by == "市教育局主要负责人"
    with pytest.raises(StaleState):
        services.change_marks(row, values={"points_B1a": Decimal(2)}, **clerk)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"fraud_to": Decimal(9)}, "fraud_to"),
        ({"bonus": Decimal(9)}, "bonus"),
        ({"points_B1a": Decimal(0)}, "points_B1a"),
    ],
)
def test_what_is_the_citys_alone_is_not_changed(city, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.change_marks(begun(city), values=values, **city.as_("jiaoyu", Role.HANDLER))
    assert set(refused.value.by_field()) == {field}


def test_who_may_begin_and_when(city) -> None:
    organ, clerk = city.organs["jiaoyu"], city.as_("jiaoyu", Role.HANDLER)
    with pytest.raises(DomainError, match="考评标准还没有施行"):
        services.begin(organ=organ, year=2026, name=RULES, **clerk)
    city.standard()
    with pytest.raises(DomainError, match="没有要考评的所属单位"):
        services.begin(organ=city.organs["zhujian"], year=2026, name=RULES, **city.as_("zhujian", Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.begin(organ=organ, year=2026, name=RULES, **city.as_("zhujian", Role.HANDLER))
    services.begin(organ=organ, year=2026, name=RULES, **clerk)
    with pytest.raises(DomainError, match="已经启动"):
        services.begin(organ=organ, year=2026, name=RULES, **clerk)


@pytest.mark.duty("S2-11.13")
def test_the_results_stay_as_they_were_and_each_unit_hears_its_own(city) -> None:
    row = in_force(city, points_B1a=Decimal(2))
    city.many("yizhong", "B1a", 1)
    services.conclude(row, **city.as_("jiaoyu", Role.HEAD))
    city.many("yizhong", "C2a", 1)
    row.refresh_from_db()
    assert [(line["unit"], line["total"], line["by_city"], line["lost"]) for line in row.results] == [
        ("erzhong", "100", "100", {}),
        ("yizhong", "98", "99", {"B1": "2"}),
    ]
    told = Notice.objects.filter(kind="unit_assessment").values_list("user__username", "subject_line")
    assert set(told) == {
        (f"yizhong-{role}", "市教育局2026年内部考评：98分，优秀") for role in (Role.DISCLOSURE_HEAD, Role.HEAD)
    }


@pytest.mark.duty("S2-10.5d", "S2-11.13")
def test_the_page_is_the_organs_own(city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    row = in_force(city, points_B1a=Decimal(2))
    city.many("yizhong", "B1a", 5)
    page = f"/admin/assessment/unitassessment/{row.pk}/change/"
    client.force_login(city.people["jiaoyu", Role.HEAD])
    shown = client.get(page).content.decode()
    assert "<strong>90</strong>" in shown
    assert shown.count("检查发现的问题（B1a）") == 5
    assert "B1a每次扣" in shown
    client.force_login(city.people["city", Role.OVERSIGHT])
    assert client.get(page).status_code == 200
    for code in ("zhujian", "yizhong"):
        client.force_login(city.people[code, Role.HEAD])
        assert client.get(page).status_code == 404


def test_it_is_begun_and_changed_through_the_forms(city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    city.standard()
    client.force_login(city.people["jiaoyu", Role.HANDLER])
    start = "/admin/assessment/unitassessment/start/begin/"
    form = client.get(start)
    assert [organ.code for organ in form.context["form"].fields["organ"].queryset] == ["jiaoyu"]
    given = {"organ": city.organs["jiaoyu"].pk, "year": "2026", "name": RULES}
    assert client.post(start, given | {"seen": form.context["seen"]}).status_code == 302
    row = UnitAssessment.objects.get()
    address = f"/admin/assessment/unitassessment/{row.pk}/change/act/change_marks/"
    form = client.get(address)
    shown = {field.name: field.value() for field in form.context["form"]}
    sent = {name: value for name, value in shown.items() if value is not None} | {"points_B1a": "2"}
    sent |= {"version": form.context["revision"], "seen": form.context["seen"]}
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.changes == {"points_B1a": "2"}
    client.force_login(city.people["zhujian", Role.HANDLER])
    assert list(client.get(start).context["form"].fields["organ"].queryset) == []


@pytest.mark.parametrize(
    ("day", "due"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True), (date(2027, 1, 4), True)]
)
def test_the_head_is_asked_for_the_results_when_the_year_ends(city, client, time_machine, day, due) -> None:
    in_force(city)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
    time_machine.move_to(at, tick=False)
    head = city.people["jiaoyu", Role.HEAD]
    head.is_staff, head.password_changed_at = True, at
    head.save(update_fields=["is_staff", "password_changed_at"])
    client.force_login(head, backend="portal.accounts.backends.AppointmentBackend")
    assert ("出内部考评结果" in client.get("/admin/").content.decode()) is due


def test_who_took_over_an_organ_with_units_begins_for_them(city) -> None:
    heir = city.organs["zhujian"]
    clerk = city.as_("zhujian", Role.HANDLER)["actor"]
    assert not selectors.organs_to_begin(clerk, NOON.date()).exists()
    Organ.objects.filter(code="jiaoyu").update(successor=heir, active_to=NOON.date())
    assert list(selectors.organs_to_begin(clerk, LATER.date())) == [heir]
