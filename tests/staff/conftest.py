"""An office whose people can sign in to the staff site."""

from datetime import datetime

import pytest

from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.disclosure.office import Office, open_office

NOW = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def now(time_machine, settings):
    """Thursday 21 May 2026, 9:30. The second factor has tests of its own."""
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOW, tick=False)
    return NOW


@pytest.fixture
def office(db) -> Office:
    return open_office()


@pytest.fixture
def sign_in(client, office):
    """Takes a role (or a user) and returns the client signed in as who holds it."""

    def enter(who):
        user = office.people[who] if isinstance(who, str) else who
        user.is_staff = True
        user.password_changed_at = NOW
        user.save(update_fields=["is_staff", "password_changed_at"])
        client.force_login(user, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return enter


@pytest.fixture
def administrator(office):
    return office.appoint(Role.SYSTEM_ADMIN, name="系统管理员甲")


@pytest.fixture
def stranger(db):
    """A clerk of another organ."""
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    return other.people[Role.HANDLER]
