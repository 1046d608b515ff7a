"""When something breaks, the page says what, and how to go on."""

import pytest
from django.db import OperationalError
from django.test import Client

from disclosure.catalogue import selectors


@pytest.fixture
def visitor(client):
    """Sees the page instead of the exception."""
    client.raise_request_exception = False
    return client


def broken_by(error):
    def raise_it(*args, **kwargs):
        raise error

    return raise_it


def test_a_fault_is_owned_and_shows_nothing_of_itself(visitor, db, monkeypatch) -> None:
    monkeypatch.setattr(selectors, "organ_groups", broken_by(RuntimeError("secret detail")))
    response = visitor.get("/organs/")
    assert response.status_code == 500
    page = response.content.decode()
    assert "<h1>网站出了故障，不是您的问题</h1>" in page
    assert "0000-8612345" in page
    assert "secret detail" not in page


def test_a_silent_database_is_told_from_a_fault(visitor, db, monkeypatch) -> None:
    monkeypatch.setattr(selectors, "organ_groups", broken_by(OperationalError("connection refused")))
    response = visitor.get("/organs/")
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "<h1>网站暂时不能用</h1>" in response.content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_on(db) -> None:
    response = Client(enforce_csrf_checks=True).post("/report/", {"page": "/", "text": "错字"})
    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


@pytest.mark.parametrize("address", ["/", "/organs/", "/catalogue/", "/sitemap.xml", "/feeds/documents/"])
def test_a_link_checker_may_ask_for_the_head_alone(client, db, address) -> None:
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("address", ["/", "/organs/", "/catalogue/"])
def test_other_methods_are_refused(client, db, address) -> None:
    assert client.post(address).status_code == 405
