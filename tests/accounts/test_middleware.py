"""A session ends after half an hour of rest and after ten hours in any case."""

import pytest
import time_machine

from tests.accounts.test_sign_in import MORNING, is_in, log_in


@pytest.fixture(autouse=True)
def clock_at_nine():
    with time_machine.travel(MORNING, tick=False) as moment:
        yield moment


def test_half_an_hour_of_rest_is_allowed(client, clerk, clock_at_nine) -> None:
    log_in(client)
    assert is_in(client)
    clock_at_nine.shift(30 * 60)
    assert is_in(client)


def test_a_longer_rest_ends_the_session_and_the_page_says_why(client, clerk, clock_at_nine) -> None:
    log_in(client)
    assert is_in(client)
    clock_at_nine.shift(30 * 60 + 1)
    page = client.get("/admin/all/", follow=True)
    assert page.redirect_chain == [("/admin/login/?next=/admin/all/", 302)]
    assert "超过30分钟没有操作，已自动退出" in page.content.decode()


def test_the_reason_is_said_once(client, clerk, clock_at_nine) -> None:
    log_in(client)
    is_in(client)
    clock_at_nine.shift(3600)
    client.get("/admin/all/", follow=True)
    assert "已自动退出" not in client.get("/admin/login/").content.decode()


def test_ten_hours_of_work_end_the_session_however_busy(client, clerk, clock_at_nine) -> None:
    log_in(client)
    for _ in range(40):  # every 15 minutes from 9:30 to 19:30
        assert is_in(client)
        clock_at_nine.shift(15 * 60)
    assert is_in(client)
    clock_at_nine.shift(1)
    assert not is_in(client)


def test_visitors_without_an_account_get_no_session(client, db) -> None:
    client.get("/admin/login/")
    assert "started_at" not in client.session
