"""The daily check of the site knows the letters nobody answered."""

import pytest

from disclosure.monitoring.looking import Round
from disclosure.monitoring.table import BY_KIND, VETOES
from portal.accounts.states import Role
from sentiment.mailbox import services
from tests.sentiment.mailbox.post import moment

pytestmark = pytest.mark.django_db


def seen(kind, at):
    look = BY_KIND[kind].look(Round(at, seed=1))
    return look.looked, [(each.title, each.evidence["due_on"]) for each in look.seen]


@pytest.mark.duty("S0-7.3")
def test_a_letter_past_three_months_fails_the_whole_site(post) -> None:
    post.answered()
    post.accepted()
    assert seen("letter_unanswered", moment(6, 2)) == (1, [])
    assert seen("letter_unanswered", moment(6, 3)) == (1, [("信2026-000002", "2026-06-02")])
    [veto] = [row for row in VETOES if row.limit == "UNANSWERED"]
    assert (BY_KIND["letter_unanswered"].kind in veto.kinds, veto.amount) == (True, 1)


def test_a_letter_not_answered_in_time_costs_points(post) -> None:
    post.accepted()
    assert seen("letter_late", moment(3, 9)) == (1, [])
    assert seen("letter_late", moment(3, 10)) == (1, [("信2026-000001", "2026-03-09")])


def test_what_is_no_letter_fails_nothing(post) -> None:
    post.received()
    message = post.accepted()
    services.redirect(message, elsewhere="outside", answer="请向省里反映。", **post.as_(Role.SIGNER))
    services.set_aside(post.received(), fault="advert", reason="广告", **post.as_(Role.SIGNER))
    assert len(seen("letter_unanswered", moment(6, 3))[1]) == 1
