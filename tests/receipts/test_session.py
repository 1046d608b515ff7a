"""The two cookies of a citizen: sealed, short-lived, and good for their own counter alone."""

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.clock import SHANGHAI
from portal.receipts.session import Counter, Receipt

NOON = datetime(2026, 5, 21, 12, 0, tzinfo=SHANGHAI)
LETTERS = Counter("/letters-of-citizens/", "open_letter", "letter_receipt", "tests.letters")
PETS = Counter("/pets/", "open_pet", "pet_receipt", "tests.pets")
HASH = "0123456789abcdef" * 4


def sent_back(response, **renamed):
    """The request the same browser makes next; ``renamed`` puts a cookie under another name."""
    request = RequestFactory().get("/")
    request.COOKIES = {renamed.get(name, name): morsel.value for name, morsel in response.cookies.items()}
    return request


@pytest.fixture
def opened():
    response = HttpResponse()
    LETTERS.open(response, pk=7, code_hash=HASH)
    return response


def test_an_opened_case_is_known_by_its_row_and_the_beginning_of_its_code(opened) -> None:
    assert LETTERS.opened_in(sent_back(opened)) == (7, "0123456789abcdef")
    cookie = opened.cookies["open_letter"]
    assert (cookie["path"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (
        "/letters-of-citizens/",
        1800,
        True,
        "Strict",
    )


def test_a_cookie_of_one_counter_opens_nothing_at_another(opened) -> None:
    assert PETS.opened_in(sent_back(opened, open_letter="open_pet")) is None


@pytest.mark.parametrize("value", ["", "7", "WzcsImEiXQ:1tX:forged"])
def test_what_was_not_signed_here_opens_nothing(value) -> None:
    request = RequestFactory().get("/")
    request.COOKIES = {"open_letter": value}
    assert LETTERS.opened_in(request) is None


def test_a_receipt_is_shown_for_a_quarter_of_an_hour_and_stands_nowhere_in_plain_words() -> None:
    response = HttpResponse()
    LETTERS.give_receipt(response, Receipt("信2026-000001", "ABCD-EFGH"), at=NOON)
    assert "ABCD" not in response.cookies["letter_receipt"].value
    request = sent_back(response)
    assert LETTERS.receipt_in(request, at=NOON + timedelta(minutes=14)) == Receipt("信2026-000001", "ABCD-EFGH")
    assert LETTERS.receipt_in(request, at=NOON + timedelta(minutes=15)) is None
    assert PETS.receipt_in(sent_back(response, letter_receipt="pet_receipt"), at=NOON) is None


def test_leaving_takes_both_cookies_away(opened) -> None:
    LETTERS.close(opened)
    LETTERS.drop_receipt(opened)
    assert [opened.cookies[name]["max-age"] for name in ("open_letter", "letter_receipt")] == [0, 0]
