"""Writing to an organ in a real browser: without script, on a phone, in the display modes, without barriers."""

import pytest
from playwright.sync_api import expect

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from sentiment.mailbox.models import Message
from tests.browser.test_public import MODES
from tests.sentiment.mailbox.post import FOUNDED, LETTER, MORNING, open_post


@pytest.fixture
def post(transactional_db):
    Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
    return open_post()


@pytest.fixture
def phone_without_script(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 800}}
    context = browser.new_context(**browser_context_args | narrow, java_script_enabled=False)
    yield context.new_page()
    context.close()


def send(page, server) -> str:
    """The number of the letter."""
    page.goto(f"{server.url}/mailbox/write/?organ=zjj")
    page.check("#id_kind_0")
    for name in ("title", "text", "name", "phone", "email"):
        page.fill(f"#id_{name}", LETTER[name])
    page.check("#id_consents_0")
    with page.expect_navigation():
        page.get_by_role("button", name="提交留言").click()
    return page.locator("dd strong").first.inner_text()


@pytest.mark.duty("S0-7.1", "law.E5")
def test_a_letter_is_written_and_followed_on_a_phone_without_script(phone_without_script, live_server, post) -> None:
    page = phone_without_script
    number = send(page, live_server)
    message = Message.objects.get()
    assert (message.number, message.organ) == (number, post.organ)
    page.get_by_role("button", name="记好了，去看办理进展").click()
    page.wait_for_url("**/mailbox/track/")
    expect(page.locator("body")).to_contain_text(number)
    page.get_by_role("link", name="撤回").click()
    page.get_by_role("button", name="撤回").click()
    page.wait_for_url("**/mailbox/track/")
    expect(page.locator("body")).to_contain_text("您已经撤回")


def test_the_error_summary_takes_the_focus_and_leads_to_the_choice(page, live_server, post) -> None:
    page.goto(f"{live_server.url}/mailbox/write/")
    with page.expect_navigation():
        page.get_by_role("button", name="提交留言").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#id_kind_0")


def pages_of(page, server, post):
    """Every page of the mailbox, with something on it."""
    shown = post.published(at=MORNING)
    for address in ("", f"{shown.pk}/", "statistics/", "track/", "write/"):
        page.goto(f"{server.url}/mailbox/{address}")
        yield f"/{address}"
    with page.expect_navigation():
        page.get_by_role("button", name="提交留言").click()
    yield "write with faults"
    send(page, server)
    yield "done"
    page.get_by_role("button", name="记好了，去看办理进展").click()
    page.wait_for_url("**/mailbox/track/")
    for address in ("track/", "track/rate/", "track/withdraw/"):
        page.goto(f"{server.url}/mailbox/{address}")
        yield f"open {address}"


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize("mode", ["light", "dark", "elder", "contrast"])
def test_no_page_of_the_mailbox_has_a_barrier(page, context, live_server, post, faults_of, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    found = {name: faults for name in pages_of(page, live_server, post) if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_the_mailbox_scrolls_sideways(page, context, live_server, post, width, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    assert [name for name in pages_of(page, live_server, post) if page.evaluate(measure) > width] == []
