"""The leadership page and 公开情况 in a browser, wide and on a phone."""

from datetime import UTC, datetime

import pytest

from portal.accounts.states import Role
from tests.disclosure.office import open_office

PASSWORD = "Linjiang-2026-spring"


@pytest.fixture
def head(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    user = open_office().people[Role.HEAD]
    user.is_staff = True
    user.set_password(PASSWORD)
    user.password_changed_at = datetime.now(UTC)
    user.save(update_fields=["is_staff", "password", "password_changed_at"])
    return user


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_of_numbers_has_a_barrier_or_runs_over_the_edge(page, live_server, head, faults_of, width) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", head.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main [type=submit], #login-form [type=submit]").first.click()
    page.get_by_role("link", name="履职看板").click()
    page.get_by_role("heading", name="谁在哪项任务上慢").wait_for()
    for address in ("dashboard/", "dashboard/cases/?measure=late", "performance/", "performance/methods/"):
        page.goto(f"{live_server.url}/{address}")
        assert (address, faults_of(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") == width
