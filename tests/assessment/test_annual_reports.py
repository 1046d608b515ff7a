"""年度报告: counted, written, signed, handed in, cleared, published; late ones are found."""

from datetime import date, datetime

import pytest

from assessment.annual_reports import services
from assessment.problems import services as problems
from assessment.problems.models import Problem
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from tests.assessment.reports import JANUARY, OTHER_TEXTS, PAPER, TABLE_3, TEXTS, opened, published, submitted, written

FEBRUARY = datetime(2026, 2, 3, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.duty("S2-9.3a", "S2-9.3b", "law.A6.49")
def test_on_new_years_day_every_organ_gets_its_report_and_its_clock(city) -> None:
    new_year = datetime(2026, 1, 1, 4, 50, tzinfo=SHANGHAI)
    rows = services.open_due(at=new_year)
    assert {row.organ.code for row in rows} == {"city", "jiaoyu", "zhujian", "cuihu"}
    assert services.open_due(at=new_year) == []
    due = Deadline.objects.values_list("organ__code", "rule", "due_on")
    assert set(due) == {
        ("city", "ANNUAL_REPORT_CITY_TARGET", date(2026, 2, 20)),
        ("city", "ANNUAL_REPORT_CITY", date(2026, 3, 31)),
        ("jiaoyu", "ANNUAL_REPORT_ORGAN", date(2026, 1, 31)),
        ("zhujian", "ANNUAL_REPORT_ORGAN", date(2026, 1, 31)),
        ("cuihu", "ANNUAL_REPORT_ORGAN", date(2026, 1, 31)),
    }


def test_older_years_are_opened_without_a_clock_and_no_year_before_it_is_over(city) -> None:
    assert len(opened(city, 2020)) == 4
    assert not Deadline.objects.exists()
    with pytest.raises(DomainError, match="已经过完"):
        opened(city, 2026)
    with pytest.raises(DomainError, match="全部启动"):
        opened(city, 2020)
    with pytest.raises(NotAllowed):
        services.open_reports(year=2018, **city.as_("jiaoyu", Role.HEAD))


@pytest.mark.duty("S2-9.3a", "S2-9.3c")
def test_from_the_draft_to_the_public_page(city, client) -> None:
    report = opened(city)["jiaoyu"]
    submitted(city, report)
    assert client.get("/annual-reports/jiaoyu/2025/").status_code == 404
    services.clear(report, **city.office(JANUARY))
    services.publish(report, **city.as_("jiaoyu", Role.DISCLOSURE_HEAD, JANUARY))
    page = client.get("/annual-reports/jiaoyu/2025/").content.decode()
    assert "<h1>临江市教育局2025年政府信息公开工作年度报告</h1>" in page
    assert "临江市教育局2025年政府信息公开工作年度报告" in client.get("/annual-reports/").content.decode()
    clock = Deadline.objects.get(organ__code="jiaoyu")
    assert (clock.outcome, clock.closed_on) == ("done", date(2026, 1, 5))


@pytest.mark.duty("S2-9.4.0", "S2-9.4.2", "S2-9.4.6", "S2-9.4.7")
@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("disclosure", "缺“一、总体情况”里的“主动公开”"),
        ("requests", "缺“一、总体情况”里的“依申请公开”"),
        ("management", "缺“一、总体情况”里的“政府信息管理”"),
        ("platform", "缺“一、总体情况”里的“平台建设”"),
        ("supervision", "缺“一、总体情况”里的“监督保障”"),
        ("problems", "缺“五、存在的主要问题及改进情况”"),
        ("others", "缺“六、其他需要报告的事项”"),
    ],
)
def test_nobody_signs_a_report_that_lacks_a_section(city, section, words) -> None:
    report = written(city, opened(city)["jiaoyu"], **{section: ""})
    with pytest.raises(Blocked, match=words):
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))


@pytest.mark.duty("S2-9.4.0")
def test_no_chapter_can_be_added(city) -> None:
    with pytest.raises(InvalidInput):
        written(city, opened(city)["jiaoyu"], awards="获奖情况。")


@pytest.mark.duty("S2-9.3a")
def test_the_writer_does_not_sign_and_another_organ_does_not_write(city) -> None:
    report = opened(city)["jiaoyu"]
    with pytest.raises(NotAllowed):
        services.write(report, values=TEXTS, **city.as_("zhujian", Role.HANDLER))
    written(city, report)
    with pytest.raises(NotAllowed):
        services.sign(report, **city.as_("jiaoyu", Role.HANDLER))
    services.sign(report, **city.as_("jiaoyu", Role.HEAD))
    with pytest.raises(StaleState):
        services.write(report, values=TEXTS, **city.as_("jiaoyu", Role.HANDLER))


