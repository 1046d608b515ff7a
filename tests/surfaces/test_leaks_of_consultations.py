"""Each state of a consultation and of an opinion × every public address: what is not out is read by nobody outside."""

from itertools import chain

import pytest

from disclosure.consultations import services
from disclosure.consultations.models import Consultation
from disclosure.consultations.states import OPENED, OpinionState, State
from portal.accounts.states import Role
from tests.disclosure.consultations.hearing import answered, approved, cleared, closed, drafted, opened, said
from tests.surfaces.consultations import CONSULTATION_PAGES, LONG_AGO
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {state: f"木棉{place:02d}号" for place, state in enumerate(State, 1)}
"""Stands in the texts of the consultation in that state."""
ANSWERS = {state: f"凤凰木{place:02d}号" for place, state in enumerate(State, 1)}
"""Stands in what is answered."""
SAID = {state: f"紫荆{place}号" for place, state in enumerate(OpinionState, 1)}
"""Stands in an opinion in that state."""
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")


def add_to(stage):
    stage.cases = one_in_every_state(stage.office)


def one_in_every_state(office):
    def words(state):
        return {"title": f"{MARKS[state]}的办法", "summary": f"{MARKS[state]}怎么办。"}

    head, clerk = office.as_(Role.HEAD), office.as_(Role.HANDLER)
    early = {
        State.DRAFT: drafted(office, **words(State.DRAFT)),
        State.REVIEW: services.submit(drafted(office, **words(State.REVIEW)), **clerk),
        State.CLEARED: cleared(office, **words(State.CLEARED)),
        State.APPROVED: approved(office, **words(State.APPROVED)),
        State.OPEN: opened(office, **words(State.OPEN)),
        State.CANCELLED: services.cancel(approved(office, **words(State.CANCELLED)), reason="不做了。", **head),
        State.EXEMPT: services.exempt(
            drafted(office, **words(State.EXEMPT)), exclusion="macro", exclusion_basis="条例", **head
        ),
    }
    every_kind_of_opinion(office, early[State.OPEN])
    return early | late_ones(office, words)


def every_kind_of_opinion(office, row) -> None:
    made = {state: said(row, at=office.at, text=f"{SAID[state]}不好。") for state in OpinionState}
    services.show(made[OpinionState.SHOWN], **office.as_(Role.HANDLER))
    reason = {"fault": "advert", "reason": "广告"}
    services.set_aside(made[OpinionState.INVALID], **reason, **office.as_(Role.DISCLOSURE_HEAD))
    services.withdraw(made[OpinionState.WITHDRAWN], actor=services.CITIZEN, moment=lambda: office.at)


def late_ones(office, words):
    """Opened ten weeks ago; the period is over."""
    now = office.at
    office.at = now - LONG_AGO
    late = {state: opened(office, **words(state)) for state in (State.CLOSED, State.RESULT_REVIEW, State.RESULT)}
    for row in late.values():
        said(row, at=office.at)
    late = {state: closed(office, row, at=now) for state, row in late.items()}
    for state, row in late.items():
        answered(office, row, title=f"{ANSWERS[state]}的主题", reason=f"{ANSWERS[state]}的理由。")
        services.write_result(row, result_summary=f"{ANSWERS[state]}的说明。", **office.as_(Role.HANDLER))
    services.submit_result(late[State.RESULT_REVIEW], **office.as_(Role.HANDLER))
    services.submit_result(late[State.RESULT], **office.as_(Role.HANDLER))
    services.publish_result(late[State.RESULT], **office.as_(Role.DISCLOSURE_HEAD))
    return late


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def shown(page: str, marks):
    return {state for state, mark in marks.items() if mark in page}


def test_there_is_one_in_every_state(stage) -> None:
    assert {state: row.state for state, row in stage.cases.items()} == {state: state for state in State}


@pytest.mark.duty("S0-4.8b", "S3-6.2d", "law.K")
@pytest.mark.parametrize("viewer", ["anonymous", "own handler", "other handler"])
def test_everybody_reads_what_is_out_and_nothing_else(stage, viewer) -> None:
    client, leaks, found = stage.client(viewer), [], set()
    pages = [stage.address(each.address) for each in chain(PUBLIC_SITE, INTERFACE, CONSULTATION_PAGES)]
    below = ("", "opinions/", "result/", "write/", "questionnaire/", "questionnaire.json")
    pages += [f"/consultations/{row.pk}/{each}" for row in stage.cases.values() for each in below]
    pages += [f"/api/v1/consultations/{row.pk}/" for row in stage.cases.values()]
    for address in pages:
        page = read(client, address)
        texts, answers, said_so = shown(page, MARKS), shown(page, ANSWERS), shown(page, SAID)
        found |= texts | answers | said_so
        if texts - set(OPENED) or answers - {State.RESULT} or said_so - {OpinionState.SHOWN}:
            leaks.append((address, texts, answers, said_so))
    for address in SEARCHES:
        for mark in [*MARKS.values(), *ANSWERS.values(), *SAID.values()]:
            page = read(client, address.format(mark))
            linked = {state for state, row in stage.cases.items() if f"/consultations/{row.pk}/" in page}
            if linked - set(OPENED):
                leaks.append((address, mark, linked))
    assert leaks == []
    assert found == {*OPENED, OpinionState.SHOWN}


@pytest.mark.duty("S2-10.5d")
def test_the_desk_shows_them_to_their_organ_and_to_the_city_alone(stage) -> None:
    seen = {}
    for viewer in ("own handler", "other handler", "city oversight", "city supervisor", "city system_admin"):
        client = stage.client(viewer)
        lists = ("/admin/", "/admin/all/", "/admin/disclosure/consultation/", "/admin/disclosure/opinion/")
        listed = set().union(*(shown(read(client, address), MARKS | SAID) for address in lists))
        opened_pages = {
            state
            for state, row in stage.cases.items()
            if MARKS[state] in read(client, f"/admin/disclosure/consultation/{row.pk}/change/")
        }
        seen[viewer] = (bool(listed), opened_pages)
    everything, nothing = (True, set(State)), (False, set())
    assert seen == {
        "own handler": everything,
        "other handler": nothing,
        "city oversight": everything,
        "city supervisor": nothing,
        "city system_admin": nothing,
    }
    assert Consultation.objects.count() == len(State) + 4
