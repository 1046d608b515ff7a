"""The agency of most tests, and the government above it."""

from datetime import date

import pytest

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from tests.requests_app.agency import open_agency


@pytest.fixture
def city(db):
    return Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=date(2000, 1, 1)
    )


@pytest.fixture
def agency(city):
    return open_agency(parent=city)
