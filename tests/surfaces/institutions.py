"""Rows of public enterprises, and a unit with its list and an appeal against it."""

from tests.disclosure.institutions.works import APPEAL, appealed, listed, water_works
from tests.surfaces.answers import (
    ALL,
    CASE,
    CASE_LIST,
    HISTORY,
    KEEPERS,
    NOBODY,
    UNSEEN,
    WRITES_ONLY,
    Answers,
    Surface,
    act,
    admin,
    done_by,
    start,
    to,
)
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OVERSIGHT, OWN, PUBLIC, STAFF, SUPERVISOR, holding

APPEALS, LINE = "disclosure/appeal", "disclosure/unititem"
HANDLERS = holding("handler", "info_clerk")

INSTITUTION_PAGES = [
    Surface("enterprises/", "/enterprises/", ALL),
    Surface("enterprises/<slug:code>/", "/enterprises/gsjt/", ALL),
    Surface("enterprises/<slug:code>/", "/enterprises/jyj/", UNSEEN),
    Surface("enterprises/appeals/new/", "/enterprises/appeals/new/", ALL),
    Surface("enterprises/appeals/new/done/", "/enterprises/appeals/new/done/", ALL),
    Surface("enterprises/appeals/track/", "/enterprises/appeals/track/", ALL),
    Surface("enterprises/appeals/track/leave/", "/enterprises/appeals/track/leave/", WRITES_ONLY),
]

_LINE: Answers = {302: PUBLIC, 200: CITY_WIDE, 404: OWN | OTHER, 403: SUPERVISOR | ADMIN}
_LINE_HISTORY: Answers = {302: PUBLIC | CITY_WIDE, 404: OWN | OTHER | SUPERVISOR | ADMIN}
_LINE_ACT: Answers = {302: PUBLIC, 200: OVERSIGHT, 403: CITY_WIDE - OVERSIGHT, 404: STAFF - CITY_WIDE}

INSTITUTION_DESK = [
    *admin(LINE, "unit_item", rows=CASE_LIST, row=_LINE, add=to(KEEPERS), history=_LINE_HISTORY),
    act(LINE, "unit_item", "edit_item", _LINE_ACT),
    start(LINE, "add_item", to(KEEPERS)),
    *admin(APPEALS, "unit_appeal", rows=CASE_LIST, row=CASE, history=HISTORY),
    act(APPEALS, "unit_appeal", "investigate", done_by(HANDLERS)),
    start(APPEALS, "no-such", NOBODY),
    Surface(
        f"admin/{APPEALS}/<path:object_id>/change/reveal/<slug:field>/",
        f"/admin/{APPEALS}/{{unit_appeal}}/change/reveal/contact/",
        done_by(holding("handler", "info_clerk", "disclosure_head")),
    ),
]


def institutions_on_stage(office) -> dict[str, int]:
    """The water works below the organ, with a line in its list and an appeal."""
    unit = water_works(office)
    item = listed(office, unit)
    sent = appealed(unit, at=office.at, **APPEAL)
    office.people.pop("keeper")
    return {"unit_item": item.pk, "unit_appeal": sent.row.pk}
