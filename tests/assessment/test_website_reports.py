"""网站工作年度报表: counted from the site, filled in with a note, signed, out in time; late ones are found."""

from datetime import date, datetime

import pytest
from django.contrib.admin import site

from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.website_reports import services
from assessment.website_reports.admin import WebsiteReportAdmin
from assessment.website_reports.checks import faults
from assessment.website_reports.models import WebsiteReport
from disclosure.registers.models import RegisterEntry
from disclosure.specials.models import Special
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from sentiment.mailbox.models import Message
from tests.assessment.test_annual_city import document
from tests.assessment.websites import FEBRUARY, FILLED, JANUARY, NOTE, filled, opened, published, signed


def website(city, code: str, **said) -> None:
    """The record of another site, kept by the housing bureau."""
    values = {"site": "临江市住建局网站", "url": "https://zhujian.linjiang.example/", "site_code": code}
    values |= {"icp": "示范ICP备2号", "police": "示范公安备2号", "security": "信息科", "status": "独立运行"}
    RegisterEntry.objects.create(
        kind="website",
        organ=city.organs["zhujian"],
        happened_on=date(2021, 5, 1),
        title="临江市住建局网站",
        values=values | said,
        filer_name="登记人",
        filed_at=JANUARY,
    )


def letter(city, number: str, received_on: date, **fields) -> None:
    Message.objects.create(
        organ=city.organs["jiaoyu"],
        number=number,
        source="web",
        kind="consultation",
        title="入学",
        text="怎么报名？",
        received_on=received_on,
        submitted_at=datetime(2025, 3, 1, 9, 0, tzinfo=SHANGHAI),
        **fields,
    )


@pytest.mark.duty("law.E6", "S0-1.11b")
def test_on_new_years_day_every_site_gets_its_report_and_its_clock(city) -> None:
    website(city, "0000000077")
    website(city, "0000000078", status="已经迁移到集约化平台")
    new_year = datetime(2026, 1, 1, 4, 55, tzinfo=SHANGHAI)
    rows = services.open_due(at=new_year)
    assert [(row.code, row.organ.code, row.year) for row in rows] == [
        ("0000000001", "city", 2025),
        ("0000000077", "zhujian", 2025),
    ]
    assert services.open_due(at=new_year) == []
    due = Deadline.objects.values_list("organ__code", "rule", "due_on")
    assert set(due) == {
        ("city", "WEBSITE_REPORT", date(2026, 1, 31)),
        ("zhujian", "WEBSITE_REPORT", date(2026, 1, 31)),
    }


def test_older_years_have_no_clock_and_no_year_is_opened_before_it_is_over(city) -> None:
    assert len(services.open_reports(year=2020, **city.office(JANUARY))) == 1
    assert not Deadline.objects.exists()
    with pytest.raises(DomainError, match="已经过完"):
        services.open_reports(year=2026, **city.office(JANUARY))
    with pytest.raises(DomainError, match="全部启动"):
        services.open_reports(year=2020, **city.office(JANUARY))
    with pytest.raises(NotAllowed):
        services.open_reports(year=2019, **city.as_("jiaoyu", Role.HEAD, JANUARY))


@pytest.mark.duty("law.E6", "S0-1.11b")
def test_what_the_site_knows_is_counted(city) -> None:
    """Two documents of 2025, one of 2026; three letters of 2025, one answered after nine days."""
    document(city, 1)
    document(city, 2)
    document(city, 3, published_at=datetime(2026, 1, 1, 0, 0, tzinfo=SHANGHAI))
    letter(city, "一", date(2025, 3, 1))
    letter(city, "二", date(2025, 4, 1), state="invalid")
    done = {"state": "private", "answer": "见通知。", "answered_at": JANUARY}
    letter(city, "三", date(2025, 3, 2), closed_at=datetime(2025, 3, 11, 8, 0, tzinfo=SHANGHAI), **done)
    letter(city, "四", date(2024, 12, 31), **done)
    for code, opened_at, archived_at in (
        ("a", datetime(2023, 1, 1, tzinfo=SHANGHAI), datetime(2024, 12, 31, tzinfo=SHANGHAI)),
        ("b", datetime(2023, 1, 1, tzinfo=SHANGHAI), datetime(2025, 6, 1, tzinfo=SHANGHAI)),
        ("c", datetime(2025, 6, 1, tzinfo=SHANGHAI), None),
        ("d", datetime(2026, 1, 1, tzinfo=SHANGHAI), None),
    ):
        Special.objects.create(
            organ=city.organs["city"],
            title=code,
            code=code,
            summary="专题",
            opened_at=opened_at,
            archived_at=archived_at,
        )
    values = opened(city).values
    assert (values["published"], values["overview"], values["news"], values["catalogue"]) == (2, 0, 0, 0)
    assert (values["specials"], values["specials_new"]) == (2, 1)
    assert [values[code] for code in ("letters", "letters_closed", "letters_days", "letters_shown")] == [2, 1, "9.0", 0]
    assert (values["site_type"], values["id_code"], values["sponsor"]) == (
        "政府门户网站",
        "0000000001",
        "临江市人民政府",
    )
    assert not {"visits", "cases", "tests", "has_officer"} & set(values)


