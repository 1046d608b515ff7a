"""Charts as numbers: where a value stands, what the table says, where a gap is."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from portal.charts import Chart, Kind, Series

pytestmark = pytest.mark.once


def rates(**changed) -> Chart:
    series = [
        Series("按时率（%）", [Decimal("97.5"), None, Decimal(100)]),
        Series("上年同期（%）", [Decimal(90), Decimal(95), Decimal(80)], tone="quiet"),
        Series("到期", [40, 0, 3], drawn=False),
    ]
    given = {"unit": "%", "low": Decimal(80), "high": Decimal(100), "urls": ["/a", "/b", "/c"]} | changed
    return Chart(Kind.LINE, "各月按时率", "月份", ["3月", "4月", "5月"], series, **given)


def test_a_line_stands_between_the_ends_of_its_axis_and_has_a_gap_where_nothing_is() -> None:
    drawing = rates().drawing
    # 80 at the foot (212), 100 at the top (18); the first month at the left (56), the last at the right (700).
    assert drawing.paths == [("quiet", "M56.0 115.0L378.0 66.5L700.0 212.0"), ("", "M56.0 42.2M700.0 18.0")]
    assert [(dot.title, dot.url, dot.x, dot.y) for dot in drawing.shapes] == [
        ("3月：97.5%", "/a", 56.0, 42.2),
        ("5月：100%", "/c", 700.0, 18.0),
    ]
    assert [text.words for text in drawing.texts] == ["80", "85", "90", "95", "100", "3月", "4月", "5月", "100"]


def test_the_table_has_every_series_and_says_so_where_there_is_no_number() -> None:
    assert rates().rows == [
        ("3月", "/a", ["97.5", "90", "40"]),
        ("4月", "/b", ["—", "95", "0"]),
        ("5月", "/c", ["100", "80", "3"]),
    ]
    page = render_to_string("components/chart.html", {"chart": rates()})
    assert "纵轴从80开始" in page
    assert '<th scope="col" class="num" data-drawn="main">按时率（%）</th>' in page
    assert '<th scope="col" class="num">到期</th>' in page
    assert page.count('<a href="/a">') == 2


def test_an_axis_without_given_ends_begins_at_nothing_and_ends_round() -> None:
    chart = Chart(Kind.LINE, "行数", "年份", ["2024", "2025"], [Series("行数", [3, 17])])
    assert [text.words for text in chart.drawing.texts][:5] == ["0", "5", "10", "15", "20"]
    assert chart.cut == ""
    below = Chart(Kind.LINE, "温度", "日", ["1", "2"], [Series("温度", [-3, 4])])
    assert [text.words for text in below.drawing.texts][:3] == ["-3", "0", "5"]


def test_columns_stand_on_each_other_and_at_the_right_edge() -> None:
    series = [Series("否决", [1], tone="bad"), Series("扣分", [3], tone="warn")]
    drawing = Chart(Kind.COLUMNS, "问题", "日期", ["5月21日"], series, unit="个", slots=4).drawing
    bad, warn = drawing.shapes
    assert (bad.title, bad.tone, warn.tone) == ("5月21日：4个", "bad", "warn")
    # Of four slots of 161 the last; five is the top of the axis, so one is 38.8 high.
    assert (bad.x, bad.width, bad.y, bad.height) == (559.1, 120.8, 173.2, 38.8)
    assert (warn.y, warn.height) == (56.8, 116.4)


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    chart = Chart(Kind.BARS, "学位", "街道", ["东山", "翠湖", "西"], [Series("学位数", [400, 100, -5])])
    assert [(bar.y, bar.width) for bar in chart.drawing.shapes] == [(18, 520.0), (44, 130.0), (70, 0.0)]
    assert [text.words for text in chart.drawing.texts] == ["东山", "400", "翠湖", "100", "西", "-5"]


def test_labels_that_have_no_room_are_left_out() -> None:
    years = [f"{year}年" for year in range(1990, 2026)]
    chart = Chart(Kind.LINE, "件", "年", years, [Series("件", [1] * 36)])
    shown = [text.words for text in chart.drawing.texts if text.words.endswith("年")]
    assert shown == ["1990年", "1995年", "2000年", "2005年", "2010年", "2015年", "2020年", "2025年"]
