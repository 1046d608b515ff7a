"""The person who keeps the register, and one clerk."""

from datetime import date, datetime

import pytest

from portal.accounts.models import Appointment, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.clock import SHANGHAI

PASSWORD = "Linjiang-2026-spring"


def person(username, name, *, is_staff=True):
    return User.objects.create_user(
        username,
        password=PASSWORD,
        name=name,
        is_staff=is_staff,
        password_changed_at=datetime(2026, 5, 1, 9, 0, tzinfo=SHANGHAI),
    )


def appointed(user, organ, role, *, starts_on=date(2026, 1, 1), ends_on=None):
    return Appointment.objects.create(user=user, organ=organ, role=role, starts_on=starts_on, ends_on=ends_on)


@pytest.fixture
def keeper(government):
    """The system administrator."""
    user = person("keeper", "系统管理员甲")
    appointed(user, government, Role.SYSTEM_ADMIN)
    return user


@pytest.fixture
def admin(keeper, at):
    """The system administrator as an actor."""
    return actor_of(keeper, at=at)


@pytest.fixture
def clerk(education):
    user = person("clerk", "经办人甲")
    appointed(user, education, Role.HANDLER)
    return user