def test_of_another_site_only_its_record_is_known(city) -> None:
    website(city, "0000000077")
    [_, other] = services.open_due(at=JANUARY)
    assert other.values == {
        "site_name": "临江市住建局网站",
        "address": "https://zhujian.linjiang.example/",
        "sponsor": "临江市住房和城乡建设局",
        "site_type": "部门网站",
        "id_code": "0000000077",
        "icp": "示范ICP备2号",
        "police": "示范公安备2号",
        "has_officer": True,
    }


@pytest.mark.duty("law.E6")
def test_every_row_the_site_does_not_know_has_to_be_filled_in_and_says_where_from(city) -> None:
    report = opened(city)
    head = city.as_("city", Role.HEAD, JANUARY)
    with pytest.raises(Blocked) as refused:
        services.sign(report, **head)
    assert "没有填“访问量”的“网站总访问量”。" in refused.value.reasons
    assert "没有填“安全防护”的“是否开展应急演练”。" in refused.value.reasons
    assert not any("总数" in reason and "信息发布" in reason for reason in refused.value.reasons)
    clerk = city.as_("city", Role.HANDLER, JANUARY)
    with pytest.raises(InvalidInput, match="说明"):
        services.fill(report, values=FILLED, note=" ", **clerk)
    filled(city, report)
    assert report.marks["visits"] == {"value": 946210, "note": NOTE, "by": "市政府经办人"}
    assert services.sign(report, **head).state == "signed"
    with pytest.raises(StaleState):
        services.fill(report, values={"visits": "1"}, note=NOTE, **clerk)


@pytest.mark.parametrize(
    ("row", "typed", "words"),
    [
        ("visits", "-1", "网站总访问量要填0或者正整数"),
        ("visits", "很多", "网站总访问量要填0或者正整数"),
        ("drills", "maybe", "是否开展应急演练请选是或者否"),
        ("letters", "9", "由系统统计"),
    ],
)
def test_what_is_no_number_or_was_counted_is_refused(city, row, typed, words) -> None:
    with pytest.raises(InvalidInput, match=words):
        services.fill(opened(city), values={row: typed}, note=NOTE, **city.as_("city", Role.HANDLER, JANUARY))


@pytest.mark.duty("law.E6")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cases": "31421"}, "“办事服务”的“办件量：总数”填31421，自然人办件量26105加法人办件量5315是31420"),
        ({"flaws_mended": "8"}, "“安全防护”的“问题整改数量”填8，多于“发现问题数量”7"),
        ({"visitors": "946211"}, "“访问量”的“独立用户访问总量”填946211，多于“网站总访问量”946210"),
        ({"has_media": "no"}, "“移动新媒体”的“是否有移动新媒体”填否，又填了“微信：名称”"),
        ({"wechat": ""}, "“移动新媒体”的“是否有移动新媒体”填是，微博、微信、其他都空着"),
        ({"weibo": "临江发布"}, "没有填“移动新媒体”的“微博：信息发布量”"),
    ],
)
def test_rows_that_do_not_fit_each_other_are_named(city, changes, words) -> None:
    report = filled(city, opened(city), **changes)
    with pytest.raises(Blocked) as refused:
        services.sign(report, **city.as_("city", Role.HEAD, JANUARY))
    assert f"{words}。" in refused.value.reasons


