"""Charts: what is shown as data, and the drawing of it as numbers for an SVG that needs no script and no inline style.

``components/chart.html`` draws every chart of the portal and puts its table under it; ``static/js/charts.js`` reads
that table and makes the drawing answer to mouse, finger and keyboard. So a chart, its table and its file never differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

WIDTH, HEIGHT = 760, 240
TOP, FOOT = 18, 28
LEFT, RIGHT = 56, 60
BAR_LEFT, BAR_RIGHT, BAR_HEIGHT = 150, 90, 26
NONE = "—"
_LABEL_LENGTH = 10
_LETTER = 15
_GAP = 0.25
_STEPS = (1, 2, 5)
_QUARTERS = 4
_RADIUS = 4


class Kind(StrEnum):
    LINE = "line"
    BARS = "bars"
    """Lying: long Chinese labels stay readable."""
    COLUMNS = "columns"
    """Standing, series on top of each other."""


@dataclass(frozen=True, slots=True)
class Series:
    """``values`` has one number a label, ``None`` where there is none. ``tone``: ``quiet`` (dashed, to compare with),
    ``bad``, ``warn``, ``house``. What is not ``drawn`` stands in the table only."""

    name: str
    values: Sequence[Decimal | int | None]
    tone: str = ""
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    words: str
    anchor: str = "middle"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A dot when it has a radius, else a rectangle. ``url`` leads to what it counts."""

    title: str
    url: str
    tone: str
    x: float
    y: float
    width: float = 0
    height: float = 0
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """``grid``: left, right and height of a line. ``paths``: tone and the ``d`` of an SVG path."""

    width: int
    height: int
    grid: Sequence[tuple[float, float, float]] = ()
    texts: Sequence[Text] = ()
    paths: Sequence[tuple[str, str]] = ()
    shapes: Sequence[Shape] = ()


@dataclass(frozen=True)
class Chart:
    """``label`` heads the first column. ``urls``: the list behind each label, empty without lists. ``low`` and ``high``
    are the ends of the axis, found from the values when not given. ``slots``: room for so many labels, filled from the
    right. ``marks`` are written at the axis instead of the labels."""

    kind: Kind
    title: str
    label: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    urls: Sequence[str] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    slots: int = 0
    marks: Sequence[str] = ()

    @property
    def drawn(self) -> list[Series]:
        return [series for series in self.series if series.drawn]

    @property
    def named(self) -> bool:
        """More than one series: a legend says which is which."""
        return len(self.drawn) > 1

    @property
    def rows(self) -> list[tuple[str, str, list[str]]]:
        """The table: label, address of its list, what stands in each column."""
        return [
            (label, self.url(place), [words(series.values[place]) for series in self.series])
            for place, label in enumerate(self.labels)
        ]

    @property
    def cut(self) -> str:
        """Where the axis begins, when it does not begin at nothing."""
        return words(self.low) if self.low else ""

    def url(self, place: int) -> str:
        return self.urls[place] if self.urls else ""

    @cached_property
    def drawing(self) -> Drawing:
        return _DRAWERS[self.kind](self)


def compared(label: str, measure: str, points: Sequence[tuple[str, Decimal | int | None]], *, unit: str = "") -> Chart:
    """One number of several years or organs as bars."""
    names, numbers = [name for name, _ in points], [number for _, number in points]
    return Chart(Kind.BARS, f"按{label}的{measure}", label, names, [Series(measure, numbers)], unit)


def words(value: Decimal | int | None) -> str:
    return NONE if value is None else f"{value}"


def _numbers(chart: Chart) -> list[Decimal]:
    return [Decimal(value) for series in chart.drawn for value in series.values if value is not None]


def _title(chart: Chart, place: int, value: Decimal | int | None, name: str = "") -> str:
    return f"{chart.labels[place]}{name and f'，{name}'}：{words(value)}{chart.unit}"


@dataclass(frozen=True)
class _Plane:
    """From values to places on paper, for the kinds that stand."""

    chart: Chart
    low: Decimal
    high: Decimal
    grid: Sequence[Decimal]
    middle: bool = False

    @cached_property
    def slots(self) -> int:
        return max(self.chart.slots, len(self.chart.labels), 1)

    @cached_property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / (self.slots if self.middle else max(1, self.slots - 1))

    def x(self, place: int) -> float:
        empty = self.slots - len(self.chart.labels)
        return round(LEFT + (empty + place + (0.5 if self.middle else 0)) * self.step, 1)

    def y(self, value: Decimal | int) -> float:
        share = float((self.high - value) / (self.high - self.low))
        return round(TOP + share * (HEIGHT - TOP - FOOT), 1)

    def lines(self) -> list[tuple[float, float, float]]:
        return [(LEFT, WIDTH - RIGHT, self.y(value)) for value in self.grid]

    def texts(self) -> list[Text]:
        scale = [Text(LEFT - 6, self.y(value) + 4, f"{value:f}", "end") for value in self.grid]
        marks = self.chart.marks or _thinned(self.chart.labels, self.step)
        return scale + [Text(self.x(place), HEIGHT - 6, mark) for place, mark in enumerate(marks) if mark]


