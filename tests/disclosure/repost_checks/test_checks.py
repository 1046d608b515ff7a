"""The special check of reposting: frozen figures, findings for those behind, a clock for the next one."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.monitoring.looking import Round
from disclosure.monitoring.looking.reposts import still_behind
from disclosure.monitoring.models import Finding
from disclosure.monitoring.services import reconcile
from disclosure.monitoring.table import BY_KIND
from disclosure.repost_checks.models import RepostCheck
from disclosure.reposting.models import RepostTask
from disclosure.reposting.selectors import by_organ, by_source, cells, total
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput, NotAllowed
from portal.notices.models import Notice
from tests.disclosure.repost_checks.steps import LINKS, check, give, repost


@pytest.mark.duty("S3-5.1f")
def test_the_figures_tell_in_time_late_and_not_at_all_by_organ_and_by_source(office, neighbour, tasks, judge) -> None:
    found = cells(RepostTask.objects.all(), at=office.at)
    figures = {line.pk: line.figures for line in by_organ(found)}
    own, other = figures[office.organ.pk], figures[neighbour.organ.pk]
    assert (own.in_time, own.late, own.missing, own.waiting, own.rate) == (0, 1, 1, 0, "50.0%")
    assert (other.in_time, other.late, other.missing, other.waiting, other.rate) == (0, 0, 2, 0, "0.0%")
    assert {line.name: line.figures.due for line in by_source(found)} == {"中国政府网": 2, "各级政府和部门网站": 2}
    assert total(found).rate == "25.0%"


def test_figures_take_one_query_however_many_tasks(office, neighbour, tasks, judge, django_assert_num_queries) -> None:
    for link in LINKS[1:]:
        give(judge, [office.organ, neighbour.organ], link=link)
    with django_assert_num_queries(1):
        assert total(cells(RepostTask.objects.all(), at=office.at)).due == 8


@pytest.mark.duty("S3-5.1f")
def test_a_check_stays_as_it_was_whatever_is_reposted_afterwards(office, tasks, judge) -> None:
    made = check(judge, note="二季度检查")
    repost(office, RepostTask.objects.get(organ=office.organ, state="open"))
    made = RepostCheck.objects.get()
    assert (made.made_by, made.made_at, made.threshold, made.note) == ("政务公开办甲", office.at, 50, "二季度检查")
    assert total(made.cells()).rate == "25.0%"
    assert total(cells(RepostTask.objects.all(), at=office.at)).rate == "50.0%"


@pytest.mark.duty("S3-5.1f")
def test_only_tasks_of_the_period_count(office, tasks, judge) -> None:
    give(judge, [office.organ], link=LINKS[1], issued_at=datetime(2026, 5, 11, 23, 59, tzinfo=SHANGHAI))
    give(judge, [office.organ], link=LINKS[2], issued_at=datetime(2026, 5, 13, 0, 0, tzinfo=SHANGHAI))
    made = check(judge, starts_on=date(2026, 5, 12), ends_on=date(2026, 5, 12))
    assert total(made.cells()).due == 4


@pytest.mark.duty("S3-5.1f")
def test_an_organ_under_the_threshold_gets_a_finding_and_is_told(neighbour, tasks, judge) -> None:
    check(judge)
    found = Finding.objects.get()
    assert (found.kind, found.organ) == ("repost_behind", neighbour.organ)
    assert found.title == "住房和城乡建设局还有2件没有转载"
    assert found.evidence == {"starts_on": "2026-05-01", "ends_on": "2026-05-20", "threshold": 50, "rate": "0.0%"}
    assert Notice.objects.filter(kind="finding", user__in=[p.pk for p in neighbour.people.values()]).exists()


@pytest.mark.duty("S3-5.1f")
def test_the_finding_ends_by_itself_when_the_organ_has_caught_up(office, neighbour, tasks, judge) -> None:
    check(judge, threshold=100)
    kind = BY_KIND["repost_behind"]
    assert Finding.objects.open().count() == 2
    reconcile(kind, still_behind(Round(office.at, 1)).seen, at=office.at)
    assert Finding.objects.open().count() == 2
    repost(office, RepostTask.objects.get(organ=office.organ, state="open"))
    reconcile(kind, still_behind(Round(office.at, 1)).seen, at=office.at)
    assert [row.organ for row in Finding.objects.open()] == [neighbour.organ]


def test_a_second_check_asks_anew_and_opens_no_second_finding(office, neighbour, tasks, judge) -> None:
    check(judge, threshold=100)
    check(judge, threshold=40)
    assert sorted(Finding.objects.open().values_list("organ", "evidence__threshold")) == sorted(
        [(office.organ.pk, 100), (neighbour.organ.pk, 40)]
    )


@pytest.mark.duty("S3-5.1f")
def test_the_next_check_is_due_three_months_later(office, tasks, judge) -> None:
    check(judge)
    # Three months after Thursday 2026-05-21; 2026-08-21 is a Friday.
    assert Deadline.objects.running().get(rule="REPOST_CHECK").due_on == date(2026, 8, 21)
    later = judge | {"at": judge["at"] + timedelta(days=60)}
    check(later)
    first, second = Deadline.objects.filter(rule="REPOST_CHECK").order_by("pk")
    assert (first.outcome, second.due_on) == ("done", date(2026, 10, 20))


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("threshold", {"threshold": 0}),
        ("threshold", {"threshold": 101}),
        ("starts_on", {"starts_on": None}),
        ("ends_on", {"ends_on": date(2026, 4, 30)}),
        ("ends_on", {"ends_on": date(2026, 5, 22)}),
        ("starts_on", {"starts_on": date(2026, 5, 19)}),
    ],
)
def test_each_wrong_field_of_a_check_says_so(tasks, judge, field, changed) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(judge, **changed)
    assert list(refused.value.messages) == [field]
    assert not RepostCheck.objects.exists()


def test_only_the_office_of_the_city_checks(office, tasks) -> None:
    with pytest.raises(NotAllowed):
        check(office.as_(Role.HEAD))
