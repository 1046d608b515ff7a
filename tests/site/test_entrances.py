"""The entrances on every page: one for talking with the government, one for errands; and who keeps the site."""

import re

import pytest

from portal.site.navigation import ENTRIES, SECTIONS

PAGES = ("/", "/statutory/", "/search/?q=学校", "/mailbox/", "/services/", "/no-such-page/")


def navigation(client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.search(r'<nav[^>]*aria-label="主导航".*?</nav>', page, re.DOTALL).group()


@pytest.mark.duty("S0-1.5c")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_one_entrance_for_talking_with_the_government(client, db, address) -> None:
    assert navigation(client, address).count('href="/mailbox/"') == 1
    assert client.get("/mailbox/").status_code == 200


@pytest.mark.duty("S0-1.5d")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_one_entrance_for_errands(client, db, address) -> None:
    assert navigation(client, address).count('href="/services/"') == 1
    assert client.get("/services/").status_code == 200


@pytest.mark.duty("S3-5.1a")
def test_every_page_names_who_keeps_the_site(client, db, settings) -> None:
    settings.SITE = settings.SITE | {"sponsor": "临江市人民政府办公室", "phone": "0000-8612345"}
    foot = client.get("/").content.decode().partition("<footer")[2]
    assert "主办：临江市人民政府办公室" in foot
    assert "0000-8612345" in foot


def test_every_page_of_the_map_is_there(client, db) -> None:
    addresses = [address for section in SECTIONS for _, address in section.pages]
    assert len(addresses) == len(set(addresses))
    missing = {address: client.get(address).status_code for address in addresses}
    assert {address: status for address, status in missing.items() if status != 200} == {}


def test_every_page_of_the_map_belongs_to_an_entry_of_the_navigation() -> None:
    below = tuple(prefix for entry in ENTRIES for prefix in entry.below)
    strays = [address for section in SECTIONS for _, address in section.pages if not address.startswith(below)]
    assert strays == ["/feeds/", "/api/docs/"]


@pytest.mark.duty("S3-6.3")
@pytest.mark.parametrize("address", ["/mailbox/", "/consultations/"])
def test_every_way_of_taking_part_is_named_in_one_place(client, db, address) -> None:
    page = client.get(address).content.decode().partition('id="h-channels"')[2].partition("</section>")[0]
    ways = re.findall(r'<dt><a href="([^"]+)">', page)
    assert ways == [
        "/consultations/",
        "/mailbox/write/",
        "tel:12345",
        "/meetings/",
        "/concerns/",
        "/registers/open_day/",
    ]
    assert [way for way in ways if way.startswith("/") and client.get(way).status_code != 200] == []
