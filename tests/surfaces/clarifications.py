"""Rows of clarifications, and one in each stage that an address leads to."""

from portal.accounts.states import Role
from sentiment.clarification import services
from sentiment.clarification.models import Clarification
from tests.sentiment.clarification.rumour import CLAIM, TRUTH
from tests.surfaces.answers import ALL, CASE, CASE_LIST, GONE, HISTORY, NOBODY, UNSEEN, Surface, act, admin, done_by, to
from tests.surfaces.answers import start as start_of
from tests.surfaces.viewers import ADMIN, CITY_WIDE, OTHER, OWN, PUBLIC, SUPERVISOR, holding

ROW = "sentiment/clarification"
ASKED = "sentiment/consent"
ANSWERERS = holding("disclosure_head", "signer", "head") & OTHER

CLARIFICATION_PAGES = [
    Surface("clarifications/", "/clarifications/", ALL),
    Surface("clarifications/<int:pk>/", "/clarifications/{rumour_public}/", ALL),
    Surface("clarifications/<int:pk>/", "/clarifications/{rumour_down}/", GONE),
    Surface("clarifications/<int:pk>/", "/clarifications/{rumour}/", UNSEEN),
    Surface("feeds/clarifications/", "/feeds/clarifications/", ALL),
    Surface("feeds/clarifications.json", "/feeds/clarifications.json", ALL),
]

FINDERS = holding("handler", "info_clerk", "disclosure_head", "oversight")

CLARIFICATION_DESK = [
    *admin(ROW, "rumour", rows=CASE_LIST, row=CASE, add=to(FINDERS), history=HISTORY),
    act(ROW, "rumour", "write", done_by(holding("handler", "info_clerk", "disclosure_head"))),
    act(ROW, "rumour_public", "take_down", done_by(holding("head", "disclosure_head", "oversight"))),
    start_of(ROW, "find", to(FINDERS)),
    *admin(
        ASKED,
        "consent",
        rows=CASE_LIST,
        row={302: PUBLIC, 200: OWN | OTHER | CITY_WIDE, 403: SUPERVISOR | ADMIN},
        history={302: PUBLIC | OWN | OTHER | CITY_WIDE, 404: SUPERVISOR | ADMIN},
    ),
    act(
        ASKED,
        "consent",
        "agree",
        {302: PUBLIC, 200: ANSWERERS, 403: (OWN | OTHER | CITY_WIDE) - ANSWERERS, 404: SUPERVISOR | ADMIN},
    ),
    start_of(ASKED, "no-such", NOBODY),
]


def rumours_on_stage(office, neighbour, overseer) -> dict[str, int]:
    """One being written, about which the neighbour is asked; one public; one taken down. ``overseer`` confirms."""
    asking = written(office, overseer, [neighbour.organ])
    public, down = published(office, overseer), published(office, overseer)
    services.take_down(down, reason="另行发布", **office.as_(Role.HEAD))
    return {
        "rumour": asking.pk,
        "consent": asking.consents.get().pk,
        "rumour_public": public.pk,
        "rumour_down": down.pk,
    }


def written(office, overseer, organs=(), claim=None, **values) -> Clarification:
    given = CLAIM | {"found_at": office.at} | (claim or {})
    row = services.find(organ=office.organ, values=given, **office.as_(Role.INFO_CLERK))
    services.report(row, **office.as_(Role.INFO_CLERK))
    services.confirm(row, organ=office.organ, actor=overseer, at=office.at)
    return services.write(row, values=TRUTH | values, organs=list(organs), **office.as_(Role.HANDLER))


def published(office, overseer) -> Clarification:
    row = services.submit(written(office, overseer), **office.as_(Role.HANDLER))
    services.approve_head(row, **office.as_(Role.HEAD))
    return services.publish(row, **office.as_(Role.INFO_CLERK))
