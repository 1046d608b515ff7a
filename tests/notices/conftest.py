"""People of one organ, and channels that remember what they were given."""

from datetime import date, datetime

import pytest

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.states import OrganKind, Role
from portal.notices import channels
from portal.notices.models import Notice


@pytest.fixture
def organ(db):
    return Organ.objects.create(
        name="临江市教育局", short_name="市教育局", code="edu", kind=OrganKind.DEPARTMENT, active_from=date(2020, 1, 1)
    )


@pytest.fixture
def handler(organ):
    user = User.objects.create_user("handler", email="handler@example.invalid", password="x", name="经办人甲")
    Appointment.objects.create(user=user, organ=organ, role=Role.HANDLER, starts_on=date(2026, 1, 1))
    return user


class Recorder:
    """A channel whose behaviour a test chooses."""

    immediate = False

    def __init__(self):
        self.sent = []
        self.failure = None

    def send(self, notice: Notice, *, at: datetime):
        if self.failure is not None:
            raise self.failure
        self.sent.append(notice.pk)


@pytest.fixture
def recorder(monkeypatch):
    recorder = Recorder()
    monkeypatch.setitem(channels._channels, "email", recorder)
    return recorder
