"""任命: who, where, as what, from when to when, and what does not go together."""

from datetime import date

import pytest
from django.db import IntegrityError

from portal.accounts.models import Appointment
from portal.accounts.selectors import actor_of
from portal.accounts.services import appoint, close_account, end_appointment
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.errors import DomainError, NotAllowed
from tests.accounts.conftest import appointed, person

TODAY = date(2026, 5, 21)


@pytest.fixture
def newcomer(db):
    return person("newcomer", "经办人乙")


def test_an_appointment_gives_the_role_from_its_first_day(newcomer, education, admin, at) -> None:
    appoint(newcomer, organ=education, role="signer", starts_on=TODAY, actor=admin, at=at)
    assert actor_of(newcomer, at=at).roles == {(education.pk, "signer")}
    event = Event.objects.get(act="appoint")
    assert event.subject_title == "经办人乙 签发人（分管领导）（市教育局）"
    assert event.after["starts_on"] == "2026-05-21"


def test_an_appointment_of_tomorrow_gives_nothing_today(newcomer, education, admin, at) -> None:
    appoint(newcomer, organ=education, role="signer", starts_on=date(2026, 5, 22), actor=admin, at=at)
    assert actor_of(newcomer, at=at).roles == frozenset()


def test_a_stand_in_is_an_appointment_with_an_end(newcomer, education, admin, at) -> None:
    appoint(newcomer, organ=education, role="signer", starts_on=TODAY, ends_on=TODAY, actor=admin, at=at)
    assert actor_of(newcomer, at=at).roles == {(education.pk, "signer")}


@pytest.mark.duty("law.A1.4")
@pytest.mark.parametrize("role", ["head", "disclosure_head"])
def test_an_organ_has_one_head_at_a_time(newcomer, clerk, education, admin, at, role) -> None:
    appointed(clerk, education, role)
    with pytest.raises(DomainError, match="同一时间只能有一人，现在是经办人甲。先结束原任命。"):
        appoint(newcomer, organ=education, role=role, starts_on=TODAY, actor=admin, at=at)


def test_a_second_open_ended_head_is_refused_by_the_database_too(newcomer, clerk, education) -> None:
    appointed(clerk, education, "head")
    with pytest.raises(IntegrityError):
        appointed(newcomer, education, "head", starts_on=TODAY)


def test_the_next_head_may_be_appointed_for_the_day_after(newcomer, clerk, education, admin, at) -> None:
    appointed(clerk, education, "head", ends_on=date(2026, 5, 31))
    with pytest.raises(DomainError):
        appoint(newcomer, organ=education, role="head", starts_on=date(2026, 5, 31), actor=admin, at=at)
    appoint(newcomer, organ=education, role="head", starts_on=date(2026, 6, 1), actor=admin, at=at)


def test_several_people_may_be_handlers(newcomer, clerk, education, admin, at) -> None:
    appoint(newcomer, organ=education, role="handler", starts_on=TODAY, actor=admin, at=at)
    assert Appointment.objects.filter(role="handler").count() == 2


@pytest.mark.parametrize("role", ["system_admin", "supervisor"])
def test_who_gives_out_rights_or_watches_from_outside_holds_nothing_else(clerk, government, admin, at, role) -> None:
    with pytest.raises(DomainError, match="不能兼任其他角色，这段时间里已有任命：市教育局经办人。"):
        appoint(clerk, organ=government, role=role, starts_on=TODAY, actor=admin, at=at)


def test_a_system_administrator_is_not_appointed_to_handle_cases(newcomer, government, education, admin, at) -> None:
    appoint(newcomer, organ=government, role="system_admin", starts_on=TODAY, actor=admin, at=at)
    with pytest.raises(DomainError, match="系统管理员不能兼任"):
        appoint(newcomer, organ=education, role="handler", starts_on=date(2027, 1, 1), actor=admin, at=at)


def test_the_same_appointment_twice_is_refused(clerk, education, admin, at) -> None:
    with pytest.raises(DomainError, match="已经是市教育局经办人"):
        appoint(clerk, organ=education, role="handler", starts_on=TODAY, actor=admin, at=at)


def test_nobody_appoints_himself(keeper, education, admin, at) -> None:
    with pytest.raises(NotAllowed, match="不能任命自己"):
        appoint(keeper, organ=education, role="handler", starts_on=TODAY, actor=admin, at=at)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN}))
def test_only_the_system_administrator_appoints(newcomer, clerk, education, at, role) -> None:
    Appointment.objects.filter(user=clerk).update(role=role)
    with pytest.raises(NotAllowed, match="要由系统管理员办理"):
        appoint(newcomer, organ=education, role="handler", starts_on=TODAY, actor=actor_of(clerk, at=at), at=at)


def test_impossible_appointments_are_refused_at_the_field(newcomer, education, admin, at) -> None:
    def fault(**given):
        values = {"organ": education, "role": "handler", "starts_on": TODAY}
        with pytest.raises(DomainError) as refused:
            appoint(newcomer, **{**values, **given}, actor=admin, at=at)
        return list(refused.value.by_field())

    assert fault(ends_on=date(2026, 5, 20)) == ["ends_on"]
    assert fault(role="king") == ["role"]
    assert fault(starts_on=date(1999, 1, 1)) == ["organ"]
    close_account(newcomer, reason="调离", actor=admin, at=at)
    newcomer.refresh_from_db()
    assert fault() == ["user"]


def test_an_appointment_ends_on_its_last_day(clerk, admin, at) -> None:
    row = Appointment.objects.get(user=clerk)
    end_appointment(row, ends_on=TODAY, reason="调离", actor=admin, at=at)
    assert actor_of(clerk, at=at).roles != frozenset()
    row.refresh_from_db()
    assert row.ends_on == TODAY


def test_an_appointment_can_end_at_once(clerk, admin, at) -> None:
    row = Appointment.objects.get(user=clerk)
    end_appointment(row, ends_on=date(2026, 5, 20), reason="停职", actor=admin, at=at)
    assert actor_of(clerk, at=at).roles == frozenset()
    assert Event.objects.get(act="end_appointment").reason == "停职"


def test_an_appointment_of_today_can_be_taken_back_and_the_record_keeps_it(newcomer, education, admin, at) -> None:
    row = appoint(newcomer, organ=education, role="handler", starts_on=TODAY, actor=admin, at=at)
    end_appointment(row, ends_on=date(2026, 5, 20), reason="任命错了人", actor=admin, at=at)
    assert actor_of(newcomer, at=at).roles == frozenset()
    event = Event.objects.get(act="revoke_appointment")
    assert (event.before["user"]["name"], event.before["role"]) == ("经办人乙", "handler")


def test_an_end_is_neither_backdated_nor_put_off(clerk, education, admin, at) -> None:
    row = Appointment.objects.get(user=clerk)
    with pytest.raises(DomainError, match="最早从今天起失效"):
        end_appointment(row, ends_on=date(2026, 5, 19), reason="调离", actor=admin, at=at)
    end_appointment(row, ends_on=date(2026, 6, 30), reason="调离", actor=admin, at=at)
    with pytest.raises(DomainError, match="不能往后延"):
        end_appointment(row, ends_on=date(2026, 7, 31), reason="调离", actor=admin, at=at)
    with pytest.raises(DomainError, match="写明结束任命的原因"):
        end_appointment(row, ends_on=date(2026, 6, 1), reason="", actor=admin, at=at)
