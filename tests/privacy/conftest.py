"""Two keys of known names, and a person who handles applicants."""

import base64

import pytest

from portal.accounts.models import Appointment, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from tests.governed.models import Applicant

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
ID_NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def _one_key(settings):
    settings.PRIVACY_KEYS = [OLD]


@pytest.fixture
def applicant(education):
    return Applicant.objects.create(organ=education, id_number=ID_NUMBER)


@pytest.fixture
def handler(education, at):
    user = User.objects.create(username="handler", name="经办人甲")
    Appointment.objects.create(user=user, organ=education, role=Role.HANDLER, starts_on=education.active_from)
    return actor_of(user, at=at)
