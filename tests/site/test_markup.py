"""Every public page is valid HTML, hangs together by its ids and addresses, and carries nothing of its own to run."""

from collections import Counter
from html.parser import HTMLParser as Tags
from itertools import pairwise

import pytest
from tinyhtml5.parser import HTMLParser

from disclosure.documents import services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING
from tests.site.test_leaks import attach
from tests.site.test_pages import PAGES

pytestmark = pytest.mark.once

REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
# Files of the web server, and the search, whose own tests have an index.
ELSEWHERE = ("/static/", "/search/")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Page(Tags):
    """All start tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes) -> None:
        self.found.append((tag, dict(attributes)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.found if attributes.get(name) is not None]

    def count(self, tag: str) -> int:
        return sum(1 for found, _ in self.found if found == tag)


@pytest.fixture
def addresses(office, withdrawn):
    """One page of every kind, a document with all that can hang on it among them."""
    document = office.published(is_normative=True, keywords="招生")
    other = office.published(title="关于修改《招生办法》的通知", body="第一条 有改动。\n临江市教育局\n2026年5月21日")
    services.relate(source=other, target=document, kind="related", actor=office.actor(Role.SIGNER), at=MORNING)
    attach(document, "active")
    return [
        *PAGES,
        "/api/docs/",
        "/statutory/?by=organ",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/cite/",
        f"/documents/{document.pk}/report/",
        f"/documents/{withdrawn.pk}/",
        "/nothing/",
    ]


@pytest.fixture
def pages(client, addresses):
    return {address: client.get(address).content.decode() for address in addresses}


@pytest.fixture
def refused(client, published):
    """The page of a form that was sent empty."""
    return client.post("/report/", {"page": "", "text": ""}).content.decode()


def faults(text: str) -> list[str]:
    parser = HTMLParser()
    parser.parse(text)
    return [str(error) for error in parser.errors]


def test_a_broken_page_would_be_found() -> None:
    assert faults("<!doctype html><title>x</title><p><table></p></table>") != []


def test_every_page_parses_without_an_error(pages) -> None:
    assert {address: found for address, text in pages.items() if (found := faults(text))} == {}


def test_ids_are_unique_and_references_lead_somewhere(pages, refused) -> None:
    for address, text in [*pages.items(), ("refused", refused)]:
        page = Page(text)
        ids = Counter(page.values("id"))
        assert (address, [name for name, times in ids.items() if times > 1]) == (address, [])
        wanted = {name for attribute in REFERENCES for value in page.values(attribute) for name in value.split()}
        wanted |= {value[1:] for value in page.values("href") if value.startswith("#") and len(value) > 1}
        assert (address, sorted(wanted - set(ids))) == (address, [])


def test_a_wrong_field_says_so_to_everybody(refused) -> None:
    fields = {attributes.get("name"): attributes for _, attributes in Page(refused).found if "name" in attributes}
    assert (fields["text"]["aria-invalid"], fields["text"]["aria-describedby"]) == (
        "true",
        "id_text_helptext id_text_error",
    )
    assert '<a href="#id_text">请写明哪里错了</a>' in refused
    assert '<p class="err">请写明哪里错了</p>' in refused


def test_headings_start_at_one_and_leave_no_level_out(pages) -> None:
    for address, text in pages.items():
        levels = [int(tag[1]) for tag, _ in Page(text).found if tag in HEADINGS]
        assert (address, levels.count(1)) == (address, 1)
        jumps = [(before, after) for before, after in pairwise(levels) if after > before + 1]
        assert (address, jumps) == (address, [])


@pytest.mark.duty("law.E4")
def test_nothing_runs_or_loads_from_inside_or_elsewhere(pages) -> None:
    for address, text in pages.items():
        page = Page(text)
        assert (address, page.count("style"), page.values("style")) == (address, 0, [])
        handlers = [name for _, attributes in page.found for name in attributes if name.startswith("on")]
        loaded = [attributes.get("src") for tag, attributes in page.found if tag in ("script", "img", "iframe")]
        loaded += [attributes["href"] for tag, attributes in page.found if tag == "link"]
        assert (address, handlers, [source for source in loaded if not (source or "").startswith("/")]) == (
            address,
            [],
            [],
        )


@pytest.mark.duty("law.E4")
def test_no_link_of_the_site_leads_nowhere(client, pages) -> None:
    targets = {}
    for address, text in pages.items():
        for href in Page(text).values("href"):
            if href.startswith("/") and not href.startswith(ELSEWHERE):
                targets.setdefault(href.split("#")[0], address)
    dead = {}
    for target, found_on in sorted(targets.items()):
        response = client.get(target)
        if response.status_code not in (200, 302, 410):
            dead[target] = (response.status_code, found_on)
        b"".join(response)
    assert dead == {}
