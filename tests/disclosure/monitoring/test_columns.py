"""The home page and the columns: what stands still, what is empty, what is not as the common catalogue says."""

import pytest

from disclosure.catalogue.coverage import due_columns, standing_columns
from disclosure.catalogue.models import Column
from disclosure.monitoring.looking import Round, columns
from disclosure.monitoring.looking.columns import soon_stale
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from tests.disclosure.monitoring.conftest import day


def faults(look):
    return [(seen.key, seen.evidence) for seen in look.seen]


@pytest.mark.duty("law.E6")
def test_the_home_page_may_stand_still_for_fourteen_days(office, city) -> None:
    assert faults(columns.stale_home(Round(day(5, 21), 1))) == [("/", {"last_on": "", "due_on": ""})]
    office.published()
    assert faults(columns.stale_home(Round(day(6, 4), 1))) == []
    assert faults(columns.stale_home(Round(day(6, 5), 1))) == [("/", {"last_on": "2026-05-21", "due_on": "2026-06-04"})]


@pytest.mark.duty("law.E6", "S1-3.2a")
@pytest.mark.parametrize(
    ("rule", "eye", "last_good", "first_bad"),
    [
        ("NEWS_COLUMN_UPDATE", columns.stale_news, day(6, 4), day(6, 5)),
        ("POLICY_COLUMN_UPDATE", columns.stale_policy, day(11, 21), day(11, 22)),
        ("SERVICE_STATISTICS_UPDATE", columns.stale_others, day(8, 21), day(8, 22)),
    ],
)
def test_a_column_may_stand_still_as_long_as_its_rule_says(office, city, rule, eye, last_good, first_bad) -> None:
    Column.objects.filter(pk=office.column.pk).update(update_rule=rule)
    office.published()
    assert eye(Round(last_good, 1)).seen == []
    [seen] = eye(Round(first_bad, 1)).seen
    assert (seen.key, seen.title, seen.organ_id) == ("jyj-policy", "教育局“政策文件”", office.organ.pk)
    assert seen.evidence["last_on"] == "2026-05-21"


def test_a_column_whose_last_text_is_older_than_the_rule_itself_is_stale(office, city) -> None:
    Column.objects.filter(pk=office.column.pk).update(update_rule="NEWS_COLUMN_UPDATE")
    document = office.published()
    type(document).objects.filter(pk=document.pk).update(published_at=day(5, 21).replace(year=2012))
    assert len(columns.stale_news(Round(day(5, 21), 1)).seen) == 1


@pytest.mark.duty("law.E6", "S0-11.3")
def test_empty_columns_are_blank_until_something_stands_in_them(office, statutory, city) -> None:
    before = {seen.key for seen in columns.blank(Round(day(5, 21), 1)).seen}
    assert {"jyj-policy", "jyj-art20-07"} <= before
    assert not {"jyj-guide", "jyj-rules", "jyj-statutory"} & before
    office.published()
    assert "jyj-policy" not in {seen.key for seen in columns.blank(Round(day(5, 21), 1)).seen}


@pytest.mark.duty("S1-3.1a")
def test_a_statutory_column_that_is_not_as_the_common_catalogue_says_is_named(office, statutory, city) -> None:
    assert columns.unlike_template(Round(day(5, 21), 1)).seen == []
    Column.objects.filter(code="jyj-art20-07").update(name="钱", parent=None)
    Column.objects.filter(code="jyj-art20-08").update(is_active=False)
    assert faults(columns.unlike_template(Round(day(5, 21), 1))) == [
        ("jyj-art20-07", {"faults": ["名称应当是“财政预算决算”", "应当放在“法定主动公开内容”下面"]}),
        ("jyj-art20-08", {"faults": ["这是法定栏目，现在停用了"]}),
    ]


@pytest.mark.duty("S0-1.5a", "S0-1.5b", "S2-1.8.1")
def test_matters_organs_and_guides_are_looked_at_too(office, statutory, city) -> None:
    round_ = Round(day(5, 21), 1)
    Column.objects.filter(template="art20-07").update(is_active=False)
    assert "art20.7" in {seen.key for seen in columns.items_without_column(round_).seen}
    assert [seen.key for seen in columns.organs_without_page(round_).seen] == ["gov"]
    assert {seen.key for seen in columns.guides_out_of_step(round_).seen} == {"gov", "jyj"}
    assert {seen.organ_id for seen in columns.items_without_column(round_).seen} == {city.pk}


@pytest.mark.duty("law.E6")
def test_a_warning_comes_before_the_column_is_stale(office, city) -> None:
    Column.objects.filter(pk=office.column.pk).update(update_rule="NEWS_COLUMN_UPDATE")
    office.published()
    found = {number: [days for _, days in soon_stale(day(5, number).date())] for number in (30, 31)}
    assert found == {30: [], 31: [4]}
    assert [days for _, days in soon_stale(day(6, 3).date())] == [1]
    assert [days for _, days in soon_stale(day(6, 4).date())] == [0]
    assert soon_stale(day(6, 5).date()) == []


def test_queries_do_not_grow_with_columns(office, statutory, city, django_assert_max_num_queries) -> None:
    Column.objects.update(update_rule="NEWS_COLUMN_UPDATE")
    for column in Column.objects.filter(organ=office.organ)[:3]:
        office.column = column
        office.published(title=f"关于{column.name}的通知")
    on = day(7, 1).date()
    with django_assert_max_num_queries(4):
        assert len([row for row in standing_columns(on=on) if not row.is_blank]) == 3
    with django_assert_max_num_queries(4):
        assert due_columns(on=on) == []


def test_the_office_of_the_site_is_where_the_oversight_sits(office, city) -> None:
    assert Round(day(5, 21), 1).site_organ == city
    Appointment.objects.filter(role=Role.OVERSIGHT).update(organ=office.organ)
    assert Round(day(5, 21), 1).site_organ == office.organ
