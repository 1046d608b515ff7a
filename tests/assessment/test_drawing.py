"""The draw by itself: whoever has seed, day and pool draws the same."""

from datetime import date

import pytest

from assessment.inspection.drawing import digest_of, drawn

POOL = [str(number) for number in range(1, 41)]
DAY = date(2026, 5, 21)


@pytest.mark.duty("S2-11.6")
def test_the_same_seed_and_day_draw_the_same_whatever_the_order_of_the_pool() -> None:
    first = drawn(POOL, 5, seed="b7", day=DAY)
    assert first == drawn(list(reversed(POOL)), 5, seed="b7", day=DAY)
    # sha256("b7|2026-05-21|<key>"), the five smallest, reckoned apart from the code.
    assert first == ["35", "40", "29", "16", "4"]


def test_another_seed_or_day_draws_others() -> None:
    first = drawn(POOL, 5, seed="b7", day=DAY)
    assert first != drawn(POOL, 5, seed="b8", day=DAY)
    assert first != drawn(POOL, 5, seed="b7", day=date(2026, 5, 22))


def test_more_drawn_keeps_what_was_drawn_first() -> None:
    assert drawn(POOL, 10, seed="b7", day=DAY)[:5] == drawn(POOL, 5, seed="b7", day=DAY)


def test_everybody_is_drawn_about_as_often() -> None:
    counts = dict.fromkeys(POOL, 0)
    for seed in range(800):
        for key in drawn(POOL, 5, seed=str(seed), day=DAY):
            counts[key] += 1
    assert sum(counts.values()) == 4000
    assert 60 < min(counts.values()) <= max(counts.values()) < 145


def test_a_digest_says_whether_the_pools_are_the_same() -> None:
    assert digest_of(["1", "2"], ["3"]) == digest_of(["2", "1"], ["3"])
    assert digest_of(["1", "2"], ["3"]) != digest_of(["1"], ["2", "3"])
