"""Each state of a letter × every public address: what was written to an organ is read by it and by nobody else."""

from itertools import chain

import pytest

from portal.accounts.states import Role
from sentiment.mailbox import services
from sentiment.mailbox.states import State
from tests.sentiment.mailbox.post import PUBLIC
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_PAGES
from tests.surfaces.mailbox import MAILBOX_PAGES, prepared, sent
from tests.surfaces.released import RELEASED_TO_ALL
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

INNER = {state: f"木棉{place}号" for place, state in enumerate(State, 1)}
"""Stands in what the citizen wrote and nowhere else."""
OUTER = {state: f"凤凰木{place}号" for place, state in enumerate(State, 1)}
"""Stands in what was written for everybody."""
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")
DESK = ("/admin/", "/admin/all/", "/admin/inbox/", "/admin/sentiment/message/")


def add_to(stage):
    stage.cases = one_in_every_state(stage.office)


def one_in_every_state(office):
    def words(state):
        return {"title": f"{INNER[state]}的事", "text": f"{INNER[state]}有问题。"}

    def written(state):
        public = PUBLIC | {"public_title": f"{OUTER[state]}的事"}
        return prepared(office, public=public, **words(state))

    head, clerk, citizen = Role.DISCLOSURE_HEAD, Role.INFO_CLERK, {"actor": services.CITIZEN, "at": office.at}
    handling = services.accept(sent(office, **words(State.HANDLING)), **office.as_(clerk))
    approval = services.accept(sent(office, **words(State.APPROVAL)), **office.as_(clerk))
    public = services.publish(written(State.PUBLISHED), **office.as_(head))
    down = services.publish(written(State.TAKEN_DOWN), **office.as_(head))
    elsewhere = {"elsewhere": "outside", "answer": "请向省里反映。"}
    return {
        State.SUBMITTED: sent(office, **words(State.SUBMITTED)),
        State.HANDLING: handling,
        State.APPROVAL: services.submit_answer(approval, answer="待审核。", **office.as_(Role.HANDLER)),
        State.ANSWERED: written(State.ANSWERED),
        State.PUBLISHED: public,
        State.PRIVATE: services.keep_private(written(State.PRIVATE), reason="没有普遍意义", **office.as_(head)),
        State.TAKEN_DOWN: services.take_down(down, reason="变了", **office.as_(clerk)),
        State.REDIRECTED: services.redirect(sent(office, **words(State.REDIRECTED)), **elsewhere, **office.as_(head)),
        State.INVALID: services.set_aside(
            sent(office, **words(State.INVALID)), fault="empty", reason="空", **office.as_(head)
        ),
        State.WITHDRAWN: services.withdraw(sent(office, **words(State.WITHDRAWN)), **citizen),
    }


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def shown(page: str, marks) -> set[State]:
    return {state for state, mark in marks.items() if mark in page}


def test_there_is_a_letter_in_every_state(stage) -> None:
    assert {state: message.state for state, message in stage.cases.items()} == {state: state for state in State}


@pytest.mark.duty("S0-7.2", "law.K")
@pytest.mark.parametrize("viewer", ["anonymous", "own handler", "other handler"])
def test_everybody_reads_what_was_written_for_everybody_and_nothing_else(stage, viewer) -> None:
    client, leaks, found = stage.client(viewer), [], set()
    lists = [
        stage.address(surface.address)
        for surface in chain(PUBLIC_SITE, CITIZENS, RELEASED_TO_ALL, INTERFACE, MAILBOX_PAGES, CLARIFICATION_PAGES)
    ]
    for address in [*lists, *(f"/mailbox/{message.pk}/" for message in stage.cases.values())]:
        page = read(client, address)
        outer, inner = shown(page, OUTER), shown(page, INNER)
        found |= outer
        if inner or outer - {State.PUBLISHED}:
            leaks.append((address, inner, outer))
    for address in SEARCHES:
        for mark in [*INNER.values(), *OUTER.values()]:
            page = read(client, address.format(mark))
            linked = {state for state, message in stage.cases.items() if f"/mailbox/{message.pk}/" in page}
            if linked - {State.PUBLISHED}:
                leaks.append((address, mark, linked))
    assert leaks == []
    assert found == {State.PUBLISHED}


@pytest.mark.duty("S2-10.5d")
def test_the_desk_shows_letters_to_their_organ_and_to_the_city_alone(stage) -> None:
    seen = {}
    for viewer in (
        "own handler",
        "other handler",
        "city oversight",
        "city supervisor",
        "city system_admin",
        "anonymous",
    ):
        client = stage.client(viewer)
        listed = set().union(*(shown(read(client, address), INNER) for address in DESK))
        opened = {
            state
            for state, message in stage.cases.items()
            if INNER[state] in read(client, f"/admin/sentiment/message/{message.pk}/change/")
        }
        seen[viewer] = (listed, opened)
    everything, nothing = (set(State), set(State)), (set(), set())
    assert seen == {
        "own handler": everything,
        "other handler": nothing,
        "city oversight": everything,
        "city supervisor": nothing,
        "city system_admin": nothing,
        "anonymous": nothing,
    }
