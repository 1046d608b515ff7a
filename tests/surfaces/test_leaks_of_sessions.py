"""What is planned, what is not open, what was not let out and who registered is read by nobody outside."""

from itertools import chain

import pytest

from disclosure.sessions import services
from disclosure.sessions.models import AgendaItem
from portal.accounts.states import Role
from tests.disclosure.sessions.hall import CLOSED_ITEM, ITEM, PERSON, token
from tests.surfaces.sessions import SESSION_PAGES, held, planned
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {
    "plan": "木棉甲",
    "closed item": "木棉乙",
    "result that is not out": "木棉丙",
    "paper": "木棉丁",
    "observer": "木棉戊",
    "secret item": "木棉己",
    "secret record": "木棉庚",
}
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")
DESK = ("/admin/", "/admin/all/", "/admin/inbox/", "/admin/disclosure/session/", "/admin/disclosure/observer/")


def add_to(stage):
    office = stage.office
    clerk = office.as_(Role.HANDLER)
    plan = planned(office, title=MARKS["plan"], item=ITEM | {"title": MARKS["plan"]})
    half = planned(office, title="凤凰木")
    services.add_item(half, values=CLOSED_ITEM | {"title": MARKS["closed item"]}, **clerk)
    services.submit(half, **clerk)
    services.announce(services.approve(half, **office.as_(Role.SIGNER)), **office.as_(Role.INFO_CLERK))
    person = PERSON | dict.fromkeys(("name", "affiliation", "reason"), MARKS["observer"])
    services.register(half, values=person, token=token(), actor=services.CITIZEN, moment=lambda: office.at)
    waiting = held(office, outcome=MARKS["result that is not out"], record=MARKS["paper"], label=MARKS["paper"])
    stage.cases = [plan, half, waiting, secret(office)]


def secret(office):
    """Published, and its only item is secret by law, with what was said against it in the reasons."""
    session = held(office, item=CLOSED_ITEM | {"title": MARKS["secret item"]}, record="", seats=0, registers_until=None)
    item = AgendaItem.objects.select_related("session__organ").get(session=session)
    withheld = {"is_withheld": True, "withheld_basis": MARKS["secret record"]}
    services.write_outcome(item, values=withheld, **office.as_(Role.HANDLER))
    session.refresh_from_db()
    services.submit_results(session, **office.as_(Role.HANDLER))
    return services.publish(session, **office.as_(Role.HEAD))


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


@pytest.mark.duty("S3-2.1b", "S4-1.1b")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler"])
def test_only_what_was_let_out_is_read_outside(stage, viewer) -> None:
    client = stage.client(viewer)
    everywhere = chain(PUBLIC_SITE, INTERFACE, SESSION_PAGES)
    addresses = [stage.address(surface.address) for surface in everywhere] + list(DESK)
    for row in stage.cases:
        addresses += [f"/sessions/{row.pk}/", f"/api/v1/sessions/{row.pk}/", f"/sessions/{row.pk}/register/"]
        addresses += [f"/sessions/{row.pk}/files/{file.pk}/" for file in row.files.all() if row is not stage.cases[3]]
        addresses.append(f"/admin/disclosure/session/{row.pk}/change/")
    pages = {address: read(client, address) for address in addresses}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS.values() if mark in page] == []
    assert "凤凰木" in pages["/sessions/"]
    found = {address: read(client, address.format(mark)) for address in SEARCHES for mark in MARKS.values()}
    hidden = [f"/sessions/{row.pk}/" for row in stage.cases]
    assert [address for address, page in found.items() for each in hidden if each in page] == []


def test_the_organ_reads_all_of_it_but_who_registered(stage) -> None:
    client = stage.client("own handler")
    seen = "".join(read(client, f"/admin/disclosure/session/{row.pk}/change/") for row in stage.cases)
    assert [name for name, mark in MARKS.items() if mark not in seen] == ["observer"]
