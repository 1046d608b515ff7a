"""The offices of the mailbox's tests answer for rumours too; the city approves through the deputy of its office."""

import pytest

from portal.accounts.states import Role
from tests.sentiment.mailbox.conftest import at, desk, police, post

__all__ = ["at", "desk", "police", "post"]


@pytest.fixture
def city(desk):
    """政务公开办 and 市政府办分管领导."""
    desk.people[Role.OFFICE_APPROVER] = desk.appoint(Role.OFFICE_APPROVER)
    return desk
