"""Every address gives every viewer what the table says, and no more."""

import logging

import pytest

from portal.search import indexing
from tests.disclosure.office import MORNING
from tests.surfaces.between_organs import COORDINATION, CREDIT, OBJECTIONS_AND_SECRECY, REPOSTING
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_DESK, CLARIFICATION_PAGES
from tests.surfaces.gazette import GAZETTE_DESK, GAZETTE_PAGES
from tests.surfaces.interpretation import INTERPRETATION
from tests.surfaces.listings import LISTING_DESK, LISTING_PAGES
from tests.surfaces.mailbox import MAILBOX_DESK, MAILBOX_PAGES
from tests.surfaces.meetings import MEETING_DESK, MEETING_PAGES
from tests.surfaces.opinions import CONCERNS, OPINIONS
from tests.surfaces.registers import REGISTER_DESK, REGISTER_PAGES
from tests.surfaces.released import BESIDE_REQUESTS, RELEASED_TO_ALL, RESTRICTED_REQUEST
from tests.surfaces.requests import REQUESTS
from tests.surfaces.stage import build
from tests.surfaces.table import CASES, DESK, ENTRANCE, INTERFACE, PUBLIC_SITE, REGISTERS, SURFACES
from tests.surfaces.viewers import EVERYBODY

pytestmark = pytest.mark.once

PARTS = {
    "public site": PUBLIC_SITE,
    "interface": INTERFACE,
    "entrance": ENTRANCE,
    "desk": DESK,
    "cases": CASES,
    "registers": REGISTERS,
    "coordination": COORDINATION,
    "objections and secrecy": OBJECTIONS_AND_SECRECY,
    "reposting": REPOSTING,
    "credit": CREDIT,
    "listing pages": LISTING_PAGES,
    "listing desk": LISTING_DESK,
    "explanations": INTERPRETATION,
    "citizens": CITIZENS,
    "requests": REQUESTS,
    "released to all": RELEASED_TO_ALL,
    "restricted request": RESTRICTED_REQUEST,
    "beside requests": BESIDE_REQUESTS,
    "concerns": CONCERNS,
    "opinions": OPINIONS,
    "mailbox pages": MAILBOX_PAGES,
    "mailbox desk": MAILBOX_DESK,
    "register pages": REGISTER_PAGES,
    "register desk": REGISTER_DESK,
    "meeting pages": MEETING_PAGES,
    "meeting desk": MEETING_DESK,
    "gazette pages": GAZETTE_PAGES,
    "gazette desk": GAZETTE_DESK,
    "clarification pages": CLARIFICATION_PAGES,
    "clarification desk": CLARIFICATION_DESK,
}


@pytest.fixture
def stage(db, settings, time_machine, caplog):
    caplog.set_level(logging.CRITICAL, "django.request")  # hundreds of refusals are what is asked for
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
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


def test_no_row_of_the_table_is_left_undriven() -> None:
    driven = [surface for rows in PARTS.values() for surface in rows]
    assert sorted(driven, key=repr) == sorted(SURFACES, key=repr)


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.address)
def test_each_row_says_what_everybody_gets_once(surface) -> None:
    told = [viewer for viewers in surface.answers.values() for viewer in viewers]
    assert sorted(told) == sorted(EVERYBODY)
