"""The tariff, by the vectors of law.md D4."""

import pytest

from requests_app.charging import tariff


@pytest.mark.parametrize(
    ("pieces", "yuan"), [(0, 0), (1, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (45, 5500)]
)
def test_pieces_of_one_month(pieces, yuan) -> None:
    assert tariff.amount(tariff.by_piece(pieces)) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"), [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700)]
)
def test_pages_of_one_request(pages, yuan) -> None:
    assert tariff.amount(tariff.by_page(pages)) == yuan


@pytest.mark.parametrize(
    ("before", "after", "yuan"), [(9, 10, 0), (9, 11, 100), (10, 12, 200), (29, 31, 300), (30, 31, 200), (40, 41, 300)]
)
def test_a_request_costs_what_it_adds_to_the_month(before, after, yuan) -> None:
    assert tariff.amount(tariff.between(before, after)) == yuan


def test_the_lines_say_how_it_adds_up() -> None:
    assert [(row.units, row.price) for row in tariff.by_piece(45)] == [(20, 100), (10, 200), (5, 300)]
    assert [(row.units, row.price) for row in tariff.by_page(250)] == [(70, 10), (100, 20), (50, 40)]
