"""A chart as numbers for an SVG that needs no script and no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

from disclosure.datasets.codes import ChartKind

WIDTH, LINE_HEIGHT, PLOT_HEIGHT = 640, 26, 240
LEFT, RIGHT, TOP, FOOT = 150, 90, 12, 30
MARGIN = 70
_LABEL_LENGTH = 10
_MARKS = 4
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart, lying: long Chinese labels stay readable."""

    label: str
    amount: str
    y: float
    middle: float
    width: float
    end: float
    height: float


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    label: str
    amount: str
    mark: str


@dataclass(frozen=True, slots=True)
class Grid:
    y: float
    amount: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Either ``bars`` or ``dots``; ``path`` joins the dots. ``points`` are the table beside it."""

    title: str
    measure: str
    label: str
    points: Sequence[tuple[str, str]]
    height: int
    bars: Sequence[Bar] = ()
    dots: Sequence[Dot] = ()
    grid: Sequence[Grid] = ()
    path: str = ""
    width: int = WIDTH
    left: int = LEFT


def chart_of(stored: dict[str, Any]) -> Chart | None:
    """The chart of a version; ``None`` where it has none."""
    points = [(label, amount) for label, amount in stored.get("points", [])]
    if not points:
        return None
    measure = stored["value"] or "行数"
    frame = {"measure": measure, "label": stored["label"], "points": points}
    title = f"按{stored['label']}的{measure}"
    if stored["kind"] == ChartKind.LINE:
        return _line(title, frame)
    return _bars(title, frame)


def _bars(title: str, frame: dict[str, Any]) -> Chart:
    points = frame["points"]
    top = max((abs(Decimal(amount)) for _, amount in points), default=Decimal(1)) or Decimal(1)
    room = WIDTH - LEFT - RIGHT
    bars = [_bar(place, label, amount, room, top) for place, (label, amount) in enumerate(points)]
    return Chart(title, height=TOP * 2 + LINE_HEIGHT * len(points), bars=bars, **frame)


def _bar(place: int, label: str, amount: str, room: int, top: Decimal) -> Bar:
    width = round(float(max(Decimal(amount), Decimal(0)) / top) * room, 1)
    y = TOP + place * LINE_HEIGHT
    middle, height = round(y + LINE_HEIGHT * 0.55, 1), round(LINE_HEIGHT * 0.7, 1)
    return Bar(_short(label), amount, y, middle, width, round(LEFT + width, 1), height)


def _line(title: str, frame: dict[str, Any]) -> Chart:
    points = frame["points"]
    amounts = [Decimal(amount) for _, amount in points]
    low, high = min(Decimal(0), *amounts), _round_up(max(Decimal(1), *amounts))
    room = WIDTH - MARGIN - 20
    plot = PLOT_HEIGHT - TOP - FOOT

    def y(amount: Decimal) -> float:
        return round(TOP + float((high - amount) / (high - low)) * plot, 1)

    step = room / max(1, len(points) - 1)
    every = ceil(len(points) / _MARKS)
    dots = [
        Dot(round(MARGIN + place * step, 1), y(amount), label, text, _short(label) if place % every == 0 else "")
        for place, ((label, text), amount) in enumerate(zip(points, amounts, strict=True))
    ]
    grid = [Grid(y(value), f"{value:f}") for value in sorted({low, Decimal(0), high / 2, high})]
    path = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots)
    return Chart(title, height=PLOT_HEIGHT, dots=dots, grid=grid, path=path, left=MARGIN, **frame)


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1]}…"


def _round_up(value: Decimal) -> Decimal:
    """The next round number: 1, 2, 5, 10, 20, 50 …"""
    scale = Decimal(1)
    while True:
        for step in _STEPS:
            if step * scale >= value:
                return step * scale
        scale *= 10
