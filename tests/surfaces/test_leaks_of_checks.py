"""What was looked at in an organ, found there and told to it is read by nobody but that organ and the office."""

import pytest

from assessment.rectification import services as rectification
from portal.accounts.selectors import actor_of
from tests.disclosure.office import MORNING
from tests.surfaces.inspection import drawn_check
from tests.surfaces.stage import CHECKS
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

HIDDEN = "夹竹桃"
DESK = (
    "/admin/",
    "/admin/all/",
    "/admin/inbox/",
    "/admin/assessment/inspection/",
    "/admin/assessment/checkline/",
    "/admin/assessment/rectification/",
    "/admin/assessment/criticism/",
    "/admin/assessment/problem/",
    "/admin/assessment/supervisor/",
    "/admin/assessment/patrolnote/",
    "/admin/assessment/complaint/",
    "/admin/assessment/workplan/",
    "/admin/assessment/taskshare/",
    "/admin/letters/letter/",
)
CASES = (
    "/admin/assessment/inspection/{inspection}/change/",
    "/admin/assessment/inspection/{inspection}/change/?tab=draw",
    "/admin/assessment/checkline/{check_line}/change/",
    "/admin/assessment/rectification/{rectification}/change/",
    "/admin/assessment/criticism/{criticism}/change/",
    "/admin/assessment/taskshare/{task_share}/change/",
    "/admin/assessment/problem/{problem}/change/",
    "/admin/assessment/problem/{problem}/change/file/{problem_file}/",
)

WATCHED = (
    "/admin/assessment/supervisor/{supervisor}/change/",
    "/admin/assessment/patrolnote/{patrol_note}/change/",
    "/admin/assessment/complaint/{complaint}/change/",
)


@pytest.fixture
def hidden(stage) -> list[str]:
    """An unannounced check of the organ, and a notice that is a draft; where they would be read."""
    actor = actor_of(stage.people["city oversight"], at=MORNING)
    check = drawn_check(stage.office, actor, way="unannounced", title=HIDDEN, scope=HIDDEN)
    line = check.lines.first()
    given = {"origin": "person", "organ": stage.office.organ, "values": {"demand": HIDDEN}}
    [draft] = rectification.draft(**given, actor=actor, at=MORNING)
    return [
        f"/admin/assessment/inspection/{check.pk}/change/",
        f"/admin/assessment/checkline/{line.pk}/change/",
        f"/admin/assessment/rectification/{draft.pk}/change/",
    ]


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


@pytest.mark.parametrize("viewer", ["anonymous", "other handler", "other head", "city supervisor"])
def test_nobody_outside_reads_what_was_found_in_an_organ(stage, viewer) -> None:
    client = stage.client(viewer)
    addresses = [stage.address(surface.address) for surface in [*PUBLIC_SITE, *INTERFACE]]
    addresses += [stage.address(case) for case in CASES] + list(DESK)
    assert [address for address in addresses if CHECKS in read(client, address)] == []


@pytest.mark.duty("S3-7.4b")
@pytest.mark.parametrize("viewer", ["own handler", "own head", "other head", "city supervisor"])
def test_nobody_but_the_office_learns_who_watched_and_who_complained(stage, viewer) -> None:
    client = stage.client(viewer)
    addresses = [stage.address(case) for case in WATCHED] + ["/admin/assessment/patrolnote/"]
    assert [address for address in addresses if CHECKS in read(client, address)] == []
    office = stage.client("city oversight")
    assert [CHECKS in read(office, address) for address in addresses[:3]] == [True, True, True]


def test_the_organ_reads_all_of_it(stage) -> None:
    client = stage.client("own handler")
    seen = {case: read(client, stage.address(case)) for case in CASES[:1] + CASES[2:4] + CASES[6:]}
    assert [case for case, page in seen.items() if CHECKS not in page] == []


@pytest.mark.duty("S2-11.7a")
@pytest.mark.parametrize("viewer", ["anonymous", "own head", "own disclosure_head", "other head", "city supervisor"])
def test_an_unannounced_check_and_a_draft_are_read_by_the_office_alone(stage, hidden, viewer) -> None:
    client = stage.client(viewer)
    assert [address for address in [*hidden, *DESK] if HIDDEN in read(client, address)] == []
    office = stage.client("city oversight")
    assert all(HIDDEN in read(office, address) for address in (hidden[0], hidden[2]))
