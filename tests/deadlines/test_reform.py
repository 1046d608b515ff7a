"""A reform of organs: running clocks go on at the heir, with the same end."""

from datetime import date

import pytest

from portal.accounts.models import Organ
from portal.accounts.services import merge_organs, split_organ
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.services import close, open_deadline
from portal.subjects import SubjectRef
from tests.deadlines.conftest import CASE, on

BASIS = "临政发〔2026〕3号"


@pytest.fixture
def heir(db):
    return Organ.objects.create(
        name="临江市自然资源局", short_name="市资源局", code="zrj", kind="department", active_from=date(2020, 1, 1)
    )


@pytest.mark.duty("S2-7.5c")
def test_a_running_clock_goes_on_at_the_heir_with_the_same_end(reply, organ, heir) -> None:
    merge_organs([organ], into=heir, basis=BASIS, actor=SYSTEM, at=on(2026, 9, 25))
    due = reply.due_on
    reply.refresh_from_db()
    assert (reply.organ, reply.due_on, due) == (heir, date(2026, 10, 22), date(2026, 10, 22))
    event = Event.objects.get(act="pass_to_heir", subject_label=CASE.label, subject_id=CASE.pk)
    assert event.after["organ"]["name"] == "临江市自然资源局"


@pytest.mark.duty("S2-7.5c")
def test_a_closed_clock_stays_with_the_organ_that_kept_it(reply, organ, heir, clerk) -> None:
    close(reply, on=date(2026, 9, 24), actor=clerk, at=on(2026, 9, 24))
    merge_organs([organ], into=heir, basis=BASIS, actor=SYSTEM, at=on(2026, 9, 25))
    reply.refresh_from_db()
    assert reply.organ == organ


@pytest.mark.duty("S2-7.5c")
def test_in_a_split_a_clock_goes_with_its_case(reply, organ, heir, clerk) -> None:
    kept = open_deadline(
        rule="FOI_REPLY",
        subject=SubjectRef("requests_app.request", 48, "临住建2026-0048"),
        organ=organ,
        start=date(2026, 9, 18),
        actor=clerk,
        at=on(2026, 9, 18),
    )
    chosen = {(CASE.label, CASE.pk): heir}
    split_organ(organ, heir=organ, assigned=chosen, basis=BASIS, actor=SYSTEM, at=on(2026, 9, 25))
    reply.refresh_from_db()
    kept.refresh_from_db()
    assert (reply.organ, kept.organ) == (heir, organ)
