"""The trend of thirty days as a chart."""

from collections.abc import Sequence

from disclosure.monitoring.selectors import TREND_DAYS, TrendDay
from portal.charts import Chart, Kind, Series

_A_WEEK = 7


def trend_chart(days: Sequence[TrendDay]) -> Chart:
    """The newest day stands at the right edge, whether there are thirty or one; every seventh from it is marked."""
    newest = len(days) - 1
    return Chart(
        Kind.COLUMNS,
        "最近30天的问题",
        "日期",
        [f"{each.day.month}月{each.day.day}日" for each in days],
        [
            Series("单项否决", [each.veto for each in days], tone="bad"),
            Series("扣分", [each.deduction for each in days], tone="warn"),
            Series("本市要求", [each.house for each in days], tone="house"),
        ],
        unit="个",
        slots=TREND_DAYS,
        marks=[
            f"{each.day.month}.{each.day.day}" if (newest - place) % _A_WEEK == 0 else ""
            for place, each in enumerate(days)
        ],
    )
