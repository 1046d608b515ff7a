"""The only writer of any state: a table of moves, a conditional UPDATE, one record."""

from datetime import datetime

import pytest
from django.db import transaction

from portal import workflow
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import Blocked, DomainError, NotAllowed, StaleState
from portal.workflow import Move, Workflow, allowed_moves, blockers, edit, move
from tests.governed.models import WORKFLOW, Case, State

NIGHT = datetime(2026, 5, 21, 22, 0, tzinfo=SHANGHAI)


@pytest.fixture
def case(education):
    return Case.objects.create(organ=education, drafter_id=1, note="说明")


def actor(*roles, organ, who=2):
    return Actor(ActorKind.USER, who, "某人", organ.pk, organ.name, frozenset((organ.pk, role) for role in roles))


def in_state(case, state):
    Case.objects.filter(pk=case.pk).update(state=state)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize(
    ("state", "act", "role", "target"),
    [
        ("draft", "submit", "handler", "review"),
        ("draft", "submit", "info_clerk", "review"),
        ("review", "approve", "signer", "approved"),
        ("review", "return", "signer", "draft"),
        ("draft", "inspect", "oversight", "review"),
        ("review", "inspect", "oversight", "review"),
    ],
)
def test_a_move_of_the_table_goes_through(case, education, at, state, act, role, target) -> None:
    in_state(case, state)
    move(case, act, actor=actor(role, organ=education), at=at, reason="理由")
    assert (case.state, case.version) == (target, 2)
    case.refresh_from_db()
    assert (case.state, case.version) == (target, 2)


@pytest.mark.parametrize(
    ("state", "act"),
    [(state, row.act) for row in WORKFLOW.rows for state in State.values if state not in row.sources],
)
def test_a_move_from_any_other_state_is_stale(case, education, at, state, act) -> None:
    in_state(case, state)
    everything = actor("handler", "signer", "head", "oversight", organ=education)
    with pytest.raises(StaleState):
        move(case, act, actor=everything, at=at, reason="理由")
    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "act", "role"),
    [("draft", "submit", "signer"), ("review", "approve", "handler"), ("review", "return", "head")],
)
def test_a_role_that_is_not_in_the_row_is_refused(case, education, at, state, act, role) -> None:
    in_state(case, state)
    with pytest.raises(NotAllowed):
        move(case, act, actor=actor(role, organ=education), at=at, reason="理由")
    case.refresh_from_db()
    assert (case.state, case.version) == (state, 1)


def test_the_right_role_in_another_organ_is_refused(case, sport, at) -> None:
    with pytest.raises(NotAllowed, match="要由经办人、信息员办理，您没有这个任命"):
        move(case, "submit", actor=actor("handler", organ=sport), at=at)


def test_a_city_wide_role_moves_cases_of_every_organ(case, sport, at) -> None:
    move(case, "inspect", actor=actor("oversight", organ=sport), at=at)
    assert case.state == "review"


def test_the_drafter_does_not_approve_the_own_draft(case, education, at) -> None:
    in_state(case, "review")
    with pytest.raises(NotAllowed, match="起草人不能批准自己起草的。"):
        move(case, "approve", actor=actor("signer", organ=education, who=1), at=at)
    move(case, "approve", actor=actor("signer", organ=education, who=2), at=at)


def test_gates_are_named_one_by_one_and_nothing_is_written(case, education) -> None:
    Case.objects.update(note="")
    case.refresh_from_db()
    assert blockers(case, "submit", at=NIGHT) == ["还没有写说明。", "现在不是上班时间。"]
    with pytest.raises(Blocked) as refused:
        move(case, "submit", actor=actor("handler", organ=education), at=NIGHT)
    assert refused.value.reasons == ("还没有写说明。", "现在不是上班时间。")
    case.refresh_from_db()
    assert (case.state, case.version, Event.objects.count()) == ("draft", 1, 0)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_required_reason_is_asked_for_at_its_field(case, education, at, reason) -> None:
    in_state(case, "review")
    with pytest.raises(DomainError, match="退回要写明理由") as refused:
        move(case, "return", actor=actor("signer", organ=education), at=at, reason=reason)
    assert list(refused.value.by_field()) == ["reason"]
    assert Event.objects.count() == 0


def test_the_system_makes_only_the_moves_given_to_it(case, at) -> None:
    in_state(case, "approved")
    move(case, "close", actor=SYSTEM, at=at)
    assert case.state == "closed"
    in_state(case, "draft")
    with pytest.raises(NotAllowed, match="必须由人来办"):
        move(case, "submit", actor=SYSTEM, at=at)


def test_nobody_makes_the_moves_of_the_system(case, education, at) -> None:
    in_state(case, "approved")
    with pytest.raises(NotAllowed, match="要由系统办理"):
        move(case, "close", actor=actor("handler", "signer", "head", "oversight", organ=education), at=at)


def test_a_row_that_does_not_concern_the_case_is_neither_offered_nor_made(case, education, at) -> None:
    head = actor("head", organ=education)
    assert allowed_moves(case, head) == ()
    with pytest.raises(StaleState):
        move(case, "rush", actor=head, at=at)
    Case.objects.update(is_urgent=True)
    case.refresh_from_db()
    assert [row.act for row in allowed_moves(case, head)] == ["rush"]


def test_offered_moves_are_exactly_those_that_go_through(case, education, at) -> None:
    """Buttons and guard read one table: for every state and role both say the same."""
    for state in State.values:
        for role in ("handler", "info_clerk", "signer", "head", "oversight", "secrecy_reviewer"):
            in_state(case, state)
            who = actor(role, organ=education)
            offered = {row.act for row in allowed_moves(case, who)}
            made = {act for act in WORKFLOW.by_act if goes_through(in_state(case, state), act, who, at)}
            assert offered == made


