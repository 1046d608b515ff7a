"""Public pages are kept until the next act, and not a moment longer."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from disclosure.documents import services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING, open_office

TITLE = "招生通知"


@pytest.fixture
def office(db):
    return open_office()


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [query["sql"] for query in captured]


def test_a_second_visit_asks_for_the_newest_event_and_nothing_else(client, office) -> None:
    office.published()
    assert len(queries_of(client, "/")) > 1
    (query,) = queries_of(client, "/")
    assert "audit_event" in query


@pytest.mark.duty("S2-10.7b")
def test_what_is_published_or_withdrawn_shows_at_the_very_next_visit(client, office) -> None:
    assert TITLE not in client.get("/").content.decode()
    document = office.published(title=TITLE)
    assert TITLE in client.get("/").content.decode()
    signer = office.actor(Role.SIGNER)
    services.withdraw(
        document, reason="内容有误，停止使用", hides_title=True, actor=signer, at=MORNING + timedelta(hours=1)
    )
    assert TITLE not in client.get("/").content.decode()
    assert TITLE not in client.get(f"/documents/{document.pk}/").content.decode()


def test_every_way_of_showing_a_page_is_kept_for_itself(client, office) -> None:
    office.published()
    plain = client.get("/").content.decode()
    client.cookies["mode"] = "elder"
    assert 'data-mode="elder"' in client.get("/").content.decode()
    client.cookies["mode"] = "<script>"
    assert client.get("/").content.decode() == plain


@override_settings(ALLOWED_HOSTS=["a.example", "b.example"])
def test_a_page_kept_for_one_host_is_not_shown_under_another(client, office) -> None:
    document = office.published()
    path = f"/documents/{document.pk}/"
    assert "http://a.example/" in client.get(path, headers={"host": "a.example"}).content.decode()
    assert "a.example" not in client.get(path, headers={"host": "b.example"}).content.decode()


def test_a_visitor_who_is_logged_in_passes_by_the_store(client, office) -> None:
    office.published()
    client.get("/")
    client.force_login(office.people[Role.SIGNER])
    assert len(queries_of(client, "/")) > 1


def test_pages_that_are_not_there_are_not_kept(client, office) -> None:
    assert client.get("/documents/999999/").status_code == 404
    assert client.get("/documents/999999/")["Content-Type"].startswith("text/html")
    assert len(queries_of(client, "/documents/999999/")) > 1


def test_a_browser_that_comes_back_gets_no_body_until_something_changed(client, office) -> None:
    office.published()
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    office.published(title=TITLE)
    changed = client.get("/", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert TITLE in changed.content.decode()


def test_a_kept_page_has_the_same_headers_as_a_fresh_one(client, office) -> None:
    office.published()
    first, second = client.get("/"), client.get("/")
    assert second.content == first.content
    assert "script-src 'self'" in second["Content-Security-Policy"]
    assert dict(second.items()) == dict(first.items())
    assert "Cookie" in second["Vary"]


def test_reading_pages_does_not_push_out_the_counters_of_the_throttles(client, office) -> None:
    key = caches["default"].make_key("counter")
    caches["pages"].set("counter", "a page")
    assert caches["default"].get("counter") is None
    assert caches["pages"].make_key("counter") != key
