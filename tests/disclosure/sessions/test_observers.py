"""列席: registration in time and once, seats, answers, who came, and how long it is known."""

from datetime import datetime, timedelta

import pytest

from disclosure.sessions import selectors, services
from disclosure.sessions.models import Observer
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from portal.privacy.retention import rule
from portal.privacy.services import plain_text
from portal.privacy.services.purging import purge
from portal.receipts.filing import AlreadyFiled
from tests.disclosure.office import MORNING
from tests.disclosure.sessions.hall import (
    AFTER,
    CLOSED_ITEM,
    CLOSES,
    DECIDED,
    ITEM,
    PERSON,
    announced,
    approved,
    by,
    fresh,
    items_of,
    observer,
    register,
    token,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.mark.duty("S3-2.1b")
@pytest.mark.parametrize("kind", ["affected", "public", "expert", "media"])
def test_each_of_the_four_kinds_registers(office, kind) -> None:
    session = announced(office)
    sent = register(session, kind=kind)
    assert (sent.row.kind, sent.row.state) == (kind, "registered")
    assert sent.row.number == f"列{session.pk}-0001"
    assert len(sent.code) == 24


@pytest.mark.duty("S3-2.1b")
def test_only_whom_the_approved_plan_invites(office) -> None:
    session = announced(office, ITEM | {"invited_kinds": ["expert"]})
    with pytest.raises(InvalidInput) as refused:
        register(session, kind="media")
    assert refused.value.messages == {"kind": "这次会议没有邀请这类人"}
    invited = PERSON | {"kind": "media"}
    with pytest.raises(InvalidInput, match="批准的方案没有邀请这类人"):
        services.invite(session, values=invited, **by(office, Role.HANDLER))


def test_registration_ends_by_the_clock_of_the_server(office) -> None:
    session = announced(office)
    last = register(session, at=CLOSES - timedelta(microseconds=1))
    assert last.row.state == "registered"
    with pytest.raises(services.RegistrationOver):
        register(session, at=CLOSES)
    with pytest.raises(services.RegistrationOver):
        register(approved(office))


def test_the_same_form_twice_is_one_registration(office) -> None:
    session, secret = announced(office), token()
    first = register(session, token=secret)
    again = register(session, token=secret)
    assert (again.row.pk, again.code, Observer.objects.count()) == (first.row.pk, first.code, 1)
    assert register(session, token=secret, at=MORNING + timedelta(minutes=16)).code == ""
    with pytest.raises(AlreadyFiled):
        register(session, token=secret, reason="别的话")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"contact": ""}, "contact"),
        ({"contact": "12345"}, "contact"),
        ({"contact": "a@"}, "contact"),
        ({"reason": ""}, "reason"),
        ({"kind": "friend"}, "kind"),
    ],
)
def test_what_is_missing_is_said_at_its_field(office, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(announced(office), **wrong)
    assert list(refused.value.messages) == [field]


def test_nobody_wants_to_hear_an_item_that_is_not_open(office) -> None:
    session = announced(office, ITEM, CLOSED_ITEM)
    shown, hidden = items_of(session)
    assert register(session, item=shown.pk).row.item == shown
    with pytest.raises(InvalidInput) as refused:
        register(session, item=hidden.pk)
    assert refused.value.messages == {"item": "没有这项议题"}


@pytest.mark.duty("S3-2.1b")
def test_seats_are_given_while_there_are_some_and_a_withdrawal_frees_one(office) -> None:
    session = announced(office, seats=1)
    first, second = observer(register(session)), observer(register(session))
    services.choose(first, **by(office, Role.HANDLER))
    with pytest.raises(Blocked, match="旁听席位1个，已经满了"):
        services.choose(second, **by(office, Role.HANDLER))
    services.withdraw(first, actor=services.CITIZEN, at=office.at)
    assert services.choose(second, **by(office, Role.HANDLER)).state == "chosen"
    with pytest.raises(NotAllowed):
        services.withdraw(second, **by(office, Role.HANDLER))


@pytest.mark.duty("S3-2.1b")
def test_a_refusal_has_its_reason_and_both_answers_are_told(office) -> None:
    session = announced(office)
    first, second = observer(register(session)), observer(register(session, contact="zhou@example.com"))
    with pytest.raises(DomainError, match="要写明理由"):
        services.refuse(first, reason=" ", **by(office, Role.HANDLER))
    services.refuse(first, reason="席位有限。", **by(office, Role.HANDLER))
    services.choose(second, **by(office, Role.HANDLER))
    notices = {row.channel: row for row in Notice.objects.filter(kind="session_observer")}
    assert set(notices) == {"sms", "email"}
    assert {plain_text(row, "address") for row in notices.values()} == {""}
    letter = letter_of(notices["sms"], at=office.at)
    assert letter.to == "13812345678"
    assert f"编号列{session.pk}-0001" in letter.body
    assert "席位有限" not in letter.body


def test_everybody_is_answered_before_it_is_held_and_noted_before_its_result(office) -> None:
    session = announced(office)
    waiting = observer(register(session))
    with pytest.raises(Blocked, match="还有1个报名的人没有答复"):
        services.hold(session, **by(office, Role.HANDLER, AFTER))
    services.choose(waiting, **by(office, Role.HANDLER))
    session = write(office, services.hold(fresh(session), **by(office, Role.HANDLER, AFTER)), DECIDED)
    with pytest.raises(Blocked, match="还有1个列席的人没有登记是否到会"):
        services.submit_results(session, **by(office, Role.HANDLER, AFTER))
    services.miss(observer_again(waiting), **by(office, Role.HANDLER, AFTER))
    assert services.submit_results(session, **by(office, Role.HANDLER, AFTER)).state == "result_review"


def observer_again(row) -> Observer:
    return Observer.objects.select_related("session__organ").get(pk=row.pk)


@pytest.mark.duty("S3-2.1b", "S3-5.4")
def test_media_that_were_invited_and_came_are_counted_by_kind(office) -> None:
    session = announced(office)
    reporter = PERSON | {"kind": "media", "affiliation": "临江日报", "contact": "", "reason": ""}
    invited = services.invite(session, values=reporter, **by(office, Role.HANDLER))
    services.choose(observer(register(session)), **by(office, Role.HANDLER))
    session = services.hold(fresh(session), **by(office, Role.HANDLER, AFTER))
    services.attend(observer_again(invited), **by(office, Role.HANDLER, AFTER))
    told = [(row.kind.label, row.seated, row.came) for row in selectors.attendance(session)]
    assert told == [("利益相关方", 1, 0), ("媒体", 1, 1)]
    with pytest.raises(StaleState):
        services.invite(session, values=reporter, **by(office, Role.HANDLER, AFTER))


def test_who_came_is_forgotten_six_months_after_the_meeting(office) -> None:
    session = announced(office)
    row = observer(register(session))
    services.refuse(row, reason="席位有限。", **by(office, Role.HANDLER))
    services.hold(session, **by(office, Role.HANDLER, AFTER))
    kept = {"rule": rule("session_observer"), "dry_run": False}
    purge(**kept, at=datetime(2026, 11, 27, 9, 0, tzinfo=SHANGHAI))
    assert plain_text(observer_again(row), "name") == "周晓燕"
    purge(**kept, at=datetime(2026, 11, 29, 9, 0, tzinfo=SHANGHAI))
    row = observer_again(row)
    left = [plain_text(row, name) for name in ("name", "affiliation", "contact")]
    assert (left, row.reason, row.kind, row.purged_at is not None) == (["", "", ""], "", "affected", True)


def test_who_was_to_come_hears_that_it_does_not_take_place(office) -> None:
    session = announced(office)
    register(session)
    services.cancel(session, reason="台风，另行安排", **by(office, Role.HEAD))
    assert Notice.objects.filter(kind="session_observer").count() == 1