@pytest.mark.duty("law.E6")
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"letters": 4, "letters_closed": 5}, "“互动交流”的“留言办理：办结留言数量”填5，多于“收到留言数量”4"),
        (
            {"items": 30, "items_online": 31},
            "“办事服务”的“可全程在线办理政务服务事项数量”填31，多于“政务服务事项数量”30",
        ),
        ({"specials": 1, "specials_new": 2}, "“专栏专题”的“新开设数量”填2，多于“维护数量”1"),
        (
            {"published": 9, "overview": 2, "news": 5, "catalogue": 3},
            "“信息发布”的“总数”填9，少于概况类信息更新量2加政务动态信息更新量5加信息公开目录信息更新量3，合计10",
        ),
        (
            {"explained": 7, "explained_texts": 3, "explained_products": 2, "explained_articles": 1},
            "“解读回应”的“解读信息发布：总数”填7，解读材料数量3加解读产品数量2加媒体评论文章数量1是6",
        ),
    ],
)
def test_counted_rows_are_judged_alike(values, words) -> None:
    assert faults(values) == [words]
    assert faults(dict.fromkeys(values, 0)) == []


def test_a_counted_row_is_typed_over_with_a_mark_that_goes_with_the_difference(city) -> None:
    report = opened(city)
    clerk = city.as_("city", Role.HANDLER, JANUARY)
    services.correct_row(report, row="concerns", value="3", note="另有新闻发布会回应3次。", **clerk)
    assert report.values["concerns"] == 3
    assert report.marks["concerns"]["counted"] == 0
    services.count(report, **clerk)
    assert report.values["concerns"] == 3
    services.correct_row(report, row="concerns", value="0", note="改回。", **clerk)
    assert "concerns" not in report.marks
    with pytest.raises(DomainError, match="不是系统统计的"):
        services.correct_row(report, row="visits", value="3", note=NOTE, **clerk)


def test_who_filled_it_in_does_not_sign_it(city) -> None:
    report = filled(city, opened(city))
    WebsiteReport.objects.filter(pk=report.pk).update(writer_id=city.people["city", Role.HEAD].pk)
    report.refresh_from_db()
    with pytest.raises(NotAllowed, match="不签发自己填的报表"):
        services.sign(report, **city.as_("city", Role.HEAD, JANUARY))


def test_sent_back_it_is_a_draft_again(city) -> None:
    report = signed(city, opened(city))
    services.reopen(report, reason="访问量再核对。", **city.as_("city", Role.HEAD, JANUARY))
    assert (report.state, report.signed_by, report.signed_at) == ("draft", "", None)


@pytest.mark.duty("law.E6", "S0-1.11b")
def test_a_late_site_is_a_problem_and_proposed_to_the_supervision_office(city) -> None:
    report = opened(city)
    assert services.propose_slips(at=datetime(2026, 1, 31, 23, 0, tzinfo=SHANGHAI)) == []
    assert services.propose_slips(at=FEBRUARY) == [report]
    assert services.propose_slips(at=FEBRUARY) == []
    problems.collect(at=FEBRUARY)
    [found] = Problem.objects.filter(source="late_report", organ__code="city")
    assert "政府网站工作年度报表" in found.title
    report.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.send_slip(report, **city.as_("city", Role.HEAD, FEBRUARY))
    services.send_slip(report, **city.office(FEBRUARY))
    with pytest.raises(DomainError, match="已经发出"):
        services.send_slip(report, **city.office(FEBRUARY))
    clock = Deadline.objects.get(rule="RECTIFICATION", organ__code="city")
    published(city, report, FEBRUARY)
    clock.refresh_from_db()
    assert clock.outcome == "done"


def test_in_time_nothing_is_late(city) -> None:
    published(city, opened(city))
    clock = Deadline.objects.get(rule="WEBSITE_REPORT")
    assert (clock.outcome, clock.closed_on) == ("done", date(2026, 1, 5))
    assert services.propose_slips(at=FEBRUARY) == []


def test_the_list_says_how_a_late_report_ended(city) -> None:
    """Proposed for a slip, then out without one: nothing is proposed any more."""
    admin = WebsiteReportAdmin(WebsiteReport, site)
    report = opened(city)
    assert admin.late(report) == ""
    [report] = services.propose_slips(at=FEBRUARY)
    assert admin.late(report) == "拟提请督查"
    published(city, report, FEBRUARY)
    report.refresh_from_db()
    assert admin.late(report) == "逾期公布"
