"""One column of a panel as bars, each leading to the list of its number."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from urllib.parse import quote

from django.urls import reverse

from assessment.dashboard.panels.shapes import Line, Panel
from portal.charts import Chart, Kind, Series


def chart_of(panel: Panel, lines: Sequence[Line], query: str) -> Chart | None:
    """``query``: the choices of the page, as the beginning of an address. ``None`` where nothing is drawn."""
    if panel.drawn is None or not lines:
        return None
    cells = [line.cells[panel.drawn] for line in lines]
    here = reverse("dashboard:panel_cases", args=[panel.code])
    return Chart(
        Kind.BARS,
        f"{panel.title}：{panel.headings[panel.drawn + 1]}",
        panel.headings[0],
        [line.title for line in lines],
        [Series(panel.headings[panel.drawn + 1], [_value(cell.words) for cell in cells])],
        urls=[f"{here}?{query}key={quote(cell.key)}" if cell.key else "" for cell in cells],
    )


def _value(words: str) -> Decimal | None:
    try:
        return Decimal(words)
    except InvalidOperation:  # a dash, or words
        return None