def test_the_office_sends_it_back_with_comments_and_it_is_signed_anew(city) -> None:
    report = submitted(city, opened(city)["jiaoyu"])
    with pytest.raises(DomainError, match="理由"):
        services.send_back(report, reason=" ", **city.office())
    services.send_back(report, reason="第五章没有写怎么改。", **city.office())
    assert (report.state, report.comments, report.signed_by) == ("draft", "第五章没有写怎么改。", "")
    services.sign(report, **city.as_("jiaoyu", Role.HEAD))
    services.submit(report, **city.as_("jiaoyu", Role.HANDLER))
    assert report.comments == ""


@pytest.mark.duty("S1-5.6c")
def test_a_cell_is_typed_over_only_with_a_note_and_the_mark_shows_both_numbers(city) -> None:
    report = opened(city)["jiaoyu"]
    clerk = city.as_("jiaoyu", Role.HANDLER)
    with pytest.raises(InvalidInput, match="说明"):
        services.type_cell(report, cell="2/coercion/decisions", value="3", note=" ", **clerk)
    services.type_cell(report, cell="2/coercion/decisions", value="3", note="查封三次。", **clerk)
    assert report.values["2"]["coercion"]["decisions"] == 3
    assert report.marks == {
        "2/coercion/decisions": {"counted": 0, "value": 3, "note": "查封三次。", "by": "市教育局经办人"}
    }
    services.count(report, **clerk)
    assert report.values["2"]["coercion"]["decisions"] == 3
    services.type_cell(report, cell="2/coercion/decisions", value="0", note="登记有误。", **clerk)
    assert (report.values["2"]["coercion"]["decisions"], report.marks) == (0, {})


@pytest.mark.duty("S1-5.6c")
@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("3/1/natural", "-1", "表三“一、本年新收政府信息公开申请数量”行“自然人”列要填0或者正整数"),
        ("3/1/natural", "1.5", "“自然人”列要填0或者正整数"),
        ("2/charges/fees", "0.125", "表二“行政事业性收费”行“本年收费金额（万元）”列"),
        ("4/review/total", "一", "表四“行政复议”行“总计”列"),
    ],
)
def test_only_whole_numbers_from_nothing_on(city, cell, value, words) -> None:
    report = opened(city)["jiaoyu"]
    with pytest.raises(InvalidInput, match=words):
        services.type_cell(report, cell=cell, value=value, note=PAPER, **city.as_("jiaoyu", Role.HANDLER))


@pytest.mark.duty("S1-5.6c", "S2-9.4.4.2")
@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("3/1/natural", "11", "表三“自然人”列：新收11加上年结转2，不等于办理11加结转下年1"),
        ("3/3.1/natural", "7", "表三“自然人”列：各项办理结果合计12，总计是11"),
        ("3/2/total", "3", "表三“二、上年结转政府信息公开申请数量”行：各类申请人合计2，总计是3"),
        ("4/review/upheld", "2", "表四“行政复议”行：各种结果合计3，总计是2"),
        ("2/rules/made", "1", "表二“规章”行“本年制发件数”列只由有规章制定权的政府填报"),
    ],
)
def test_an_identity_that_does_not_hold_stops_the_signature_and_names_the_cell(city, cell, value, words) -> None:
    report = written(city, opened(city)["jiaoyu"])
    services.type_cell(report, cell=cell, value=value, note=PAPER, **city.as_("jiaoyu", Role.HANDLER))
    with pytest.raises(Blocked, match=words):
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))


@pytest.mark.duty("S2-9.4.4.2", "S2-9.4.4.4")
def test_what_last_year_carried_over_is_what_this_year_begins_with(city) -> None:
    submitted(city, opened(city, 2024)["jiaoyu"])
    report = written(city, opened(city)["jiaoyu"], problems="今年的问题是栏目太多，明年合并。")
    with pytest.raises(Blocked, match="表三“自然人”列：上年结转2，上年报告的结转下年度是1"):
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))


def test_the_total_of_a_great_city_is_no_fault_and_one_less_is(city) -> None:
    """Hangzhou 2025 as published: 14069 + 560 = 13810 + 819 = 14629."""
    report = opened(city)["jiaoyu"]
    rows = [[0] * 7 for _ in range(25)]
    for row, count in ((0, 14069), (1, 560), (2, 13810), (23, 13810), (24, 819)):
        rows[row] = [count, 0, 0, 0, 0, 0, count]
    clerk = city.as_("jiaoyu", Role.HANDLER)
    pasted = "\n".join("\t".join(map(str, row)) for row in rows)
    services.paste_table(report, table="3", text=pasted, note=PAPER, **clerk)
    assert report.faults() == []
    services.type_cell(report, cell="3/4/natural", value="818", note=PAPER, **clerk)
    assert {fault.rule for fault in report.faults()} == {1, 3}


