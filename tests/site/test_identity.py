"""The site calls itself by one configured name, everywhere."""

import re

import pytest

PAGES = ("/", "/columns/", "/organs/", "/guide/", "/requests/", "/search/", "/sitemap/", "/report/")


@pytest.fixture
def renamed(settings):
    """The city as somebody else's configuration names it."""
    settings.SITE = settings.SITE | {"name": "某某市人民政府", "government": "某某市人民政府"}


def one(pattern, text):
    (found,) = re.findall(pattern, text)
    return found


@pytest.mark.duty("S2-10.1")
@pytest.mark.parametrize("address", [*PAGES, "document"])
def test_every_page_carries_the_one_name_in_title_tag_and_head(client, published, renamed, address) -> None:
    page = client.get(published.get_absolute_url() if address == "document" else address).content.decode()
    assert one(r"<title>.* - (.*)</title>", page) == "某某市人民政府"
    assert one(r'<meta name="SiteName" content="(.*)">', page) == "某某市人民政府"
    assert one(r'aria-hidden="true">明</span><span><b>(.*)</b><small>', page) == "某某市人民政府"
    assert one(r"<small>(.*)主办</small>", page) == "某某市人民政府"
    assert "临江市政府信息公开" not in page


@pytest.mark.duty("S2-10.1")
def test_a_page_that_is_not_there_carries_the_same_name(client, db, renamed) -> None:
    page = client.get("/nothing/").content.decode()
    assert one(r"<title>.* - (.*)</title>", page) == "某某市人民政府"
