"""网站检查: the oversight office sees all, an organ its own, and every number leads to its findings."""

import pytest

from disclosure.monitoring.looking import Seen
from disclosure.monitoring.models import CheckResult, Finding, SiteCheck
from disclosure.monitoring.services import reconcile
from disclosure.monitoring.table import BY_KIND
from portal.accounts.models import Organ
from portal.accounts.states import Role
from tests.staff.conftest import NOW

LIST = "/admin/disclosure/finding/"


@pytest.fixture
def findings(office):
    other = Organ.objects.create(
        name="临江市体育局", short_name="市体育局", code="tyj", kind="department", active_from="2020-01-01"
    )
    run = SiteCheck.objects.create(
        day=NOW.date(), started_at=NOW, finished_at=NOW, seed=7, outside=[{"url": "https://www.gov.cn/", "page": "/"}]
    )
    CheckResult.objects.create(run=run, kind="blank", looked=9, found=2, opened=2, closed=0)
    CheckResult.objects.create(
        run=run, kind="home_stale", looked=0, found=0, opened=0, closed=0, error="没有查成（OSError）"
    )
    faults = [
        Seen(
            "jyj-a",
            "教育局“招生”",
            office.organ.pk,
            "/columns/jyj-a/",
            {"last_on": "2026-05-01", "rule": "NEWS_COLUMN_UPDATE"},
        ),
        Seen("tyj-a", "体育局“赛事”", other.pk, "/columns/tyj-a/", {}),
    ]
    reconcile(BY_KIND["blank"], faults, at=NOW)
    return faults


def page_of(client, address=LIST):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.duty("law.E6")
def test_the_oversight_office_sees_all_organs_and_how_near_a_veto_is(office, sign_in, findings) -> None:
    page = page_of(sign_in(office.appoint(Role.OVERSIGHT)))
    assert "单项否决：有一项达到就不合格" in page
    assert "教育局“招生”" in page
    assert "体育局“赛事”" in page
    assert "<dt>空白栏目</dt><dd>2<small>/ 5</small>" in page
    assert "没有查成（OSError）" in page
    assert "https://www.gov.cn/" in page


def test_an_organ_sees_its_own_and_not_the_counts_of_others(office, sign_in, findings) -> None:
    page = page_of(sign_in(Role.INFO_CLERK))
    assert "教育局“招生”" in page
    assert "体育局" not in page
    assert "单项否决：有一项" not in page
    assert '<a href="?kind__exact=blank"><span class="tag tag-warn">1个</span></a>' in page


def test_the_chart_has_a_table_with_the_same_numbers(office, sign_in, findings) -> None:
    page = page_of(sign_in(Role.INFO_CLERK))
    assert "<title>5月21日：1个</title>" in page
    cells = '<td class="num">0</td><td class="num">1</td><td class="num">0</td>'
    assert f'<th scope="row">5月21日</th>{cells}' in page
    assert "style=" not in page


def test_a_finding_says_what_was_seen_and_where(office, sign_in, findings) -> None:
    client = sign_in(Role.INFO_CLERK)
    mine, other = (Finding.objects.get(key=key) for key in ("jyj-a", "tyj-a"))
    page = page_of(client, f"{LIST}{mine.pk}/change/")
    for words in ("上次更新", "2026年5月1日", "动态、要闻类", "其他栏目", 'href="/columns/jyj-a/"', "检查发现"):
        assert words in page
    assert client.get(f"{LIST}{other.pk}/change/").status_code == 404


def test_findings_that_are_gone_are_kept_under_their_own_filter(office, sign_in, findings) -> None:
    reconcile(BY_KIND["blank"], findings[1:], at=NOW)
    client = sign_in(Role.INFO_CLERK)
    assert "教育局“招生”" not in page_of(client)
    assert "教育局“招生”" in page_of(client, f"{LIST}?standing=closed")


def test_before_the_first_check_the_page_says_so(office, sign_in) -> None:
    assert "还没有检查过" in page_of(sign_in(Role.INFO_CLERK))


def test_the_number_of_queries_does_not_grow_with_findings(
    office, sign_in, findings, django_assert_max_num_queries
) -> None:
    client = sign_in(Role.INFO_CLERK)
    faults = [Seen(f"k{place}", f"栏目{place}", office.organ.pk) for place in range(30)]
    reconcile(BY_KIND["blank"], faults, at=NOW)
    page_of(client)
    with django_assert_max_num_queries(26):
        page_of(client)
