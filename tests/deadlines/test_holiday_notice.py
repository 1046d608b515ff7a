from datetime import date
from pathlib import Path

import pytest

from portal.deadlines.holiday_notice import UnreadableNotice, read_notice
from portal.deadlines.workdays import DayKind
from tests.deadlines.conftest import RELEASED_CALENDAR

NOTICE_2026 = (Path(__file__).parent / "data" / "notice_2026.txt").read_text(encoding="utf-8")


@pytest.mark.duty("law.G")
def test_the_text_of_a_notice_and_the_released_rows_say_the_same() -> None:
    released = read_notice(RELEASED_CALENDAR.read_text(encoding="utf-8")).rows
    notice = read_notice(NOTICE_2026)
    assert notice.rows == tuple(row for row in released if row.notice_year == 2026)
    assert (notice.number, notice.years) == ("国办发明电〔2025〕7号", (2026,))


def test_days_of_the_year_before_belong_to_the_notice_that_orders_them() -> None:
    text = "2019年部分节假日安排\n一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。"
    rows = read_notice(text).rows
    assert [(row.date, row.kind, row.notice_year) for row in rows] == [
        (date(2018, 12, 29), DayKind.WORKDAY, 2019),
        (date(2018, 12, 31), DayKind.HOLIDAY, 2019),
        (date(2019, 1, 1), DayKind.HOLIDAY, 2019),
    ]


def test_a_single_day_without_exchange_is_read() -> None:
    rows = read_notice("2025年部分节假日安排\n一、元旦：1月1日（周三）放假1天，不调休。").rows
    assert [(row.date, row.name) for row in rows] == [(date(2025, 1, 1), "元旦")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("关于召开会议的通知", "没有找到"),
        ("2026年部分节假日安排\n一、元旦：1月1日（周五）至3日（周六）放假，共3天。", "2026-01-01是周四"),
        ("2026年部分节假日安排\n一、元旦：1月1日至3日放假，共4天。", "写共4天"),
        ("2026年部分节假日安排\n一、元旦：13月1日放假1天。", "不是一个日子"),
        ("2026年部分节假日安排\n一、元旦：1月3日至1日放假。", "早于开始日"),
        ("2026年部分节假日安排\n请各单位做好值班。", "没有读到任何"),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(text, message) -> None:
    with pytest.raises(UnreadableNotice, match=message):
        read_notice(text)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("date,kind\n2027-01-01,holiday", "缺少列：name"),
        ("date,kind,name\n2027/01/01,holiday,元旦", "第2行：日期"),
        ("date,kind,name\n2027-01-01,free,元旦", "第2行：kind"),
        ("date,kind,name\n2027-01-01,holiday,", "没有写节日名称"),
        ("date,kind,name\n2027-01-02,holiday,元旦", "本来就休息"),
        ("date,kind,name\n2027-01-04,workday,元旦", "本来就上班"),
        ("date,kind,name\n2027-01-01,holiday,元旦\n2027-01-01,holiday,元旦", "第3行：2027-01-01写了两次"),
        ("date,kind,name,confirmed\n2027-01-01,holiday,元旦,maybe", "confirmed"),
        ("date,kind,name\n", "没有读到任何"),
    ],
)
def test_a_wrong_line_of_a_csv_is_named(lines, message) -> None:
    with pytest.raises(UnreadableNotice, match=message):
        read_notice(lines)


def test_a_csv_saved_by_a_spreadsheet_is_read() -> None:
    rows = read_notice("\ufeffdate,kind,name,confirmed\r\n2027-01-01,holiday,元旦,false\r\n").rows
    assert [(row.date, row.confirmed) for row in rows] == [(date(2027, 1, 1), False)]


def test_new_years_days_of_december_belong_to_the_next_year() -> None:
    rows = read_notice("date,kind,name\n2026-12-31,holiday,元旦\n2027-01-01,holiday,元旦").rows
    assert [row.notice_year for row in rows] == [2027, 2027]
