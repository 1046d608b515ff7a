"""The building bureau answers letters, the police too, and the oversight office sits at the city government."""

import pytest

from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from tests.sentiment.mailbox.post import FOUNDED, MORNING, Post, open_post


@pytest.fixture
def desk(db):
    """政务公开办: letters without an organ come here."""
    city = Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
    post = Post(city)
    post.people = {role: post.appoint(role) for role in (Role.OVERSIGHT, Role.HANDLER)}
    return post


@pytest.fixture
def post(desk):
    return open_post()


@pytest.fixture
def police(desk):
    return open_post("gaj", "临江市公安局", "临公发")


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the pages; the tests say the moment."""

    def stand(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    stand(MORNING)
    return stand
