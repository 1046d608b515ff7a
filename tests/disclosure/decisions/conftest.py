"""The education bureau on the morning it proposes a matter."""

import pytest

from portal import clock
from tests.disclosure.consultations.hearing import MORNING
from tests.disclosure.office import open_office


@pytest.fixture
def office(db):
    found = open_office()
    found.at = MORNING
    return found


@pytest.fixture
def stand(monkeypatch):
    """Sets the clock of the pages; the tests say the moment."""

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    at(MORNING)
    return at
