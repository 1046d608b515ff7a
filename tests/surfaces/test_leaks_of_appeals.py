"""An appeal is read by its department and, with number and code, by its writer; by nobody else, the unit included."""

from itertools import chain

import pytest

from disclosure.institutions.models import Appeal
from portal.accounts.models import Organ
from portal.accounts.states import Role
from tests.disclosure.institutions.works import RIGHT, appealed, fresh, told
from tests.disclosure.office import MORNING
from tests.surfaces.institutions import INSTITUTION_PAGES
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {"words": "木棉甲", "investigation": "木棉乙", "reply": "木棉丙", "writer": "木棉丁"}


def add_to(stage):
    unit = Organ.objects.get(code="gsjt")
    sent = appealed(unit, at=MORNING, title=MARKS["words"], facts=MARKS["words"], name=MARKS["writer"])
    told(stage.office, sent, **RIGHT | {"investigation": MARKS["investigation"], "reply": MARKS["reply"]})
    stage.cases = [fresh(sent.row)]


def read(client, address: str) -> str:
    return b"".join(client.get(address)).decode(errors="replace")


@pytest.mark.duty("S0-9.2")
@pytest.mark.parametrize("viewer", ["anonymous", "other handler"])
def test_nobody_outside_reads_an_appeal(stage, viewer) -> None:
    client = stage.client(viewer)
    addresses = [stage.address(surface.address) for surface in chain(PUBLIC_SITE, INTERFACE, INSTITUTION_PAGES)]
    addresses += ["/admin/", "/admin/all/", "/admin/disclosure/appeal/"]
    addresses += [f"/admin/disclosure/appeal/{row.pk}/change/" for row in stage.cases]
    pages = {address: read(client, address) for address in addresses}
    assert [(address, mark) for address, page in pages.items() for mark in MARKS.values() if mark in page] == []


def test_the_department_reads_all_of_it_but_who_it_is(stage) -> None:
    [row] = stage.cases
    seen = read(stage.client("own handler"), f"/admin/disclosure/appeal/{row.pk}/change/")
    assert [name for name, mark in MARKS.items() if mark not in seen] == ["writer"]
    assert Appeal.objects.visible_to(stage.office.actor(Role.HANDLER)).count() == 2
