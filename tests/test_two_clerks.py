"""Two clerks press the same button at the same moment, with connections of their own: one wins."""

from datetime import datetime

import pytest

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import Actor, ActorKind
from portal.audit.models import Event
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.errors import StaleState
from portal.workflow import edit, move
from tests.governed.models import Case
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)
CLERKS = 6


@pytest.fixture
def case():
    organ = Organ.objects.create(
        name="临江市教育局",
        short_name="市教育局",
        code="edu",
        kind=OrganKind.DEPARTMENT,
        active_from=datetime(2000, 1, 1, tzinfo=SHANGHAI).date(),
    )
    return Case.objects.create(organ=organ, note="说明")


def clerk(number, organ_id):
    roles = frozenset({(organ_id, "handler"), (organ_id, "signer")})
    return Actor(ActorKind.USER, number, f"经办人{number}", organ_id, "临江市教育局", roles)


def test_of_many_clerks_exactly_one_moves_the_case(case) -> None:
    copies = [(number, Case.objects.get(pk=case.pk)) for number in range(CLERKS)]

    def submit(argument):
        number, copy = argument
        return move(copy, "submit", actor=clerk(number, case.organ_id), at=AT)

    results = at_once(submit, copies)
    assert [type(result) for result in results].count(Event) == 1
    assert [type(result) for result in results].count(StaleState) == CLERKS - 1
    case.refresh_from_db()
    assert (case.state, case.version) == ("review", 2)
    winner = next(result for result in results if isinstance(result, Event))
    assert list(Event.objects.values_list("pk", "seq")) == [(winner.pk, 1)]
    assert verify(at=AT).is_intact


def test_of_many_different_moves_exactly_one_wins(case) -> None:
    Case.objects.filter(pk=case.pk).update(state="review")
    acts = [(act, Case.objects.get(pk=case.pk)) for act in ("approve", "return") * 3]
    results = at_once(lambda pair: move(pair[1], pair[0], actor=clerk(9, case.organ_id), at=AT, reason="理由"), acts)
    assert [type(result) for result in results].count(Event) == 1
    assert [type(result) for result in results].count(StaleState) == 5
    case.refresh_from_db()
    assert case.state == {"approve": "approved", "return": "draft"}[Event.objects.get().act]


def test_no_edit_is_lost_silently(case) -> None:
    copies = [(number, Case.objects.get(pk=case.pk)) for number in range(CLERKS)]

    def write(argument):
        number, copy = argument
        return edit(copy, {"note": f"说明{number}"}, act="edit", actor=clerk(number, case.organ_id), at=AT)

    results = at_once(write, copies)
    written = [number for number, result in enumerate(results) if isinstance(result, Event)]
    assert len(written) == 1
    assert all(isinstance(result, (Event, StaleState)) for result in results)
    case.refresh_from_db()
    assert case.note == f"说明{written[0]}"
