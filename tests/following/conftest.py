"""A bureau that publishes, a mailbox that follows it, and the mails that left."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail

from portal.clock import SHANGHAI
from portal.following import kinds, services
from portal.notices.services import deliver
from portal.search import indexing
from tests.disclosure.office import MORNING, open_office

ADDRESS = "li-ming@example.com"
NEXT_DIGEST = datetime(2026, 5, 22, 8, 0, tzinfo=SHANGHAI)
"""The Friday after the Thursday on which everything is asked and confirmed."""


@pytest.fixture
def office(db):
    return open_office()


def sent(at) -> list[mail.EmailMessage]:
    """Deliver what waits and take the mails out of the box."""
    deliver(at=at)
    out, mail.outbox[:] = list(mail.outbox), []
    return out


def link(message) -> str:
    """Path and query of the first link in a mail that opens a page of this room."""
    return re.search(r"http://www\.linjiang\.example(/following/\S+)", message.body)[1]


def token_of(message) -> str:
    return link(message).partition("token=")[2]


def ask(kind, key, *, address=ADDRESS, frequency="daily", at=MORNING):
    services.ask(address=address, thing=kinds.thing(kind, key), frequency=frequency, at=at)


def follow(kind, key, *, address=ADDRESS, frequency="daily", at=MORNING):
    """Asked and confirmed."""
    ask(kind, key, address=address, frequency=frequency, at=at)
    (message,) = sent(at)
    return services.confirm(token=token_of(message), at=at + timedelta(minutes=1)).follower


def publish(office, title, *, at=MORNING + timedelta(hours=2), **values):
    """A document published at that moment and known to the index."""
    office.at = at
    document = office.published(title=title, **values)
    indexing.rebuild(at=at)
    return document


def digests(at) -> list[mail.EmailMessage]:
    """What a run of the digests at that moment sends."""
    services.send_due(at=at)
    return sent(at)
