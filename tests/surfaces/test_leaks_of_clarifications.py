"""What is said about a rumour before it is approved, and who was reported to the police, is read by nobody outside."""

from datetime import date
from itertools import chain

import pytest

from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.search import indexing
from sentiment.clarification import services
from tests.disclosure.office import MORNING
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_PAGES, written
from tests.surfaces.mailbox import MAILBOX_PAGES
from tests.surfaces.released import RELEASED_TO_ALL
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = ("木棉甲", "木棉乙", "木棉丙", "木棉丁", "木棉戊")
"""In a draft, in where it was seen, in the harm feared, in what the police were told, in what was taken down."""
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")


@pytest.mark.duty("S2-8.10", "S2-8.6.2a")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler"])
def test_only_what_was_approved_is_read_outside(stage, viewer) -> None:
    office, judge = stage.office, actor_of(stage.people["city oversight"], at=MORNING)
    hidden = written(office, judge, statement="木棉甲的真相。")
    inner = {"seen_where": "木棉乙群", "harm": "木棉丙"}
    shown = services.submit(written(office, judge, claim=inner, statement="凤凰木的真相。"), **office.as_(Role.HANDLER))
    services.approve_head(shown, **office.as_(Role.HEAD))
    services.publish(shown, **office.as_(Role.INFO_CLERK))
    handed = {"authority": "市公安局", "letter_number": "1号", "transferred_on": date(2026, 5, 21), "matter": "木棉丁"}
    services.transfer(shown, values=handed, **office.as_(Role.HEAD))
    down = services.submit(written(office, judge, statement="木棉戊的真相。"), **office.as_(Role.HANDLER))
    services.approve_head(down, **office.as_(Role.HEAD))
    services.publish(down, **office.as_(Role.INFO_CLERK))
    services.take_down(down, reason="另行发布", **office.as_(Role.HEAD))
    indexing.rebuild(at=MORNING)
    client, rows = stage.client(viewer), (hidden, shown, down)
    everywhere = chain(PUBLIC_SITE, CITIZENS, RELEASED_TO_ALL, INTERFACE, MAILBOX_PAGES, CLARIFICATION_PAGES)
    addresses = [stage.address(surface.address) for surface in everywhere]
    addresses += [f"/clarifications/{row.pk}/" for row in rows]
    pages = {address: read(client, address) for address in addresses}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS if mark in page] == []
    assert "凤凰木的真相" in pages[f"/clarifications/{shown.pk}/"]
    found = [read(client, address.format(mark)) for address in SEARCHES for mark in MARKS]
    assert [page for page in found for row in rows if f"/clarifications/{row.pk}/" in page] == []


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")
