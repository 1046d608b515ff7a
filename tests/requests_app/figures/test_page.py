"""The public page of figures: nothing small enough to point to a person, by itself or by subtraction."""

from datetime import date

import pytest

from requests_app.figures.selectors import guarded, public_figures
from tests.requests_app.agency import moment

pytestmark = pytest.mark.django_db


def decided(agency, outcome, amount):
    for _ in range(amount):
        agency.received(at=moment(date(2026, 3, 2))).items.update(counted_outcome=outcome, counted_on=date(2026, 3, 9))


@pytest.mark.duty("S2-2.4a")
@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([0, 12, 7], [0, 12, 7]),
        ([4, 12, 7], [None, 12, None]),
        ([1, 1, 7, 12], [None, None, None, 12]),
        ([3, 2, 7, 12], [None, None, 7, 12]),
        ([4, 0, 0], [None, 0, 0]),
    ],
)
def test_no_total_gives_a_hidden_number_away(counts, shown) -> None:
    assert guarded(counts) == shown


@pytest.mark.duty("S2-2.4a")
def test_reasons_are_hidden_where_their_sum_is(agency) -> None:
    """6 refusals are hidden beside 4 partly disclosed ones, and so are the reasons that add up to them."""
    decided(agency, "3.1", 9)
    decided(agency, "3.2", 4)
    decided(agency, "3.3.4", 6)
    [line] = public_figures([agency.organ], 2026)
    assert [count for _, count in line.outcomes] == [9, None, None, 0, 0, 0]
    assert [count for _, count in line.refusals] == [0, 0, 0, None, 0, 0, 0, 0]
    assert (line.received, line.answered) == (19, 19)


def test_the_page_shows_outcomes_organ_by_organ(agency, client, time_machine) -> None:
    time_machine.move_to(moment(date(2026, 6, 1)), tick=False)
    decided(agency, "3.1", 6)
    page = client.get("/requests/statistics/").content.decode()
    assert '<th scope="row">市住房和城乡建设局</th><td data-label="予以公开">6</td>' in page
    assert "怎么统计的" in page


def test_the_page_takes_the_same_queries_for_any_number_of_cases(agency, client, django_assert_num_queries) -> None:
    decided(agency, "3.1", 1)
    with django_assert_num_queries(8):
        client.get("/requests/statistics/?year=2026")
    decided(agency, "3.3.4", 3)
    with django_assert_num_queries(8):
        client.get("/requests/statistics/?year=2026")
