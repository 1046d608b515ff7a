"""May this actor do this? Roles are held in an organ; city-wide ones in every organ."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts import rules
from portal.accounts.selectors import actor_of
from portal.accounts.states import CASE_ROLES, CITY_WIDE_ROLES, Role
from portal.actors import SYSTEM, Actor, ActorKind
from portal.errors import NotAllowed
from tests.accounts.conftest import appointed, person


def somebody(*roles):
    return Actor(kind=ActorKind.USER, id=1, name="某人", organ_id=7, roles=frozenset(roles))


@pytest.mark.parametrize("role", sorted(set(Role) - CITY_WIDE_ROLES))
def test_a_role_counts_in_its_own_organ_only(role) -> None:
    assert rules.holds(somebody((7, role)), [role], 7)
    assert not rules.holds(somebody((7, role)), [role], 8)
    assert not rules.holds(somebody((7, role)), [role], None)


@pytest.mark.parametrize("role", sorted(CITY_WIDE_ROLES))
def test_a_city_wide_role_counts_everywhere(role) -> None:
    assert rules.holds(somebody((7, role)), [role], 8)


@pytest.mark.parametrize("role", sorted(Role))
def test_who_sees_the_cases_of_the_own_organ(role) -> None:
    assert rules.case_organ_ids(somebody((7, role))) == ({7} if role in CASE_ROLES else frozenset())


def test_the_system_administrator_and_the_supervisor_see_no_case() -> None:
    assert set(Role) - CASE_ROLES == {Role.SYSTEM_ADMIN, Role.SUPERVISOR}
    assert not rules.sees_every_organ(somebody((7, Role.SYSTEM_ADMIN)))


def test_a_refusal_names_the_role_and_the_organ(education) -> None:
    with pytest.raises(NotAllowed, match="送审要由市教育局信息员、经办人办理，您没有这个任命。"):
        rules.require(somebody(), [Role.INFO_CLERK, Role.HANDLER], education, doing="送审")
    rules.require(SYSTEM, [Role.HANDLER], education, doing="送审")


def test_an_actor_costs_one_query_whatever_is_held(clerk, education, sport, at, django_assert_num_queries) -> None:
    for role in ("info_clerk", "signer", "secrecy_reviewer"):
        appointed(clerk, sport, role)
    with django_assert_num_queries(1):
        actor = actor_of(clerk, at=at)
    assert (actor.organ_name, len(actor.roles)) == ("临江市教育局", 4)


def test_a_visitor_is_a_citizen_without_roles(at) -> None:
    actor = actor_of(AnonymousUser(), at=at)
    assert (actor.kind, actor.id, actor.roles) == (ActorKind.CITIZEN, None, frozenset())


def test_a_closed_account_acts_as_nobody(clerk, at) -> None:
    clerk.is_active = False
    assert actor_of(clerk, at=at).roles == frozenset()


@pytest.mark.parametrize(
    ("is_active", "is_staff", "has_role", "opens"),
    [
        (True, True, True, True),
        (False, True, True, False),
        (True, False, True, False),
        (True, True, False, False),
    ],
)
def test_who_enters_the_staff_site(education, at, is_active, is_staff, has_role, opens) -> None:
    user = person("x", "某人", is_staff=is_staff)
    if has_role:
        appointed(user, education, "handler")
    user.is_active = is_active
    assert rules.may_enter_staff(user, actor_of(user, at=at)) is opens


def test_where_the_second_factor_is_obligatory_a_bare_session_does_not_enter(clerk, at, settings) -> None:
    settings.STAFF_OTP_REQUIRED = True
    assert not rules.may_enter_staff(clerk, actor_of(clerk, at=at))
    clerk.is_verified = lambda: True
    assert rules.may_enter_staff(clerk, actor_of(clerk, at=at))


def test_a_visitor_does_not_enter(at) -> None:
    assert not rules.may_enter_staff(AnonymousUser(), actor_of(AnonymousUser(), at=at))
