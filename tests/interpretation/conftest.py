"""The education bureau of a fictional city."""

import pytest

from tests.disclosure.office import open_office


@pytest.fixture
def office(db):
    return open_office()
