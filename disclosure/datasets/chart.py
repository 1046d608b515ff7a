"""The chart of a version: sums of a column by another, counted when its file was looked through."""

from decimal import Decimal
from typing import Any

from disclosure.datasets.codes import ChartKind
from portal.charts import Chart, Kind, Series

_KINDS = {ChartKind.BAR: Kind.BARS, ChartKind.LINE: Kind.LINE}


def chart_of(stored: dict[str, Any]) -> Chart | None:
    """``None`` where the version has none."""
    points = stored.get("points", [])
    if not points:
        return None
    label, measure = stored["label"], stored["value"] or "行数"
    series = Series(measure, [Decimal(amount) for _, amount in points])
    names = [name for name, _ in points]
    return Chart(_KINDS[ChartKind(stored["kind"])], f"按{label}的{measure}", label, names, [series])
