"""Many clerks at once: every number once, none left out, and a letter is served or void, never both."""

from datetime import date, datetime

import pytest
from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.errors import DomainError
from portal.letters import services
from portal.letters.errors import Voided
from portal.letters.models import Letter, LetterSeries, LetterVoid
from tests.letters.samples import CASE, CONTEXT, SERVED, signer
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def organ():
    return Organ.objects.create(
        name="临江市教育局",
        short_name="市教育局",
        code="edu",
        kind=OrganKind.DEPARTMENT,
        number_code="临教发",
        active_from=date(2000, 1, 1),
    )


def issue(organ, **changes):
    return services.issue_letter(
        template="S-refusal", subject=CASE, organ=organ, context=CONTEXT | changes, actor=signer(organ), at=AT
    )


def test_twenty_letters_at_once_get_twenty_numbers_in_a_row(organ) -> None:
    results = at_once(lambda _: issue(organ), range(20))
    assert [type(result) for result in results] == [Letter] * 20
    assert {letter.number for letter in results} == {f"临教公开〔2026〕{number}号" for number in range(1, 21)}
    assert LetterSeries.objects.get().last == 20
    assert len({services.verification_code(letter) for letter in results}) == 20
    assert verify(at=AT).is_intact


def test_an_issue_that_fails_late_leaves_no_gap(organ) -> None:
    def issue_or_break(number):
        with transaction.atomic():
            letter = issue(organ)
            if number % 2:
                raise DomainError("后面的一步没有办成")
            return letter

    results = at_once(issue_or_break, range(10))
    assert sorted(letter.number for letter in results if isinstance(letter, Letter)) == [
        f"临教公开〔2026〕{number}号" for number in range(1, 6)
    ]


def test_a_letter_served_and_voided_at_the_same_moment_is_one_of_both(organ) -> None:
    for _ in range(5):
        letter = issue(organ)

        def act(which, letter=letter):
            if which == "void":
                return services.void_letter(letter, reason="重新核对", actor=signer(organ), at=AT)
            with transaction.atomic():
                services.require_in_force(letter)
                SERVED.add(letter.pk)
                return which

        served, void = at_once(act, ["serve", "void"])
        assert (served == "serve") is isinstance(void, DomainError)
        assert isinstance(served, Voided) is isinstance(void, LetterVoid)
    SERVED.clear()
