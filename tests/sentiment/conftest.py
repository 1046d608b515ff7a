"""The city of the tests of public opinion."""

import pytest

from tests.sentiment.town import build_town


@pytest.fixture
def town(db):
    return build_town()
