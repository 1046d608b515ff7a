"""What is planned, what was not released and what was asked beforehand is read by nobody outside."""

from itertools import chain

import pytest

from portal.accounts.states import Role
from sentiment.meetings import services
from sentiment.meetings.states import State
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_PAGES
from tests.surfaces.mailbox import MAILBOX_PAGES
from tests.surfaces.meetings import MEETING_PAGES, held, planned
from tests.surfaces.released import RELEASED_TO_ALL
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {"plan": "木棉甲", "announced record": "木棉乙", "question": "木棉丙", "file": "木棉丁"}
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")
DESK = ("/admin/", "/admin/all/", "/admin/inbox/", "/admin/sentiment/meeting/")


def add_to(stage):
    office = stage.office
    plan = planned(office, title=MARKS["plan"], summary=MARKS["plan"])
    shown = services.announce(planned(office, title="凤凰木"), **office.as_(Role.DISCLOSURE_HEAD))
    services.ask(shown, text=MARKS["question"], actor=services.CITIZEN, at=office.at)
    waiting = held(office)
    said = {"head_attended": True, "press": MARKS["announced record"], "record": MARKS["announced record"]}
    services.write_record(waiting, values=said, **office.as_(Role.HANDLER))
    row = waiting.files.get()
    row.label = MARKS["file"]
    row.save(update_fields=["label"])
    stage.cases = {State.PLANNED: plan, State.ANNOUNCED: shown, State.HELD: waiting}


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


@pytest.mark.duty("S0-7.1", "S1-4.2b")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler", "city supervisor"])
def test_only_what_was_released_is_read_outside(stage, viewer) -> None:
    client = stage.client(viewer)
    everywhere = chain(
        PUBLIC_SITE, CITIZENS, RELEASED_TO_ALL, INTERFACE, MAILBOX_PAGES, CLARIFICATION_PAGES, MEETING_PAGES
    )
    addresses = [stage.address(surface.address) for surface in everywhere]
    addresses += [f"/meetings/{row.pk}/" for row in stage.cases.values()] + list(DESK)
    addresses += [f"/admin/sentiment/meeting/{row.pk}/change/" for row in stage.cases.values()]
    pages = {address: read(client, address) for address in addresses}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS.values() if mark in page] == []
    assert "凤凰木" in pages["/meetings/"]
    found = {address: read(client, address.format(mark)) for address in SEARCHES for mark in MARKS.values()}
    hidden = f"/meetings/{stage.cases[State.PLANNED].pk}/"
    assert [address for address, page in found.items() if hidden in page] == []


def test_the_organ_reads_all_of_it(stage) -> None:
    client = stage.client("own handler")
    seen = "".join(read(client, f"/admin/sentiment/meeting/{row.pk}/change/") for row in stage.cases.values())
    assert [mark for mark in MARKS.values() if mark not in seen] == []
