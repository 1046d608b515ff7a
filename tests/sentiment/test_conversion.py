"""A letter becomes a ticket of public opinion, without its writer, and is still answered."""

import pytest

from portal.accounts.states import Role
from portal.errors import NotAllowed, StaleState
from sentiment.mailbox import services
from sentiment.tickets.models import Ticket
from tests.sentiment.mailbox.conftest import desk, police, post
from tests.sentiment.mailbox.post import moment

__all__ = ["desk", "police", "post"]

pytestmark = pytest.mark.django_db

STORM = {"code": "ticket", "reason": "三天里收到12封同样的留言"}


@pytest.fixture
def message(post):
    text = "张小满反映：翠湖里停水三天没有人管，电话13812345678。"
    return post.accepted(kind="complaint", title="停水三天", text=text)


@pytest.mark.duty("S4-1.12a", "S0-3.4.4")
def test_what_many_write_about_becomes_a_ticket_whose_hours_run_from_then(post, message) -> None:
    services.convert(message, **STORM, **post.as_(Role.HANDLER, moment(3, 4)))
    ticket = Ticket.objects.get()
    assert message.converted_to == f"舆情 {ticket.number}"
    assert (ticket.source, ticket.organ, ticket.known_at) == ("mailbox", post.organ, moment(3, 4))
    assert message.state == "handling"


def test_the_writer_stays_behind(post, message) -> None:
    services.convert(message, **STORM, **post.as_(Role.HANDLER))
    facts = Ticket.objects.get().facts
    assert ("停水三天没有人管" in facts, "12封" in facts) == (True, True)
    assert ("张小满" in facts, "13812345678" in facts) == (False, False)


def test_it_happens_once_and_by_its_own_organ(post, police, message) -> None:
    with pytest.raises(NotAllowed):
        services.convert(message, **STORM, **police.as_(Role.HANDLER))
    services.convert(message, **STORM, **post.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        services.convert(message, **STORM, **post.as_(Role.HANDLER))
    assert Ticket.objects.count() == 1
