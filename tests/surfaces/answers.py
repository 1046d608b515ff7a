"""The words the table of surfaces is written in: an address, a status for each viewer, the pages of an admin."""

from dataclasses import dataclass

from tests.surfaces.viewers import (
    ADMIN,
    CITY_WIDE,
    EVERYBODY,
    OTHER,
    OVERSIGHT,
    OWN,
    PUBLIC,
    STAFF,
    SUPERVISOR,
    holding,
)

Answers = dict[int, set[str]]


@dataclass(frozen=True)
class Surface:
    """One address of a route and the status each viewer gets from it."""

    route: str
    address: str
    answers: Answers

    def status_for(self, viewer: str) -> int:
        (status,) = [status for status, viewers in self.answers.items() if viewer in viewers]
        return status


def to(viewers: set[str], *, others: int = 403) -> Answers:
    """200 for those, ``others`` for the rest of the staff, the log-in page for the public."""
    return {302: PUBLIC, 200: viewers, others: STAFF - viewers}


ALL: Answers = {200: EVERYBODY}
GONE: Answers = {410: EVERYBODY}
UNSEEN: Answers = {404: EVERYBODY}
TOKEN_ONLY: Answers = {401: EVERYBODY}
WRITES_ONLY: Answers = {405: EVERYBODY}
STAFF_WRITES_ONLY: Answers = {302: PUBLIC, 405: STAFF}
ANY_STAFF = to(STAFF)
NOBODY = to(set())
CASE_LIST = to(OWN | OTHER | CITY_WIDE)
CASE: Answers = {302: PUBLIC, 200: OWN | CITY_WIDE, 404: OTHER, 403: SUPERVISOR | ADMIN}
KEPT: Answers = {302: PUBLIC, 200: OWN | CITY_WIDE, 404: OTHER | SUPERVISOR | ADMIN}
HISTORY: Answers = {302: PUBLIC | OWN | CITY_WIDE, 404: OTHER | SUPERVISOR | ADMIN}
REGISTER = to(OVERSIGHT | ADMIN)
ELSEWHERE: Answers = {302: EVERYBODY}


def admin(
    model: str, key: str, *, rows: Answers, row: Answers, add: Answers = NOBODY, history: Answers
) -> list[Surface]:
    """The six addresses Django gives every model of the staff site. Nothing is ever deleted there."""
    root, one = f"admin/{model}/", f"/admin/{model}/{{{key}}}/"
    return [
        Surface(root, f"/{root}", rows),
        Surface(f"{root}add/", f"/{root}add/", add),
        Surface(f"{root}<path:object_id>/history/", f"{one}history/", history),
        Surface(f"{root}<path:object_id>/delete/", f"{one}delete/", NOBODY),
        Surface(f"{root}<path:object_id>/change/", f"{one}change/", row),
        Surface(f"{root}<path:object_id>/", one, ELSEWHERE),
    ]


def act(model: str, key: str, name: str, answers: Answers) -> Surface:
    """The page of one act on one row."""
    route = f"admin/{model}/<path:object_id>/change/act/<slug:act>/"
    return Surface(route, f"/admin/{model}/{{{key}}}/change/act/{name}/", answers)


def start(model: str, name: str, answers: Answers) -> Surface:
    """The page of an act that needs no row yet."""
    return Surface(f"admin/{model}/start/<slug:act>/", f"/admin/{model}/start/{name}/", answers)


def done_by(doers: set[str]) -> Answers:
    """The page of an act on a case: its doers, those who read the case, those who do not see it."""
    seen = OWN | CITY_WIDE
    return {302: PUBLIC, 200: doers & seen, 403: seen - doers, 404: STAFF - seen}


KEEPERS = holding("disclosure_head", "oversight")