def goes_through(case, act, who, at) -> bool:
    try:
        with transaction.atomic():
            move(case, act, actor=who, at=at, reason="理由")
            transaction.set_rollback(True)
    except (NotAllowed, StaleState):
        return False
    return True


def test_fields_are_written_and_recorded_in_the_same_move(case, education, at) -> None:
    in_state(case, "approved")
    move(case, "close", actor=SYSTEM, at=at, fields={"closed_at": at, "note": "已办结"}, derived={"title": "旧案"})
    case.refresh_from_db()
    assert (case.closed_at, case.note, case.title) == (at, "已办结", "旧案")
    event = Event.objects.get()
    assert event.before == {"state": "approved", "closed_at": None, "note": "说明"}
    assert event.after == {"state": "closed", "closed_at": "2026-05-21T09:30:00+08:00", "note": "已办结"}


def test_the_record_names_actor_organ_and_reason(case, education, at) -> None:
    in_state(case, "review")
    move(case, "return", actor=actor("signer", organ=education), at=at, reason=" 缺附件 ")
    event = Event.objects.get()
    assert (event.act, event.actor_name, event.organ_name, event.reason) == ("return", "某人", "临江市教育局", "缺附件")


@pytest.mark.parametrize("name", ["state", "version"])
def test_state_and_version_are_not_smuggled_in_as_fields(case, education, at, name) -> None:
    handler = actor("handler", organ=education)
    with pytest.raises(ValueError, match="table of moves"):
        move(case, "submit", actor=handler, at=at, fields={name: "approved"})
    with pytest.raises(ValueError, match="table of moves"):
        move(case, "submit", actor=handler, at=at, derived={name: "approved"})
    with pytest.raises(ValueError, match="table of moves"):
        edit(case, {name: "approved"}, act="edit", actor=handler, at=at)


def test_of_two_copies_the_second_is_stale(case, education, at) -> None:
    copy = Case.objects.get(pk=case.pk)
    handler = actor("handler", organ=education)
    move(case, "submit", actor=handler, at=at)
    with pytest.raises(StaleState):
        move(copy, "submit", actor=handler, at=at)
    assert Event.objects.count() == 1


def test_a_move_and_an_edit_exclude_each_other(case, education, at) -> None:
    copy = Case.objects.get(pk=case.pk)
    handler = actor("handler", organ=education)
    edit(case, {"note": "改过的说明"}, act="edit", actor=handler, at=at)
    with pytest.raises(StaleState):
        move(copy, "submit", actor=handler, at=at)
    with pytest.raises(StaleState):
        edit(copy, {"note": "另一个说明"}, act="edit", actor=handler, at=at)
    case.refresh_from_db()
    assert (case.note, case.version) == ("改过的说明", 2)


def test_a_save_of_a_stale_copy_with_named_fields_reverts_no_state(case, education, at) -> None:
    copy = Case.objects.get(pk=case.pk)
    move(case, "submit", actor=actor("handler", organ=education), at=at)
    copy.title = "新标题"
    copy.save(update_fields=["title"])
    case.refresh_from_db()
    assert (case.state, case.title) == ("review", "新标题")


def test_an_edit_records_only_what_changed_and_nothing_when_nothing_did(case, education, at) -> None:
    handler = actor("handler", organ=education)
    edit(case, {"note": "新说明", "title": "案件"}, act="edit", actor=handler, at=at)
    event = Event.objects.get()
    assert (event.before, event.after) == ({"note": "说明"}, {"note": "新说明"})
    assert edit(case, {"note": "新说明"}, act="edit", actor=handler, at=at) is None
    assert (Event.objects.count(), case.version) == (1, 2)


def test_a_row_of_another_table_is_recorded_by_key_and_name(case, education, sport, at) -> None:
    edit(case, {"organ": sport}, act="edit", actor=actor("handler", organ=education), at=at)
    assert Event.objects.get().after == {"organ": {"id": sport.pk, "name": "临江市体育局"}}


def test_a_move_whose_record_fails_leaves_nothing(case, education, at, monkeypatch) -> None:
    def broken(**_given):
        raise RuntimeError("no record")

    monkeypatch.setattr(workflow, "record", broken)
    with pytest.raises(RuntimeError):
        move(case, "submit", actor=actor("handler", organ=education), at=at)
    case.refresh_from_db()
    assert (case.state, case.version) == ("draft", 1)


def test_what_fails_after_the_move_takes_the_move_and_its_record_back(case, education, at) -> None:
    with transaction.atomic():
        move(case, "submit", actor=actor("handler", organ=education), at=at)
        transaction.set_rollback(True)
    case.refresh_from_db()
    assert (case.state, Event.objects.count()) == ("draft", 0)


def test_a_move_costs_the_same_whatever_happened_before(case, education, at, django_assert_num_queries) -> None:
    signer, handler = actor("signer", organ=education), actor("handler", organ=education)
    for _ in range(10):
        move(case, "submit", actor=handler, at=at)
        move(case, "return", actor=signer, at=at, reason="再改")
    with django_assert_num_queries(8):  # savepoints of move and record, UPDATE, last event, event, queue
        move(case, "submit", actor=handler, at=at)


def test_an_act_stands_once_in_a_table() -> None:
    row = Move("submit", "送审", frozenset({State.DRAFT}), State.REVIEW, ())
    with pytest.raises(ValueError, match="an act stands twice"):
        Workflow("twice", (row, row))


def test_an_unknown_act_is_a_fault_of_the_program(case, education, at) -> None:
    with pytest.raises(KeyError):
        move(case, "fly", actor=actor("handler", organ=education), at=at)
