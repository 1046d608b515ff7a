"""Every address gives every viewer what the table says, and no more."""

import pytest

from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.surfaces.stage import build
from tests.surfaces.table import PARTS, SURFACES
from tests.surfaces.viewers import EVERYBODY

pytestmark = pytest.mark.once


def made():
    built = build()
    indexing.rebuild(at=MORNING)
    return built


@pytest.mark.duty("S2-10.5d", "S2-7.11a")
@pytest.mark.parametrize("part", PARTS)
def test_every_address_answers_every_viewer_as_the_table_says(stage, part) -> None:
    wrong = []
    for viewer in sorted(EVERYBODY):
        client = stage.client(viewer)
        for surface in PARTS[part]:
            response = client.get(stage.address(surface.address))
            if response.streaming:
                b"".join(response)  # read to its end, the file is closed
            if response.status_code != surface.status_for(viewer):
                wrong.append((surface.address, viewer, response.status_code, surface.status_for(viewer)))
    assert wrong == []


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.address)
def test_each_row_says_what_everybody_gets_once(surface) -> None:
    told = [viewer for viewers in surface.answers.values() for viewer in viewers]
    assert sorted(told) == sorted(EVERYBODY)
