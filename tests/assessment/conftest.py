"""The city of the tests of the assessment."""

import pytest

from tests.assessment.city import build_city


@pytest.fixture
def city(db):
    return build_city()