def test_a_pasted_table_must_be_whole(city) -> None:
    report = opened(city)["jiaoyu"]
    with pytest.raises(InvalidInput, match="表三一共175格，这里有174个数"):
        services.paste_table(
            report, table="3", text=TABLE_3.strip()[:-2], note=PAPER, **city.as_("jiaoyu", Role.HANDLER)
        )


@pytest.mark.duty("S1-5.6c")
def test_a_number_of_the_text_that_is_not_in_the_table_is_put_right_or_explained(city) -> None:
    report = written(city, opened(city)["jiaoyu"], requests="新收政府信息公开申请15件，上年结转2件。")
    words = "正文写“新收政府信息公开申请15件”，表里“新收申请”是12件"
    with pytest.raises(Blocked, match=words):
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))
    clerk = city.as_("jiaoyu", Role.HANDLER)
    with pytest.raises(InvalidInput):
        services.confirm(report, warning=words, reason=" ", **clerk)
    services.confirm(report, warning=words, reason="正文含转来后退回的3件。", **clerk)
    assert services.sign(report, **city.as_("jiaoyu", Role.HEAD)).state == "signed"


@pytest.mark.duty("S2-9.4.3.2")
def test_texts_in_force_follow_from_last_year_or_somebody_says_why_not(city) -> None:
    before = opened(city, 2024)["jiaoyu"]
    clerk = city.as_("jiaoyu", Role.HANDLER)
    services.type_cell(before, cell="2/normative/in_force", value="5", note=PAPER, **clerk)
    submitted(city, before)
    report = opened(city)["jiaoyu"]
    [warning] = report.warnings()
    assert warning.text == "表二“行政规范性文件”行“现行有效件数”列：上年5加制发0减废止0是5，填的是0"


@pytest.mark.duty("S1-5.6d", "S2-9.4.6")
def test_a_text_copied_from_last_year_is_shown_with_its_passages(city) -> None:
    last = opened(city, 2024)
    submitted(city, last["jiaoyu"])
    reports = opened(city)
    report = written(city, reports["jiaoyu"])
    [same] = report.similar
    assert (same["label"], same["percent"]) == ("市教育局2024年年度报告（上年）", 100)
    assert any("全年主动公开政府信息一百多条" in passage for passage in same["passages"])
    assert "和“市教育局2024年年度报告（上年）”重复100%" in [each.text for each in report.open_warnings()]


@pytest.mark.duty("S1-5.6d")
def test_what_two_organs_hand_in_alike_the_office_sees(city) -> None:
    reports = opened(city)
    submitted(city, reports["zhujian"])
    report = submitted(city, reports["jiaoyu"])
    assert report.similar[0]["label"] == "市住建局2025年年度报告"
    with pytest.raises(Blocked, match="和“市住建局2025年年度报告”重复100%"):
        services.clear(report, **city.office())


@pytest.mark.duty("S2-9.5", "S2-9.3a")
def test_who_is_late_is_a_problem_and_proposed_to_the_supervision_office(city, client) -> None:
    reports = opened(city)
    published(city, reports["jiaoyu"])
    assert services.propose_slips(at=datetime(2026, 1, 31, 23, 0, tzinfo=SHANGHAI)) == []
    late = services.propose_slips(at=FEBRUARY)
    assert {report.organ.code for report in late} == {"zhujian", "cuihu"}
    assert services.propose_slips(at=FEBRUARY) == []
    problems.collect(at=FEBRUARY)
    found = Problem.objects.filter(source="late_report").values_list("organ__code", flat=True)
    assert set(found) == {"zhujian", "cuihu"}
    report = next(report for report in late if report.organ.code == "zhujian")
    with pytest.raises(NotAllowed):
        services.send_slip(report, **city.as_("zhujian", Role.HEAD, FEBRUARY))
    services.send_slip(report, **city.office(FEBRUARY))
    clock = Deadline.objects.get(organ__code="zhujian", rule="RECTIFICATION")
    assert clock.outcome == ""
    with pytest.raises(DomainError, match="已经发出"):
        services.send_slip(report, **city.office(FEBRUARY))
    published(city, report, FEBRUARY, **OTHER_TEXTS)
    clock.refresh_from_db()
    assert clock.outcome == "done"
    assert client.get("/annual-reports/zhujian/2025/").status_code == 200
