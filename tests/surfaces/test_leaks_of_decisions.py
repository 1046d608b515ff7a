"""Each state of a decision and of a hearing × every public address: what is not out is read by nobody outside; what was
judged is read after the announcement; what stays inside is read by its organ and the city alone."""

from itertools import chain

import pytest

from disclosure.decisions import services
from disclosure.decisions.models import Decision, Hearing, StepRecord
from disclosure.decisions.states import DECIDED, PUBLIC, SEEN, HearingState, State
from portal.accounts.states import Role
from tests.disclosure.decisions.deciding import EXPERTS, announced, fresh, planned, proposed, record, started
from tests.disclosure.office import MORNING
from tests.surfaces.consultations import CONSULTATION_PAGES
from tests.surfaces.decisions import DECISION_PAGES, JUNE
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {state: f"木槿{place:02d}号" for place, state in enumerate(State, 1)}
"""Stands in the matter of the decision in that state."""
JUDGED = {state: f"海棠{place:02d}号" for place, state in enumerate(State, 1)}
"""Stands in what the experts said."""
INSIDE = {state: f"茉莉{place:02d}号" for place, state in enumerate(State, 1)}
"""Stands in what a member of the meeting said against it."""
HEARD = {state: f"蔷薇{place}号" for place, state in enumerate(HearingState, 1)}
"""Stands in the announcement of a hearing in that state."""
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")
HAD_STEPS = (State.UNDER_WAY, State.PASSED, *DECIDED, State.ENDED)


def add_to(stage):
    stage.cases = {state: one_in(stage.office, state) for state in State}
    stage.hearings = {state: hearing_in(stage.office, stage.cases[State.UNDER_WAY], state) for state in HearingState}


def one_in(office, state):
    """As its history left it; the later states are written in."""
    words = {"title": f"{MARKS[state]}的办法", "matter": f"{MARKS[state]}怎么办。"}
    if state == State.PROPOSED:
        return proposed(office, **words)
    if state == State.EXEMPT:
        basis = {"exclusion": "macro", "exclusion_basis": "条例。"}
        return services.exempt(proposed(office, **words), **basis, **office.as_(Role.HEAD))
    decision = started(office, **words)
    record(office, decision, "experts", EXPERTS | {"held_on": "2026-05-20", "opinion": JUDGED[state]})
    StepRecord.objects.create(
        decision=decision, step="discussion", values={"dissent": INSIDE[state]}, recorded_at=MORNING
    )
    if state in DECIDED:
        document = office.draft(title=f"{state}的文件")
        Decision.objects.filter(pk=decision.pk).update(announced_at=MORNING, document=document)
    Decision.objects.filter(pk=decision.pk).update(state=state)
    return fresh(decision)


def hearing_in(office, decision, state):
    decision, words = fresh(decision), {"topic": f"{HEARD[state]}听证会", "held_at": JUNE}
    hearing = (
        planned(office, decision, **words) if state == HearingState.DRAFT else announced(office, decision, **words)
    )
    late = {"people": f"{HEARD[state]}，家长", "listed_at": MORNING, "served_on": MORNING.date(), "summary": "开了。"}
    changes = late if state in (HearingState.LISTED, HearingState.HELD) else {}
    Hearing.objects.filter(pk=hearing.pk).update(state=state, **changes)
    return fresh(hearing)


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def shown(page: str, marks):
    return {state for state, mark in marks.items() if mark in page}


@pytest.mark.duty("S0-6.5", "law.K", "S1-5.3a")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler"])
def test_everybody_reads_what_is_out_and_nothing_else(stage, viewer) -> None:
    client, leaks, found = stage.client(viewer), [], set()
    tables = chain(PUBLIC_SITE, INTERFACE, CONSULTATION_PAGES, DECISION_PAGES)
    pages = [stage.address(each.address) for each in tables]
    pages += [f"/decisions/?part={part}" for part in ("under_way", "announced", "exempt", "ended")]
    pages += [f"{root}/{row.pk}/" for row in stage.cases.values() for root in ("/decisions", "/api/v1/decisions")]
    pages += [f"/decisions/hearings/{row.pk}/" for row in stage.hearings.values()]
    for address in pages:
        page = read(client, address)
        matters, judged, heard = shown(page, MARKS), shown(page, JUDGED), shown(page, HEARD)
        found |= {("matter", each) for each in matters} | {("judged", each) for each in judged}
        found |= {("heard", each) for each in heard}
        if matters - set(PUBLIC) or judged - set(DECIDED) or heard - set(SEEN) or shown(page, INSIDE):
            leaks.append((address, matters, judged, heard))
    for address in SEARCHES:
        for mark in [*MARKS.values(), *JUDGED.values(), *INSIDE.values(), *HEARD.values()]:
            page = read(client, address.format(mark))
            linked = {state for state, row in stage.cases.items() if f"/decisions/{row.pk}/" in page}
            if linked - set(PUBLIC):
                leaks.append((address, mark, linked))
    assert leaks == []
    assert found == (
        {("matter", each) for each in PUBLIC}
        | {("judged", each) for each in DECIDED}
        | {("heard", each) for each in SEEN}
    )


@pytest.mark.duty("S2-10.5d")
def test_the_desk_shows_them_to_their_organ_and_to_the_city_alone(stage) -> None:
    seen = {}
    for viewer in ("own handler", "other handler", "city oversight", "city supervisor", "city system_admin"):
        client = stage.client(viewer)
        lists = ("/admin/", "/admin/all/", "/admin/disclosure/decision/", "/admin/disclosure/hearing/")
        listed = set().union(*(shown(read(client, address), MARKS | HEARD) for address in lists))
        cases = [read(client, f"/admin/disclosure/decision/{row.pk}/change/") for row in stage.cases.values()]
        seen[viewer] = (bool(listed), shown("".join(cases), MARKS), shown("".join(cases), INSIDE))
    everything, nothing = (True, set(State), set(HAD_STEPS)), (False, set(), set())
    assert seen == {
        "own handler": everything,
        "other handler": nothing,
        "city oversight": everything,
        "city supervisor": nothing,
        "city system_admin": nothing,
    }
