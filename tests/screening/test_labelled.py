"""The labelled set of the bench: how much is found, and how often the screening cries wolf."""

import pytest

from portal.screening.kinds import SCANNED
from scripts.bench.labelled import cases
from scripts.bench.screening import MUST_NOT_BE_MISSED, megabytes_per_second, scores

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def labelled():
    return list(cases())


@pytest.fixture(scope="module")
def measured(labelled):
    return {score.kind: score for score in scores(labelled)}


def test_the_set_holds_documents_of_both_classes(labelled) -> None:
    guilty = sum(bool(case.labels) for case in labelled)
    assert guilty >= 300
    assert len(labelled) - guilty >= 200


@pytest.mark.duty("S1-3.5b", "S2-6.5.1", "S2-6.5.5")
@pytest.mark.parametrize("kind", MUST_NOT_BE_MISSED)
def test_marks_cards_and_phones_are_found(measured, kind) -> None:
    assert measured[kind].labelled >= 30
    assert measured[kind].recall >= 0.99


@pytest.mark.parametrize("kind", SCANNED)
def test_each_kind_is_found_and_rarely_mistaken(measured, kind) -> None:
    assert measured[kind].labelled > 0
    assert measured[kind].recall >= 0.95
    assert measured[kind].precision >= 0.95


def test_reading_is_quick_even_beside_other_work(labelled) -> None:
    """The bench asks for 5 MB a second of ordinary pages; this text is nothing but numbers."""
    assert megabytes_per_second([case.text for case in labelled]) > 0.5
