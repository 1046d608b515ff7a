"""The curve of the months as numbers for an SVG that needs no script and no inline style."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.measures.figures import Kept

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 760, 240, 40, 700, 18, 212
_STEP = 20
_PERCENT = 100
_MARKS = 4


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    label: str
    rate: Decimal
    month: date


@dataclass(frozen=True, slots=True)
class Curve:
    """``now`` and ``before`` are the points of a line; a month in which nothing ended is a gap in the points."""

    low: int
    grid: Sequence[tuple[float, int]]
    months: Sequence[tuple[float, str]]
    now: Sequence[Point]
    before: Sequence[Point]

    @property
    def path(self) -> str:
        return _path(self.now)

    @property
    def path_before(self) -> str:
        return _path(self.before)


def curve(months: Sequence[tuple[date, Kept, Kept]]) -> Curve:
    """Of first day, this year's and last year's month, the oldest first."""
    rates = [kept.rate for _, *both in months for kept in both if kept.rate is not None]
    low = min(int(min(rates, default=Decimal(0)) // _STEP * _STEP), _PERCENT - _STEP)
    step = (RIGHT - LEFT) / max(1, len(months) - 1)

    def y(rate: Decimal | int) -> float:
        return round(TOP + float(_PERCENT - rate) / (_PERCENT - low) * (FOOT - TOP), 1)

    def points(which: int) -> list[Point]:
        found = []
        for place, (month, *both) in enumerate(months):
            rate = both[which].rate
            if rate is not None:
                found.append(Point(round(LEFT + place * step, 1), y(rate), f"{month.month}月", rate, month))
        return found

    marks = [low + (_PERCENT - low) * quarter // _MARKS for quarter in range(_MARKS + 1)]
    names = [(round(LEFT + place * step, 1), f"{month.month}月") for place, (month, *_) in enumerate(months)]
    return Curve(low, [(y(mark), mark) for mark in marks], names, points(0), points(1))


def _path(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)
