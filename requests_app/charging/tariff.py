"""What a request costs in yuan: progressive by piece or by page (国办函〔2020〕109号, law.md D). Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass

FREE_PIECES = 10
FLAT_PIECES_TO = 30
PIECE_PRICE = 100
PIECE_STEP = 10


@dataclass(frozen=True, slots=True)
class Band:
    """Units after ``above`` up to and including ``to`` cost ``price`` each; ``to`` is ``None`` in the last band."""

    above: int
    to: int | None
    price: int


PAGE_BANDS = (Band(30, 100, 10), Band(100, 200, 20), Band(200, None, 40))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calculation as the notice shows it."""

    units: int
    price: int

    @property
    def amount(self) -> int:
        return self.units * self.price


def by_piece(count: int) -> tuple[Line, ...]:
    """What ``count`` pieces of one applicant in one calendar month cost together, band by band."""
    return _lines(count, _piece_bands(count))


def by_page(pages: int) -> tuple[Line, ...]:
    """What ``pages`` A4 sides of one request cost, band by band."""
    return _lines(pages, PAGE_BANDS)


def amount(lines: Sequence[Line]) -> int:
    return sum(line.amount for line in lines)


def between(before: int, after: int) -> tuple[Line, ...]:
    """What the pieces after the ``before``-th up to the ``after``-th of the month cost, band by band."""
    return tuple(
        Line(units, band.price)
        for band in _piece_bands(after)
        if (units := _within(band, after) - _within(band, before)) > 0
    )


def _piece_bands(count: int) -> tuple[Band, ...]:
    bands = [Band(FREE_PIECES, FLAT_PIECES_TO, PIECE_PRICE)]
    price, above = PIECE_PRICE, FLAT_PIECES_TO
    while above < count:
        price += PIECE_PRICE
        bands.append(Band(above, above + PIECE_STEP, price))
        above += PIECE_STEP
    return tuple(bands)


def _within(band: Band, units: int) -> int:
    top = units if band.to is None else min(units, band.to)
    return max(0, top - band.above)


def _lines(units: int, bands: Sequence[Band]) -> tuple[Line, ...]:
    return tuple(Line(within, band.price) for band in bands if (within := _within(band, units)))
