"""Each state of a version × every public address: rows are read when they are published, and by nobody before."""

from itertools import chain

import pytest

from disclosure.datasets import services
from disclosure.datasets.states import VersionState
from portal.accounts.states import Role
from tests.disclosure.data_requests.asked import answered, ask
from tests.disclosure.datasets.sets import cleared, confirmed, fresh, listed, published, submitted
from tests.surfaces.datasets import DATA_PAGES
from tests.surfaces.table import INTERFACE, PUBLIC_SITE

MARKS = {state: f"水杉{place}号" for place, state in enumerate(VersionState, 1)}
"""Stands in the rows of that version and nowhere else."""
CLOSED = "银杏九号"
"""Stands in a column nobody opened."""
SEARCHES = ("/search/?q={}", "/api/v1/search/?q={}")
DESK = ("/admin/", "/admin/all/", "/admin/disclosure/dataset/", "/admin/disclosure/datasetversion/")


def rows(state) -> str:
    return f"编号,名称,内部备注\nA,{MARKS[state]},{CLOSED}\n"


def add_to(stage):
    stage.cases = one_in_every_state(stage.office)


def one_in_every_state(office):
    def made(way, state):
        dataset = listed(office, title=f"{state.label}的数据")
        return way(office, dataset, rows(state), closed=("内部备注",))

    cancelled = made(confirmed, VersionState.CANCELLED)
    services.discard(cancelled, reason="传错", **office.as_(Role.HANDLER))
    shown = made(published, VersionState.PUBLISHED)
    back = published(office, fresh(shown.dataset), rows(VersionState.WITHDRAWN), closed=("内部备注",))
    services.withdraw_version(back, reason="有错", **office.as_(Role.SIGNER))
    return {
        VersionState.DRAFT: made(confirmed, VersionState.DRAFT),
        VersionState.CHECKING: made(submitted, VersionState.CHECKING),
        VersionState.CLEARED: made(cleared, VersionState.CLEARED),
        VersionState.PUBLISHED: shown,
        VersionState.WITHDRAWN: back,
        VersionState.CANCELLED: cancelled,
    }


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def shown_in(page: str) -> set[VersionState]:
    return {state for state, mark in MARKS.items() if mark in page}


def own(dataset_id: int) -> list[str]:
    root, api = f"/data/{dataset_id}/", f"/api/v1/datasets/{dataset_id}/"
    files = [f"{root}download/data.{ending}" for ending in ("csv", "json", "csv?version=1", "json?version=2")]
    return [root, *files, api, f"{api}rows/", f"{api}rows/?version=2"]


def test_there_is_a_version_in_every_state(stage) -> None:
    assert {state: fresh(version).state for state, version in stage.cases.items()} == {
        state: state for state in VersionState
    }


@pytest.mark.duty("S3-5.3c", "law.K")
@pytest.mark.parametrize("viewer", ["anonymous", "own handler", "other handler"])
def test_the_public_reads_published_rows_and_nothing_else(stage, viewer) -> None:
    client, leaks, found = stage.client(viewer), [], set()
    lists = [stage.address(surface.address) for surface in chain(PUBLIC_SITE, INTERFACE, DATA_PAGES)]
    for address in [*lists, *chain.from_iterable(own(version.dataset_id) for version in stage.cases.values())]:
        page = read(client, address)
        found |= shown_in(page)
        if shown_in(page) - {VersionState.PUBLISHED} or CLOSED in page:
            leaks.append(address)
    for address in SEARCHES:
        for state in VersionState:
            page = read(client, address.format(f"{state.label}的数据"))
            linked = {case for case, version in stage.cases.items() if f"/data/{version.dataset_id}/" in page}
            if linked - {VersionState.PUBLISHED, VersionState.WITHDRAWN}:  # the same data set
                leaks.append((address, state))
    assert leaks == []
    assert found == {VersionState.PUBLISHED}


@pytest.mark.duty("S2-10.5d")
def test_the_desk_shows_rows_to_their_organ_and_to_the_city_alone(stage) -> None:
    seen = {}
    for viewer in ("own handler", "other handler", "city oversight", "city supervisor", "city system_admin"):
        client = stage.client(viewer)
        listed_there = any(
            str(version) in read(client, address) for address in DESK for version in stage.cases.values()
        )
        opened = {
            state
            for state, version in stage.cases.items()
            if MARKS[state] in read(client, f"/admin/disclosure/datasetversion/{version.pk}/change/")
        }
        seen[viewer] = (listed_there, opened)
    kept, nothing = (True, set(VersionState) - {VersionState.CANCELLED}), (False, set())
    assert seen == {
        "own handler": kept,
        "other handler": nothing,
        "city oversight": kept,
        "city supervisor": nothing,
        "city system_admin": nothing,
    }


@pytest.mark.duty("law.K")
def test_requests_for_data_are_read_by_consent_and_the_asker_by_nobody(stage) -> None:
    office, marks = stage.office, ("榉树一号", "榉树二号", "榉树三号")
    answered(office, ask(office, title=marks[0]).row)
    answered(office, ask(office, title=marks[1], consents=False).row)
    ask(office, title=marks[2])
    client, found = stage.client("anonymous"), set()
    for surface in chain(PUBLIC_SITE, INTERFACE, DATA_PAGES):
        page = read(client, stage.address(surface.address))
        found |= {mark for mark in marks if mark in page}
        assert "reader@example.com" not in page
    assert found == {marks[0]}
