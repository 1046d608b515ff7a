"""Number and query code of a case: one code opens one case, and nothing stored gives it away."""

import pytest

from portal.receipts import codes


def test_the_same_token_gives_the_same_code_and_another_token_another() -> None:
    first = codes.code_from("a" * 43)
    assert first == codes.code_from("a" * 43)
    assert first != codes.code_from("b" * 43)
    assert [len(group) for group in first.split("-")] == [4, 4, 4, 4, 4]


def test_a_code_is_read_as_people_type_it_and_opens_its_own_number_alone() -> None:
    stored = codes.code_digest("信2026-000001", "ABCD-EFGH-JKMN-PQRS-TVWX")
    assert codes.fits(stored, "信2026-000001", "abcd efgh jkmn pqrs tvwx")
    assert not codes.fits(stored, "信2026-000002", "ABCD-EFGH-JKMN-PQRS-TVWX")
    assert not codes.fits(stored, "信2026-000001", "ABCD-EFGH-JKMN-PQRS-TVWY")


def test_nothing_opens_a_case_that_has_no_code() -> None:
    assert not codes.fits("", "信2026-000001", "")
    assert not codes.fits("", "信2026-000001", "ABCD-EFGH-JKMN-PQRS-TVWX")


def test_what_is_stored_is_worth_nothing_without_the_key(settings) -> None:
    before = codes.code_digest("信2026-000001", "ABCD-EFGH-JKMN-PQRS-TVWX")
    settings.SECRET_KEY = "another installation"
    assert codes.code_digest("信2026-000001", "ABCD-EFGH-JKMN-PQRS-TVWX") != before


@pytest.mark.parametrize("token", ["", "短", "x" * 43])
def test_the_digest_of_a_token_has_one_length(token) -> None:
    assert len(codes.token_digest(token)) == codes.HASH_LENGTH == 64


def test_a_new_token_has_the_length_the_form_asks_for() -> None:
    assert len(codes.new_token()) == codes.TOKEN_LENGTH == 43
