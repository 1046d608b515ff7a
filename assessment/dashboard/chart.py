"""The months as a chart: the rate of this period and, dashed, of the year before."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.urls import reverse

from assessment.measures.figures import Kept
from portal.charts import Chart, Kind, Series

_STEP = 20
_FULL = Decimal(100)


def on_time(months: Sequence[tuple[date, Kept, Kept]]) -> Chart:
    """Of first day, this year's and last year's month, the oldest first. The axis begins at a whole fifth."""
    rates = [kept.rate for _, *both in months for kept in both if kept.rate is not None]
    lowest = min(rates, default=Decimal(0)) // _STEP * _STEP
    here = reverse("dashboard:cases")
    return Chart(
        Kind.LINE,
        "各月按时率",
        "月份",
        [f"{month.year}年{month.month}月" for month, _, _ in months],
        [
            Series("到期", [now.due for _, now, _ in months], drawn=False),
            Series("没有按时", [now.late for _, now, _ in months], drawn=False),
            Series("按时率（%）", [now.rate for _, now, _ in months]),
            Series("上年同期（%）", [before.rate for _, _, before in months], tone="quiet"),
        ],
        unit="%",
        urls=[f"{here}?measure=due&month={month:%Y-%m}" for month, _, _ in months],
        low=min(lowest, _FULL - _STEP),
        high=_FULL,
        marks=[f"{month.month}月" for month, _, _ in months],
    )
