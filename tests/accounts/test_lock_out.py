"""Guessing a password stops after five failures, and the page says what to do."""

from datetime import datetime

import pytest
import time_machine

from portal.accounts.selectors import locked_usernames
from portal.accounts.services import unlock
from portal.clock import SHANGHAI
from portal.errors import DomainError, NotAllowed
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_sign_in import MORNING, is_in, log_in


@pytest.fixture(autouse=True)
def clock_at_nine():
    with time_machine.travel(MORNING, tick=False) as moment:
        yield moment


def fail(client, times):
    for _ in range(times):
        response = log_in(client, password="wrong")
    return response


def test_four_failures_leave_the_account_open(client, clerk) -> None:
    fail(client, 4)
    assert log_in(client)["Location"] == "/admin/"


def test_the_fifth_failure_locks_and_the_right_password_is_refused_then(client, clerk) -> None:
    assert fail(client, 5).status_code == 429
    response = log_in(client)
    assert response.status_code == 429
    assert not is_in(client)
    page = response.content.decode()
    assert "账号已锁定" in page
    assert "等30分钟再登录" in page


def test_a_name_that_does_not_exist_is_locked_just_the_same(client, clerk) -> None:
    for _ in range(5):
        response = log_in(client, username="nobody", password="wrong")
    assert response.status_code == 429


def test_another_account_is_not_locked_along(client, clerk, keeper) -> None:
    fail(client, 5)
    assert log_in(client, "keeper", PASSWORD)["Location"] == "/admin/"


def test_the_lock_opens_after_half_an_hour(client, clerk, clock_at_nine) -> None:
    fail(client, 5)
    clock_at_nine.shift(30 * 60 + 1)
    assert log_in(client)["Location"] == "/admin/"


def test_a_success_forgets_earlier_failures(client, clerk) -> None:
    fail(client, 4)
    log_in(client)
    client.logout()
    assert fail(client, 4).status_code == 200


def test_the_administrator_sees_and_lifts_the_lock(client, clerk, admin) -> None:
    fail(client, 5)
    assert locked_usernames(at=MORNING) == {"clerk"}
    unlock(clerk, reason="电话核实本人", actor=admin, at=MORNING)
    assert locked_usernames(at=MORNING) == frozenset()
    assert log_in(client)["Location"] == "/admin/"


def test_lifting_a_lock_needs_a_reason_and_another_person(clerk, keeper, admin) -> None:
    with pytest.raises(DomainError, match="写明解除锁定的原因"):
        unlock(clerk, reason=" ", actor=admin, at=MORNING)
    with pytest.raises(NotAllowed, match="不能给自己解除锁定"):
        unlock(keeper, reason="忘了", actor=admin, at=datetime(2026, 5, 21, 10, 0, tzinfo=SHANGHAI))


def test_the_guard_keeps_no_password(client, clerk) -> None:
    from axes.models import AccessAttempt

    log_in(client, password="Almost-right-2026")
    kept = AccessAttempt.objects.values_list("post_data", "get_data").get()
    assert "Almost-right-2026" not in "".join(kept)
