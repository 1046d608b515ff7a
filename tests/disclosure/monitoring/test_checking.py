"""Findings open and close by themselves, once a day, and the organ hears of each once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from disclosure.catalogue.models import Column
from disclosure.monitoring import selectors, services, table
from disclosure.monitoring.looking import Look, Seen
from disclosure.monitoring.models import CheckResult, Finding, SiteCheck
from disclosure.monitoring.services import check_site, reconcile, remind, tell_organs
from disclosure.monitoring.states import Effect, FindingKind
from disclosure.monitoring.table import BY_KIND, CHECKS, VETOES
from disclosure.monitoring.tasks import check_today
from portal.audit.models import Event
from portal.deadlines.legal_rules import CODES
from portal.notices.models import Notice
from tests.disclosure.monitoring.conftest import day

BLANK = BY_KIND["blank"]


def fault(office, key="a"):
    return Seen(key, f"栏目{key}", office.organ.pk, "/columns/a/", {"rule": "NEWS_COLUMN_UPDATE"})


def kinds(rows):
    return [(row.key, row.closed_at is None) for row in rows.order_by("pk")]


def test_a_fault_opens_once_stays_and_closes_when_it_is_gone(office) -> None:
    assert reconcile(BLANK, [fault(office)], at=day(5, 21)) == services.Made(1, 0)
    assert reconcile(BLANK, [fault(office)], at=day(5, 22)) == services.Made(0, 0)
    row = Finding.objects.get()
    assert (row.opened_at, row.seen_at, row.organ) == (day(5, 21), day(5, 22), office.organ)
    assert reconcile(BLANK, [], at=day(5, 23)) == services.Made(0, 1)
    assert reconcile(BLANK, [fault(office)], at=day(5, 24)) == services.Made(1, 0)
    assert kinds(Finding.objects) == [("a", False), ("a", True)]
    trail = Event.objects.filter(subject_label="disclosure.finding").order_by("pk")
    assert list(trail.values_list("act", flat=True)) == ["open_finding", "close_finding", "open_finding"]


def test_the_database_refuses_a_second_open_row_of_one_fault(office) -> None:
    reconcile(BLANK, [fault(office)], at=day(5, 21))
    row = Finding.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(
            kind=row.kind, key=row.key, title="x", organ=row.organ, opened_at=row.opened_at, seen_at=row.seen_at
        )


def test_each_finding_is_told_once_and_many_in_one_message(office) -> None:
    reconcile(BLANK, [fault(office, key) for key in "abcdefghijkl"], at=day(5, 21))
    tell_organs(at=day(5, 21))
    notices = Notice.objects.filter(kind="finding", channel="in_site")
    assert {row.user.name for row in notices} == {"信息员", "公开工作机构负责人"}
    assert notices[0].subject_line == "网站检查发现12个新问题"
    assert "还有2个。" in notices[0].body
    reconcile(BLANK, [fault(office, key) for key in "abcdefghijklm"], at=day(5, 22))
    tell_organs(at=day(5, 22))
    tell_organs(at=day(5, 22))
    assert notices.all().count() == 4
    assert notices.order_by("-pk")[0].subject_line == "网站检查：空白栏目：栏目m"
    assert notices.order_by("-pk")[0].about_id == Finding.objects.get(key="m").pk


def test_a_reminder_comes_once_for_each_warning_of_the_rule(office) -> None:
    Column.objects.filter(pk=office.column.pk).update(update_rule="NEWS_COLUMN_UPDATE")
    office.published()
    counts = [remind(at=day(month, number)) for month, number in ((5, 31), (6, 1), (6, 3), (6, 3), (6, 4), (6, 5))]
    assert counts == [2, 0, 2, 0, 2, 0]
    notice = Notice.objects.filter(kind="column_due").order_by("pk")[0]
    assert notice.subject_line == "栏目“政策文件”要在2026-06-04以前更新"


@pytest.fixture
def quick(monkeypatch, office):
    """Two checks in place of all: one that finds, one that breaks."""

    def breaks(_round):
        raise OSError("disk")

    blank = table.Check(FindingKind.BLANK, lambda _round: Look(3, [fault(office)]), Effect.DEDUCTION, "栏目", "无")
    broken = table.Check(FindingKind.HOME_STALE, breaks, Effect.VETO, "首页", "有")
    monkeypatch.setattr(services, "CHECKS", (broken, blank))


def test_a_check_that_breaks_is_written_down_closes_nothing_and_stops_no_other(city, office, quick) -> None:
    home = BY_KIND["home_stale"]
    reconcile(home, [fault(office, "/")], at=day(5, 20))
    run = check_site(at=day(5, 21), seed=7)
    results = {row.kind: (row.looked, row.found, row.opened, row.error) for row in run.results.all()}
    assert results == {"home_stale": (0, 0, 0, "没有查成（OSError）"), "blank": (3, 1, 1, "")}
    assert Finding.objects.open().filter(kind="home_stale").count() == 1


@pytest.mark.duty("S3-5.1c")
def test_the_check_is_made_once_a_day_unless_asked_again(city, office, quick) -> None:
    assert check_site(at=day(5, 21), seed=7) is not None
    assert check_site(at=day(5, 21, 15), seed=8) is None
    again = check_site(at=day(5, 21, 16), seed=9, again=True)
    assert (again.seed, SiteCheck.objects.count(), CheckResult.objects.count()) == (9, 1, 2)
    assert check_site(at=day(5, 22), seed=7) is not None


def test_a_check_that_died_is_taken_over_after_half_an_hour(city, office, quick) -> None:
    SiteCheck.objects.create(day=day(5, 21).date(), started_at=day(5, 21), seed=1)
    assert check_site(at=day(5, 21) + timedelta(minutes=29), seed=2) is None
    assert check_site(at=day(5, 21) + timedelta(minutes=30), seed=2).seed == 2


@pytest.mark.duty("law.E6", "S0-1.5a", "S0-1.5b", "S1-3.1a", "S0-11.3")
def test_the_whole_site_is_checked_by_command_and_by_the_worker(city, office, statutory, capsys) -> None:
    office.published()
    check_today()
    run = SiteCheck.objects.get()
    assert run.finished_at is not None
    assert set(run.results.values_list("kind", flat=True)) == {check.kind for check in CHECKS}
    assert list(run.results.exclude(error="").exclude(kind="not_found_by_search")) == []
    call_command("check_site")
    assert "今天已经查过" in capsys.readouterr().out
    call_command("check_site", "--again", "--seed", "5")
    out = capsys.readouterr().out
    assert "空白栏目（扣分）：看了" in out
    assert "随机数种子5" in out


def test_every_kind_has_its_check_and_every_limit_stands_in_the_table_of_law() -> None:
    assert sorted(check.kind for check in CHECKS) == sorted(FindingKind)
    assert {check.rule for check in CHECKS if check.rule} <= set(CODES)


@pytest.mark.duty("law.E6")
def test_the_counts_that_fail_the_whole_site() -> None:
    assert [(veto.title, veto.amount) for veto in VETOES] == [
        ("首页不更新", 1),
        ("动态要闻、通知公告、政策文件类栏目不更新", 5),
        ("应更新栏目长期未更新", 10),
        ("空白栏目", 5),
        ("超过3个月未回应有效留言", 1),
        ("弄虚作假（伪造发稿日期）", 1),
    ]


def test_the_trend_counts_what_stood_at_the_end_of_each_day(city, office, quick) -> None:
    for number, present in ((18, "ab"), (19, "a"), (20, "")):
        SiteCheck.objects.create(day=day(5, number).date(), started_at=day(5, number), seed=1)
        reconcile(BLANK, [fault(office, key) for key in present], at=day(5, number))
    reconcile(BY_KIND["home_stale"], [fault(office, "/")], at=day(5, 20))
    days = selectors.trend(Finding.objects.all(), at=day(5, 20))
    assert [(row.day.day, row.veto, row.deduction, row.total) for row in days] == [
        (18, 0, 2, 2),
        (19, 0, 1, 1),
        (20, 1, 0, 1),
    ]


def test_findings_of_a_period_can_be_read_by_those_who_assess(office) -> None:
    reconcile(BLANK, [fault(office)], at=day(5, 10))
    reconcile(BLANK, [], at=day(5, 12))
    between = Finding.objects.open_between
    assert between(day(5, 1), day(5, 11)).count() == 1
    assert between(day(5, 12), day(5, 13)).count() == 1
    assert between(day(5, 13), day(5, 14)).count() == 0
    assert between(day(5, 1), day(5, 10)).count() == 0
