"""The trend as bars: numbers for an SVG that needs no script and no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.monitoring.selectors import TREND_DAYS, TrendDay

WIDTH, HEIGHT = 640, 180
LEFT, BOTTOM, TOP = 40, 28, 12
_GAP = 0.25
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a bar; ``tone`` is its colour and pattern."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One day. ``mark`` is written below it, empty for most."""

    day: TrendDay
    middle: float
    parts: tuple[Part, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the scale."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    foot: int = HEIGHT - BOTTOM


def chart(days: Sequence[TrendDay]) -> Chart:
    """The newest day stands at the right edge, whether there are thirty or one."""
    top = _round_up(max((day.total for day in days), default=1))
    slot = (WIDTH - LEFT) / TREND_DAYS
    first = TREND_DAYS - len(days)
    bars = tuple(
        _bar(day, LEFT + (first + place) * slot, slot, top, _mark(place, days)) for place, day in enumerate(days)
    )
    lines = tuple(Line(round(_y(value, top), 1), value) for value in sorted({0, top // 2 if top > 1 else 0, top}))
    return Chart(bars, lines)


def _bar(day: TrendDay, x: float, slot: float, top: int, mark: str) -> Bar:
    parts, standing = [], 0
    for tone, count in (("bad", day.veto), ("warn", day.deduction), ("house", day.house)):
        if count:
            low, high = _y(standing, top), _y(standing + count, top)
            width = slot * (1 - _GAP)
            parts.append(
                Part(round(x + slot * _GAP / 2, 1), round(high, 1), round(width, 1), round(low - high, 1), tone)
            )
        standing += count
    return Bar(day, round(x + slot / 2, 1), tuple(parts), mark)


def _y(value: int, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top


def _mark(place: int, days: Sequence[TrendDay]) -> str:
    """Every seventh day counted from the newest."""
    return _short(days[place].day) if (len(days) - 1 - place) % 7 == 0 else ""


def _short(day: date) -> str:
    return f"{day.month}.{day.day}"


def _round_up(value: int) -> int:
    """The next round number: 1, 2, 5, 10, 20, 50 …"""
    scale = 1
    while True:
        for step in _STEPS:
            if step * scale >= value:
                return step * scale
        scale *= 10
