"""Repeated measurements, and tables of them."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of many calls."""

    name: str
    milliseconds: list[float]

    def percentile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    @property
    def p50(self) -> float:
        return self.percentile(0.5)

    @property
    def p95(self) -> float:
        return self.percentile(0.95)


def measure(name: str, call: Callable[[Case], object], cases: Sequence[Case], *, warm: int = 20) -> Timing:
    """Each case once, after a few to warm up."""
    for case in cases[:warm]:
        call(case)
    gc.collect()
    taken = []
    for case in cases:
        began = time.perf_counter()
        call(case)
        taken.append((time.perf_counter() - began) * 1000)
    return Timing(name, taken)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Text columns; Chinese characters are two columns wide."""
    widths = [max(_width(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = [_line(head, widths), "  ".join("─" * width for width in widths), *(_line(row, widths) for row in rows)]
    return "\n".join([f"\n{title}", *lines])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        " " * (width - _width(cell)) + cell if place else cell + " " * (width - _width(cell))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *rest])


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
