"""An answer to public opinion in each state × each viewer: what is published is read by all, the rest by its house."""

import pytest

from portal.accounts.states import Role
from sentiment.responses import services
from sentiment.responses.states import ResponseState
from tests.sentiment.town import ANSWER
from tests.surfaces.opinions_stage import cleared, published, responding
from tests.surfaces.viewers import CITY_WIDE, EVERYBODY, OWN

MARKS = {
    ResponseState.DRAFT: "木槿",
    ResponseState.CHECKING: "石榴",
    ResponseState.CLEARED: "紫薇",
    ResponseState.PUBLISHED: "杜鹃",
    ResponseState.WITHDRAWN: "海棠",
    ResponseState.CANCELLED: "丁香",
}
LISTS = ("/concerns/", "/feeds/concerns/", "/feeds/concerns.json", "/api/v1/concerns/", "/sitemap/", "/")
SEARCHES = ("/search/?q={}", "/api/v1/search/?q={}", "/search/feed/?q={}")
DESK = ("/admin/", "/admin/sentiment/response/", "/admin/sentiment/ticket/", "/admin/sentiment/ticket/duty/")


def in_every_state(office) -> dict:
    """One answer of each state, all to tickets whose facts nobody outside may read."""
    ticket = responding(office, title="山茶的登记", facts="山茶的经过")

    def draft(mark):
        return services.draft(ticket, values=ANSWER | {"title": f"{mark}的回应"}, **office.as_(Role.HANDLER))

    def title(state):
        return {"title": f"{MARKS[state]}的回应", "fact_basis": "山茶的依据"}

    found = {ResponseState.DRAFT: draft(MARKS[ResponseState.DRAFT])}
    found[ResponseState.CHECKING] = services.submit(draft(MARKS[ResponseState.CHECKING]), **office.as_(Role.HANDLER))
    found[ResponseState.CLEARED] = cleared(office, ticket, **title(ResponseState.CLEARED))
    found[ResponseState.PUBLISHED] = published(office, ticket, **title(ResponseState.PUBLISHED))
    down = published(office, ticket, **title(ResponseState.WITHDRAWN))
    found[ResponseState.WITHDRAWN] = services.withdraw(down, reason="数据有误", **office.as_(Role.SIGNER))
    given_up = draft(MARKS[ResponseState.CANCELLED])
    found[ResponseState.CANCELLED] = services.cancel(given_up, reason="不用了", **office.as_(Role.HANDLER))
    return found


def add_to(stage):
    stage.cases = in_every_state(stage.office)


def read(client, address: str) -> str:
    return b"".join(client.get(address)).decode(errors="replace")


def shown(page: str) -> set[ResponseState]:
    return {state for state, mark in MARKS.items() if f"{mark}的回应" in page}


def test_there_is_an_answer_in_every_state(stage) -> None:
    assert {state: response.state for state, response in stage.cases.items()} == {
        state: state for state in ResponseState
    }


@pytest.mark.duty("S2-10.5d")
@pytest.mark.parametrize("viewer", ["anonymous", "former", "own handler"])
def test_the_public_site_shows_what_is_published_and_nothing_else(stage, viewer) -> None:
    client = stage.client(viewer)
    page = f"/concerns/{stage.cases[ResponseState.PUBLISHED].ticket_id}/"
    data = f"/api/v1{page}"
    searches = [address.format(f"{mark}的回应") for address in SEARCHES for mark in MARKS.values()]
    links = [address for address in searches if "/concerns/" in read(client, address)]
    seen = {address: shown(read(client, address)) for address in (*LISTS, page, data)}
    assert {address: states for address, states in seen.items() if states - {ResponseState.PUBLISHED}} == {}
    assert (
        seen[page]
        == seen[data]
        == seen["/api/v1/concerns/"]
        == seen["/concerns/"] | seen["/feeds/concerns/"]
        == {ResponseState.PUBLISHED}
    )
    assert links
    assert [address for address in (*LISTS, page, data, *searches) if "山茶" in read(client, address)] == []


@pytest.mark.duty("S2-10.5d")
def test_the_desk_shows_each_viewer_the_answers_of_his_organ_and_no_more(stage) -> None:
    wrong = []
    for viewer in sorted(EVERYBODY):
        client = stage.client(viewer)
        everything = viewer in OWN | CITY_WIDE
        listed = set().union(*(shown(read(client, address)) for address in DESK))
        opened = {
            state
            for state, response in stage.cases.items()
            if state in shown(read(client, f"/admin/sentiment/response/{response.pk}/change/"))
        }
        if opened != (set(ResponseState) if everything else set()) or (listed and not everything):
            wrong.append((viewer, listed, opened))
    assert wrong == []
