"""The identities between the cells of an annual report: each is broken by itself and refused with its cell named.

The stock is the one the city of Hangzhou published for 2025: 14069 + 560 = 13810 + 819.
"""

from datetime import date

import pytest

from assessment.annual_reports import services
from assessment.annual_reports.sheet import parts
from portal.accounts.states import Role
from portal.errors import Blocked
from requests_app.cases.services import register
from tests.assessment.reports import JANUARY, PAPER, TEXTS, opened, submitted
from tests.requests_app.agency import PERSON, TWO_ITEMS

NEW, BEFORE, GRANTED, TOTAL, AFTER = 14069, 560, 13810, 13810, 819


def table() -> str:
    """25 rows of 7, everything from natural persons."""
    rows = [[0] * 7 for _ in range(25)]
    for row, count in ((0, NEW), (1, BEFORE), (2, GRANTED), (23, TOTAL), (24, AFTER)):
        rows[row][0] = rows[row][6] = count
    return "\n".join(" ".join(map(str, row)) for row in rows)


@pytest.fixture
def report(city):
    made = opened(city)["jiaoyu"]
    clerk = city.as_("jiaoyu", Role.HANDLER)
    services.paste_table(made, table="3", text=table(), note=PAPER, **clerk)
    said = {"requests": "新收政府信息公开申请14069件，上年结转560件。"}
    return services.write(made, values=TEXTS | said, **clerk)


@pytest.mark.duty("S1-5.6c")
def test_the_published_stock_is_signed_as_it_stands(city, report) -> None:
    assert (report.faults(), report.warnings()) == ([], [])
    assert services.sign(report, **city.as_("jiaoyu", Role.HEAD)).state == "signed"


@pytest.mark.duty("S1-5.6c", "S2-9.4.4.3", "S2-9.4.5.1", "S2-9.4.5.2")
@pytest.mark.parametrize(
    ("identity", "changes", "words"),
    [
        (
            1,
            {"3/4/natural": 818, "3/4/total": 818},
            "表三“自然人”列：新收14069加上年结转560，不等于办理13810加结转下年818",
        ),
        (2, {"3/3.1/natural": 13809, "3/3.1/total": 13809}, "表三“自然人”列：各项办理结果合计13809，总计是13810"),
        (3, {"3/3.5.2/business": 4}, "表三“重复申请”行：各类申请人合计4，总计是0"),
        (5, {"4/review/upheld": 3}, "表四“行政复议”行：各种结果合计3，总计是0"),
        (5, {"4/lawsuit_direct/open": 1}, "表四“未经复议直接起诉”行：各种结果合计1，总计是0"),
        (5, {"4/lawsuit_after_review/total": 2}, "表四“复议后起诉”行：各种结果合计0，总计是2"),
    ],
)
def test_each_broken_identity_of_the_tables_is_named(city, report, identity, changes, words) -> None:
    clerk = city.as_("jiaoyu", Role.HANDLER)
    for cell, value in changes.items():
        services.type_cell(report, cell=cell, value=str(value), note=PAPER, **clerk)
    assert identity in {fault.rule for fault in report.faults()}
    with pytest.raises(Blocked) as refused:
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))
    assert any(words in reason for reason in refused.value.reasons)


@pytest.mark.duty("S2-9.4.4.2")
def test_what_last_year_left_over_must_be_carried_in_cell_by_cell(city, report) -> None:
    submitted(city, opened(city, 2024)["jiaoyu"])
    assert [fault.text for fault in report.faults() if fault.rule == 4] == [
        "表三“自然人”列：上年结转560，上年报告的结转下年度是1",
        "表三“总计”列：上年结转560，上年报告的结转下年度是1",
    ]


@pytest.mark.duty("S1-5.6c")
def test_a_number_below_nothing_is_a_fault_however_it_came_in(city, report) -> None:
    """The forms refuse it; what a program wrote past them is refused at the signature."""
    report.values["3"]["3.3.1"]["natural"] = -1
    [fault] = [fault for fault in report.faults() if fault.rule == 6]
    assert fault.text.endswith("行：每一格要填0或者正整数")
    assert "国家秘密" in fault.text


@pytest.mark.duty("S1-5.6c")
def test_the_text_that_says_another_number_is_held_up(city, report) -> None:
    clerk = city.as_("jiaoyu", Role.HANDLER)
    services.write(report, values={"requests": "新收政府信息公开申请14096件。"}, **clerk)
    assert [(each.rule, each.text) for each in report.warnings()] == [
        (8, "正文写“新收政府信息公开申请14096件”，表里“新收申请”是14069件")
    ]


@pytest.mark.duty("S4-1.8b")
def test_a_report_that_is_silent_about_the_key_fields_is_held_up(city, report) -> None:
    services.write(report, values={"disclosure": "全年主动公开一百多条。"}, **city.as_("jiaoyu", Role.HANDLER))
    assert [each.text for each in report.warnings()] == ["第一章没有写重点领域的公开情况"]
    with pytest.raises(Blocked):
        services.sign(report, **city.as_("jiaoyu", Role.HEAD))


@pytest.mark.duty("S2-9.4.7")
def test_the_sixth_chapter_speaks_of_fees_whatever_was_written(report) -> None:
    assert parts(report)[-1].paragraphs[-1] == "2025年没有收取信息处理费。"


def paper_request(city, arrived_on: date):
    """Brought to the window in December, entered in January: two pieces."""
    clerk = city.as_("jiaoyu", Role.HANDLER, JANUARY)
    return register(
        organ=city.organs["jiaoyu"], channel="in_person", arrived_on=arrived_on, values=PERSON, items=TWO_ITEMS, **clerk
    ).request


@pytest.mark.duty("S1-5.6c", "S2-9.4.4.1", "S2-9.4.4.2")
def test_what_is_entered_after_the_count_belongs_to_the_year_it_was_received_in(city, report) -> None:
    """By the day of receipt, piece by piece: two new ones and two carried over (identity 10)."""
    paper_request(city, date(2025, 12, 30))
    assert [(each.rule, each.text) for each in report.outdated()] == [
        (10, f"表三“{row}”行“{column}”列：按案件的收到日、办结日现在是2，统计的是0，请重新统计")
        for row in ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理")
        for column in ("自然人", "总计")
    ]
    head = city.as_("jiaoyu", Role.HEAD, JANUARY)
    with pytest.raises(Blocked, match="请重新统计"):
        services.sign(report, **head)
    services.count(report, **city.as_("jiaoyu", Role.HANDLER, JANUARY))
    assert report.outdated() == []
    assert services.sign(report, **head).state == "signed"


@pytest.mark.duty("S2-9.4.4.1")
def test_what_was_received_in_the_new_year_changes_nothing_of_the_old_one(city, report) -> None:
    paper_request(city, date(2026, 1, 2))
    assert report.outdated() == []


@pytest.mark.duty("S2-9.4.4.3")
def test_what_was_answered_in_the_year_counts_by_the_day_of_the_answer(city, report) -> None:
    request = paper_request(city, date(2025, 12, 1))
    services.count(report, **city.as_("jiaoyu", Role.HANDLER, JANUARY))
    request.items.update(counted_outcome="3.1", counted_on=date(2025, 12, 31))
    changed = {text.split("：", 1)[0] for text in (each.text for each in report.outdated())}
    assert changed == {
        f"表三“{row}”行“{column}”列"
        for row in ("予以公开", "（七）总计", "四、结转下年度继续办理")
        for column in ("自然人", "总计")
    }
