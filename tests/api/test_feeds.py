"""JSON Feed beside Atom: of the site, of a column, of an organ, of a search."""

import pytest

from portal.search import indexing
from tests.disclosure.office import MORNING

FEEDS = ["/feeds/documents.json", "/feeds/columns/jyj-policy.json", "/feeds/organs/jyj.json"]


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_what_is_new(client, published, withdrawn, address) -> None:
    response = client.get(address)
    feed = response.json()
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://testserver{address}"
    assert feed["items"] == [
        {
            "id": f"http://testserver/documents/{published.pk}/",
            "url": f"http://testserver/documents/{published.pk}/",
            "title": "临江市教育局关于做好2026年义务教育阶段招生工作的通知",
            "content_text": "现就做好招生工作通知如下。",
            "date_published": "2026-05-21T09:30:00+08:00",
            "authors": [{"name": "临江市教育局"}],
        }
    ]


def test_a_search_can_be_read_as_a_feed(client, published, withdrawn) -> None:
    indexing.rebuild(at=MORNING)
    feed = client.get("/search/feed.json?q=招生").json()
    assert feed["title"] == "“招生”的最新文件 - 临江市政府信息公开"
    assert feed["home_page_url"] == "http://testserver/search/?q=%E6%8B%9B%E7%94%9F"
    assert feed["feed_url"] == "http://testserver/search/feed.json?q=%E6%8B%9B%E7%94%9F"
    (item,) = feed["items"]
    assert (item["url"], item["date_published"]) == (
        f"http://testserver/documents/{published.pk}/",
        "2026-05-21T00:00:00+08:00",
    )
    assert client.get("/search/feed.json?q=石竹").json()["items"] == []


@pytest.mark.parametrize("address", ["/feeds/columns/no-such.json", "/feeds/organs/no-such.json"])
def test_a_feed_of_nothing_is_not_found(client, db, address) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*FEEDS, "/feeds/documents/", "/search/feed/"])
def test_an_unchanged_feed_is_not_sent_twice(client, published, address) -> None:
    indexing.rebuild(at=MORNING)
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
