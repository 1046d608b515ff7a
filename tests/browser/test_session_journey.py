"""Sitting in on a meeting of the government in a real browser: on a phone, without script, in the display modes."""

import pytest
from playwright.sync_api import expect

from disclosure.sessions import services
from disclosure.sessions.models import Observer
from portal import clock
from portal.accounts.states import Role
from tests.browser.test_public import MODES
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.sessions.hall import PERSON, announced, by, published


@pytest.fixture
def office(transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(clock, "today", lambda: MORNING.date())
    return open_office()


@pytest.fixture
def phone_without_script(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 800}}
    context = browser.new_context(**browser_context_args | narrow, java_script_enabled=False)
    yield context.new_page()
    context.close()


def fill_in(page, server, session):
    page.goto(f"{server.url}/sessions/{session.pk}/register/")
    page.check("#id_kind_0")
    for name in ("reason", "name", "affiliation", "contact"):
        page.fill(f"#id_{name}", PERSON[name])
    with page.expect_navigation():
        page.get_by_role("button", name="提交报名").click()


@pytest.mark.duty("S3-2.1b")
def test_a_seat_is_asked_for_and_given_back_on_a_phone_without_script(
    phone_without_script, live_server, office
) -> None:
    page, session = phone_without_script, announced(office)
    page.goto(f"{live_server.url}/sessions/")
    page.get_by_role("link", name=session.title).click()
    page.get_by_role("link", name="现在报名").click()
    page.wait_for_url(f"**/sessions/{session.pk}/register/")
    fill_in(page, live_server, session)
    expect(page.locator("body")).to_contain_text("这还不是同意列席，请等答复")
    page.get_by_role("button", name="记好了，去看我的报名").click()
    page.wait_for_url("**/sessions/mine/")
    expect(page.locator("h1")).to_contain_text("等机关答复")
    row = Observer.objects.select_related("session__organ").get()
    services.choose(row, **by(office, Role.HANDLER))
    page.reload()
    expect(page.locator("h1")).to_have_text("请您列席")
    page.get_by_role("link", name="撤回报名").click()
    page.get_by_role("button", name="撤回").click()
    page.wait_for_url("**/sessions/mine/")
    expect(page.locator("h1")).to_have_text("您已经撤回")


def pages_of(page, server, session, done):
    """Every page of meetings, with something on it."""
    for address in ("", f"{session.pk}/", f"{done.pk}/", f"{session.pk}/register/", "mine/", "done/"):
        page.goto(f"{server.url}/sessions/{address}")
        yield f"/{address}"
    page.goto(f"{server.url}/sessions/{session.pk}/register/")
    with page.expect_navigation():
        page.get_by_role("button", name="提交报名").click()
    yield "register with faults"
    fill_in(page, server, session)
    yield "receipt"


@pytest.mark.duty("S3-2.1b")
@pytest.mark.parametrize("mode", ["light", "dark", "elder", "contrast"])
def test_no_page_of_the_meetings_has_a_barrier(page, context, live_server, office, faults_of, mode) -> None:
    session, done = announced(office), published(office)
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    pages = pages_of(page, live_server, session, done)
    found = {name: faults for name in pages if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_the_meetings_scrolls_sideways(page, context, live_server, office, width, mode) -> None:
    session, done = announced(office), published(office)
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    assert [name for name in pages_of(page, live_server, session, done) if page.evaluate(measure) > width] == []
