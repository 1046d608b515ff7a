"""What registers keep inside is read by nobody outside: internal registers, fields, files, what nobody looked at."""

import pytest
from django.core.files.base import ContentFile

from disclosure.registers import services
from portal.accounts.states import Role
from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.disclosure.registers.book import SCREEN, TRAINING
from tests.surfaces.registers import REGISTER_PAGES, filed
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = ("木棉甲", "木棉乙", "木棉丙", "木棉丁", "木棉戊", "木棉己")
"""In a register kept inside, in its file's name, in a field kept inside, in what nobody looked at, in what was taken
down, in what was withdrawn."""
SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}")


@pytest.mark.duty("S1-1.1b")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler"])
def test_only_what_was_published_is_read_outside(stage, viewer) -> None:
    office = stage.office
    sheet = [("木棉乙签到.txt", ContentFile(b"names"))]
    inside = filed(office, "training", TRAINING | {"topic": "木棉甲培训"}, uploads=sheet)
    shown = filed(office, "equipment", SCREEN | {"device": "凤凰木电子屏", "keeper": "木棉丙"})
    services.publish(shown, **office.as_(Role.DISCLOSURE_HEAD))
    waiting = filed(office, "equipment", SCREEN | {"device": "木棉丁电子屏"})
    down = filed(office, "equipment", SCREEN | {"device": "木棉戊电子屏"})
    services.publish(down, **office.as_(Role.DISCLOSURE_HEAD))
    services.take_down(down, reason="拆除", **office.as_(Role.SIGNER))
    gone = filed(office, "equipment", SCREEN | {"device": "木棉己电子屏"})
    services.withdraw(gone, reason="登记错了", **office.as_(Role.INFO_CLERK))
    indexing.rebuild(at=MORNING)
    client = stage.client(viewer)
    addresses = [stage.address(row.address) for row in (*PUBLIC_SITE, *INTERFACE, *REGISTER_PAGES)]
    addresses += [f"/registers/equipment/{row.pk}/" for row in (shown, waiting, down, gone)]
    addresses += [f"/registers/training/{inside.pk}/", "/sitemap-registers.xml", "/registers/equipment/?organ=jyj"]
    pages = {address: read(client, address) for address in addresses}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS if mark in page] == []
    assert "凤凰木电子屏" in pages[f"/registers/equipment/{shown.pk}/"]
    assert f"/registers/equipment/{shown.pk}/" in pages["/sitemap-registers.xml"]
    found = [read(client, address.format(mark)) for address in SEARCHES for mark in MARKS]
    assert [page for page in found if "/registers/" in page.partition("<main")[2].partition("</main>")[0]] == []


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")
