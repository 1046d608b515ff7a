"""Each state × each viewer × every surface: a text is read by those who may read it and shows nowhere else."""

from itertools import chain

import pytest
from django.urls import reverse

from disclosure.documents import services
from disclosure.documents.models import Document
from disclosure.documents.states import State
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.search import indexing
from tests.disclosure.office import MORNING, WITHHELD_DRAFT
from tests.surfaces.cases import MARKS, one_in_every_state
from tests.surfaces.citizens import CITIZENS
from tests.surfaces.clarifications import CLARIFICATION_PAGES
from tests.surfaces.gazette import GAZETTE_PAGES
from tests.surfaces.interpretation import EXPLAINED_TO_ALL
from tests.surfaces.listings import LISTING_PAGES
from tests.surfaces.mailbox import MAILBOX_PAGES
from tests.surfaces.matters import MATTER_PAGES
from tests.surfaces.meetings import MEETING_PAGES
from tests.surfaces.opinions import CONCERNS
from tests.surfaces.released import RELEASED_TO_ALL
from tests.surfaces.services_guide import SERVICE_PAGES
from tests.surfaces.table import INTERFACE, PUBLIC_SITE
from tests.surfaces.viewers import EVERYBODY, PUBLIC, STAFF

SEARCHES = ("/search/?q={}", "/search/feed/?q={}", "/api/v1/search/?q={}", "/api/v1/search/suggest/?q={}")
DESK = ("/admin/", "/admin/all/", "/admin/inbox/", "/admin/disclosure/document/", "/admin/disclosure/withheldrecord/",
        "/admin/disclosure/return/", "/admin/disclosure/errorreport/")  # fmt: skip


def add_to(stage):
    stage.cases = one_in_every_state(stage.office)


def read(client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode(errors="replace")


def shown(page: str) -> set[State]:
    return {state for state, mark in MARKS.items() if mark in page}


def lists(stage) -> list[str]:
    """Every public address that takes no row of its own, and those of rows that are public."""
    told = chain(RELEASED_TO_ALL, EXPLAINED_TO_ALL, CONCERNS, MAILBOX_PAGES, CLARIFICATION_PAGES, MEETING_PAGES)
    rooms = chain(CITIZENS, LISTING_PAGES, MATTER_PAGES, GAZETTE_PAGES, SERVICE_PAGES, told)
    return [stage.address(surface.address) for surface in chain(PUBLIC_SITE, rooms, INTERFACE)]


def pages(document: Document) -> list[str]:
    """Every public address of that one document."""
    return [
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/cite/",
        f"/documents/{document.pk}/report/",
        f"/api/v1/documents/{document.pk}/",
    ]


def test_there_is_a_document_in_every_state(stage) -> None:
    assert {state: document.state for state, document in stage.cases.items()} == {state: state for state in State}


@pytest.mark.duty("S2-1.13b", "S2-10.5d", "S2-7.11a", "S3-2.6f")
@pytest.mark.parametrize("viewer", ["anonymous", "former", "own handler", "city system_admin"])
def test_the_public_site_shows_what_is_published_and_nothing_else(stage, viewer) -> None:
    client, leaks, found = stage.client(viewer), [], set()
    searches = [address.format(mark) for address in SEARCHES for mark in MARKS.values()]
    own = [address for document in stage.cases.values() for address in pages(document)]
    for address in [*lists(stage), *own]:
        states = shown(read(client, address))
        found |= states
        if states - {State.PUBLISHED}:
            leaks.append((address, states))
    for address in searches:
        # The page repeats the word that was asked for; what it found is told by the links.
        page = read(client, address)
        links = {state for state, document in stage.cases.items() if f"/documents/{document.pk}/" in page}
        if links - {State.PUBLISHED}:
            leaks.append((address, links))
    assert leaks == []
    assert found == {State.PUBLISHED}


@pytest.mark.duty("S2-1.13b", "S2-10.5d")
def test_the_desk_shows_each_viewer_the_cases_of_his_organ_and_no_more(stage) -> None:
    wrong = []
    for viewer in sorted(EVERYBODY):
        allowed = _allowed(stage, viewer)
        client = stage.client(viewer)
        listed = set().union(*(shown(read(client, address)) for address in DESK))
        if listed - allowed:
            wrong.append((viewer, "desk", listed - allowed))
        opened = {state for state, document in stage.cases.items() if state in shown(read(client, _case(document)))}
        if opened != allowed:
            wrong.append((viewer, "case", opened ^ allowed))
    assert wrong == []


@pytest.mark.duty("S0-1.4c", "S2-6.10a")
def test_the_original_of_what_was_opened_shows_nowhere(stage) -> None:
    """What an assessment opened is read without the part that was cut, and nothing leads to the original."""
    office, hidden = stage.office, "木棉"
    values = WITHHELD_DRAFT | {"title": "关于金桂事项的请示", "body": f"可以公开的部分。\n{hidden}不能公开。"}
    original = office.signed(**values, conclusion="exempt")
    draft = services.release(original, reason=f"{hidden}以外的可以公开", **office.as_(Role.DISCLOSURE_HEAD))
    changes = {"body": "可以公开的部分。", "attribute_reason": "可以公开"}
    services.edit_draft(draft, changes=changes, **office.as_(Role.HANDLER))
    office.to_publication(draft)
    indexing.rebuild(at=MORNING)
    client = stage.client("anonymous")
    read_here = [*lists(stage), *pages(original), *pages(draft), "/search/?q=可以公开的部分", "/api/v1/search/?q=金桂"]
    shown_at = [address for address in read_here if hidden in read(client, address)]
    led_from = [address for address in [*lists(stage), *pages(draft)] if f"/{original.pk}/" in read(client, address)]
    assert (shown_at, led_from) == ([], [])
    assert "金桂" in read(client, f"/documents/{draft.pk}/")
    assert client.get(f"/documents/{original.pk}/").status_code == 404


def _allowed(stage, viewer: str) -> set[State]:
    if viewer in PUBLIC:
        return set()
    visible = set(Document.objects.visible_to(actor_of(stage.people[viewer], at=MORNING)).values_list("pk", flat=True))
    may_read_cases = viewer not in {"city supervisor", "city system_admin"}
    return {state for state, document in stage.cases.items() if document.pk in visible and may_read_cases}


def _case(document: Document) -> str:
    return reverse("admin:disclosure_document_change", args=[document.pk])


def test_the_rule_itself_gives_another_organ_only_what_is_public(stage) -> None:
    """The yardstick of the test above, typed by hand."""
    for viewer in sorted(STAFF):
        place, _, role = viewer.partition(" ")
        expected = set(State)
        if place == "other":
            expected = {State.PUBLISHED}
        if role in {"supervisor", "system_admin"}:
            expected = set()
        assert _allowed(stage, viewer) == expected, viewer
