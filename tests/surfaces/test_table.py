"""Every address gives every viewer what the table says, and no more."""

import re

import pytest
from django.conf import settings

from tests.surfaces import accountability
from tests.surfaces.stage import ACCOUNTABILITY, APPRAISALS
from tests.surfaces.table import PARTS, SURFACES
from tests.surfaces.viewers import CITY_WIDE, EVERYBODY

READERS = {ACCOUNTABILITY: accountability.READERS, APPRAISALS: CITY_WIDE}
"""Who may read what these words stand in."""
SOME = {"anonymous", "former", "own handler", "other head", "city oversight", "city system_admin"}
"""Who asks where the table says the same for everybody."""


@pytest.mark.duty("S2-10.5d", "S2-7.11a", "S2-3.3", "S2-5.6.1")
@pytest.mark.parametrize("part", PARTS)
def test_every_address_answers_every_viewer_as_the_table_says(stage, part) -> None:
    wrong, leaks, nameless = [], [], []
    for viewer in sorted(EVERYBODY):
        client = stage.client(viewer)
        kept_from = [word for word, readers in READERS.items() if viewer not in readers]
        for surface in PARTS[part]:
            if viewer not in SOME and len(surface.answers) == 1:
                continue
            response = client.get(stage.address(surface.address))
            page = b"".join(response).decode(errors="replace")
            leaks += [(surface.address, viewer, word) for word in kept_from if word in page]
            if viewer == "anonymous" and is_page(surface, response) and settings.SITE["name"] not in page:
                nameless.append(surface.address)
            if response.status_code != surface.status_for(viewer):
                wrong.append((surface.address, viewer, response.status_code, surface.status_for(viewer)))
    assert (wrong, leaks, nameless) == ([], [], [])


def is_page(surface, response) -> bool:
    """A page of the public site: not the log-in of the staff, not a list that stands in somebody else's page."""
    if surface.address.startswith("/admin/") or surface.address.endswith("/embedded/"):
        return False
    return response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")


@pytest.mark.duty("S2-1.6")
@pytest.mark.parametrize(
    "address",
    ["/", "/documents/{published}/", "/columns/jyj-policy/", "/organs/jyj/", "/guide/jyj/", "/search/?q=通知"],
)
def test_what_is_public_is_the_same_for_everybody_who_asks(stage, address) -> None:
    """Without an account as with one: nobody is shown more, or earlier, than the citizen at the next computer."""

    def body(viewer: str) -> str:
        response = stage.client(viewer).get(stage.address(address))
        assert response.status_code == 200
        page = response.content.decode().partition("<main")[2].partition("</main>")[0]
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)

    pages = {viewer: body(viewer) for viewer in sorted(SOME)}
    assert {viewer for viewer, page in pages.items() if page != pages["anonymous"] or not page} == set()


def test_each_row_says_what_everybody_gets_once() -> None:
    told = {surface.address: [*surface.answers.values()] for surface in SURFACES}
    counted = {address: sorted(viewer for viewers in each for viewer in viewers) for address, each in told.items()}
    assert [address for address, viewers in counted.items() if viewers != sorted(EVERYBODY)] == []