def _thinned(labels: Sequence[str], step: float) -> list[str]:
    """Every label that has room beside the one before."""
    short = [_short(label) for label in labels]
    need = max((len(label) for label in short), default=1) * _LETTER
    every = max(1, -(-need // max(1, int(step))))
    return [label if place % every == 0 else "" for place, label in enumerate(short)]


def _line(chart: Chart) -> Drawing:
    numbers = _numbers(chart)
    low = min(Decimal(0), *numbers) if chart.low is None else chart.low
    high = chart.high or _round_up(max(Decimal(1), *numbers))
    plane = _Plane(chart, low, high, _quarters(low, high) if low >= 0 else sorted({low, Decimal(0), high}))
    quiet_first = sorted(chart.drawn, key=lambda series: series.tone != "quiet")
    texts = plane.texts()
    for series in quiet_first:
        texts += _last_value(plane, series)
    return Drawing(
        WIDTH,
        HEIGHT,
        plane.lines(),
        texts,
        [(series.tone, _path(plane, series)) for series in quiet_first],
        [dot for series in quiet_first if series.tone != "quiet" for dot in _dots(plane, series)],
    )


def _path(plane: _Plane, series: Series) -> str:
    """A month without a number is a gap in the line."""
    pieces, pen = [], "M"
    for place, value in enumerate(series.values):
        if value is not None:
            pieces.append(f"{pen}{plane.x(place)} {plane.y(value)}")
        pen = "M" if value is None else "L"
    return "".join(pieces)


def _dots(plane: _Plane, series: Series) -> Iterator[Shape]:
    for place, value in enumerate(series.values):
        if value is not None:
            title = _title(plane.chart, place, value)
            yield Shape(title, plane.chart.url(place), "", plane.x(place), plane.y(value), radius=_RADIUS)


def _last_value(plane: _Plane, series: Series) -> list[Text]:
    there = [(place, value) for place, value in enumerate(series.values) if value is not None]
    if not there or series.tone == "quiet":
        return []
    place, value = there[-1]
    return [Text(plane.x(place) + 9, plane.y(value) + 5, words(value), "start", "value")]


def _columns(chart: Chart) -> Drawing:
    sums = [sum(int(series.values[place] or 0) for series in chart.drawn) for place in range(len(chart.labels))]
    high = chart.high or _round_up(Decimal(max(sums, default=1) or 1))
    grid = sorted({Decimal(0), high // 2, high})
    plane = _Plane(chart, Decimal(0), high, grid, middle=True)
    shapes = []
    for place, total in enumerate(sums):
        standing = 0
        for series in chart.drawn:
            value = int(series.values[place] or 0)
            if value:
                shapes.append(_piece(plane, place, standing, value, (series.tone, _title(chart, place, total))))
            standing += value
    return Drawing(WIDTH, HEIGHT, plane.lines(), plane.texts(), shapes=shapes)


def _piece(plane: _Plane, place: int, standing: int, value: int, look: tuple[str, str]) -> Shape:
    tone, title = look
    width = round(plane.step * (1 - _GAP), 1)
    above, below = plane.y(standing + value), plane.y(standing)
    left = round(plane.x(place) - width / 2, 1)
    return Shape(title, plane.chart.url(place), tone, left, above, width, round(below - above, 1))


def _bars(chart: Chart) -> Drawing:
    series = chart.drawn[0]
    top = max((abs(number) for number in _numbers(chart)), default=Decimal(1)) or Decimal(1)
    shapes, texts = [], []
    for place, label in enumerate(chart.labels):
        value = series.values[place]
        width = round(float(max(Decimal(value or 0), Decimal(0)) / top) * (WIDTH - BAR_LEFT - BAR_RIGHT), 1)
        y = TOP + place * BAR_HEIGHT
        line = round(y + BAR_HEIGHT * 0.55, 1)
        title = _title(chart, place, value)
        shapes.append(Shape(title, chart.url(place), series.tone, BAR_LEFT, y, width, round(BAR_HEIGHT * 0.7, 1)))
        texts.append(Text(BAR_LEFT - 8, line, _short(label), "end"))
        texts.append(Text(round(BAR_LEFT + width + 6, 1), line, words(value), "start", "value"))
    return Drawing(WIDTH, TOP * 2 + BAR_HEIGHT * len(chart.labels), texts=texts, shapes=shapes)


_DRAWERS = {Kind.LINE: _line, Kind.BARS: _bars, Kind.COLUMNS: _columns}


def _short(label: str) -> str:
    return label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1]}…"


def _quarters(low: Decimal, high: Decimal) -> list[Decimal]:
    """Four whole steps where the room divides so, else the two ends and the middle."""
    room = high - low
    parts = _QUARTERS if room % _QUARTERS == 0 else 2 if room % 2 == 0 else 1
    return [low + room * part / parts for part in range(parts + 1)]


def _round_up(value: Decimal) -> Decimal:
    """The next round number: 1, 2, 5, 10, 20, 50 …"""
    scale = Decimal(1)
    while True:
        for step in _STEPS:
            if step * scale >= value:
                return step * scale
        scale *= 10
