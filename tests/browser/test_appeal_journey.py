"""An appeal about the water works in a real browser: on a phone, without script; and no barrier on its pages."""

import pytest
from playwright.sync_api import expect

from disclosure.institutions.models import Appeal
from portal import clock
from portal.receipts.filing import Sent
from tests.browser.test_public import MODES
from tests.disclosure.institutions.works import APPEAL, fresh, listed, told, water_works
from tests.disclosure.office import MORNING, open_office


@pytest.fixture
def office(transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(clock, "today", lambda: MORNING.date())
    found = open_office()
    listed(found, water_works(found))
    return found


@pytest.fixture
def phone_without_script(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 800}}
    context = browser.new_context(**browser_context_args | narrow, java_script_enabled=False)
    yield context.new_page()
    context.close()


def send(page, server):
    page.goto(f"{server.url}/enterprises/appeals/new/?unit=gsjt")
    for name in ("title", "facts", "name", "contact"):
        page.fill(f"#id_{name}", APPEAL[name])
    with page.expect_navigation():
        page.get_by_role("button", name="提交申诉").click()


@pytest.mark.duty("S0-9.2")
def test_an_appeal_is_filed_and_its_result_read_on_a_phone_without_script(
    phone_without_script, live_server, office
) -> None:
    page = phone_without_script
    page.goto(f"{live_server.url}/enterprises/")
    page.get_by_role("link", name="临江市供水集团").click()
    expect(page.locator("main")).to_contain_text("还没有公开")
    page.get_by_role("link", name="申诉", exact=True).click()
    page.wait_for_url("**/enterprises/appeals/new/?unit=gsjt")
    send(page, live_server)
    page.get_by_role("button", name="记好了，去看进展").click()
    page.wait_for_url("**/enterprises/appeals/track/")
    expect(page.locator("h1")).to_have_text("主管部门正在调查")
    told(office, Sent(fresh(Appeal.objects.get()), ""))
    page.reload()
    expect(page.locator("h1")).to_have_text("属实，已责令公开")


def pages_of(page, server):
    """Every page of public enterprises, with something on it."""
    for address in ("", "gsjt/", "appeals/new/", "appeals/track/", "appeals/new/done/"):
        page.goto(f"{server.url}/enterprises/{address}")
        yield f"/{address}"
    page.goto(f"{server.url}/enterprises/appeals/new/")
    with page.expect_navigation():
        page.get_by_role("button", name="提交申诉").click()
    yield "appeal with faults"
    send(page, server)
    yield "receipt"
    page.get_by_role("button", name="记好了，去看进展").click()
    page.wait_for_url("**/enterprises/appeals/track/")
    yield "tracked"


@pytest.mark.duty("S0-9.2")
@pytest.mark.parametrize("mode", ["light", "contrast"])
def test_no_page_of_public_enterprises_has_a_barrier(page, context, live_server, office, faults_of, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    assert {name: faults for name in pages_of(page, live_server) if (faults := faults_of(page))} == {}


@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_public_enterprises_scrolls_sideways(page, context, live_server, office, width, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    assert [name for name in pages_of(page, live_server) if page.evaluate(measure) > width] == []
