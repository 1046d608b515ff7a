"""Filing and following a request in a real browser: by keyboard, without script, in every display mode."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from requests_app.asking import services as asking
from requests_app.cases import services
from requests_app.cases.models import DisclosureRequest
from tests.browser.test_public import MODES
from tests.requests_app.agency import PERSON, Role, open_agency

WANTED = "翠湖里小区2025年加装电梯工程的施工合同"


@pytest.fixture
def agency(transactional_db):
    return open_agency()


@pytest.fixture
def without_script(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    yield context.new_page()
    context.close()


def fill(page, server) -> None:
    """Up to the page that shows everything once more."""
    page.goto(f"{server.url}/requests/new/?organ=zjj")
    onward(page)
    page.fill("#f-items-0-text", WANTED)
    onward(page)
    page.check("#f-form-0")
    page.check("#f-delivery-0")
    onward(page)
    page.check("#f-applicant_kind-0")
    page.check("#f-has_agent-0")
    onward(page)
    for name in ("name", "identity_number", "phone", "email"):
        page.fill(f"#f-{name}", PERSON[name])
    page.select_option("#f-identity_kind", PERSON["identity_kind"])
    onward(page)


def onward(page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="保存并继续").click()


def file(page, server) -> str:
    """The number of the request."""
    fill(page, server)
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/requests/done/")
    return page.locator("dd strong").first.inner_text()


@pytest.mark.duty("law.E5")
def test_the_whole_way_works_without_script(without_script, live_server, agency) -> None:
    page = without_script
    number = file(page, live_server)
    assert DisclosureRequest.objects.get().number == number
    page.get_by_role("button", name="记好了，去看办理进展").click()
    page.wait_for_url("**/requests/track/")
    expect(page.locator("body")).to_contain_text(number)


def test_what_was_typed_stays_on_the_device_and_goes_when_it_is_sent(page, live_server, agency) -> None:
    fill(page, live_server)
    kept = page.evaluate("localStorage.getItem('mingzheng-application')")
    assert WANTED in kept
    assert PERSON["identity_number"] not in kept
    page.goto(f"{live_server.url}/requests/new/")
    with page.expect_navigation():
        page.get_by_role("button", name="接着填").click()
    expect(page.locator("h1")).to_have_text("身份和联系方式")  # the number was not kept, so it is asked for again
    assert WANTED in page.content()
    page.fill("#f-identity_number", PERSON["identity_number"])
    onward(page)
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url("**/requests/done/")
    assert page.evaluate("localStorage.getItem('mingzheng-application')") is None


def test_the_draft_can_be_thrown_away(page, live_server, agency) -> None:
    fill(page, live_server)
    page.get_by_role("button", name="清除草稿").click()
    assert page.evaluate("localStorage.getItem('mingzheng-application')") is None


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(page, live_server, agency) -> None:
    page.goto(f"{live_server.url}/requests/new/")
    onward(page)
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#f-organ")).to_be_focused()


def test_enter_in_a_field_goes_on_and_does_nothing_else(page, live_server, agency) -> None:
    page.goto(f"{live_server.url}/requests/new/?organ=zjj")
    onward(page)
    page.fill("#f-items-0-text", WANTED)
    page.focus("#f-items-0-file_number")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("怎么给您？")


def ask_for_everything(agency, case):
    """Reasons, and a correction with the identity."""
    handler, facts = agency.as_(Role.HANDLER, case.submitted_at), "三个月内提出126件，内容相近"
    until = case.received_on + timedelta(days=9)
    asking.demand_reasons(case, facts=facts, answer_by=until, means="online", **handler)
    lacks = {"lacks": ["identity", "content"], "guidance": "请写明年份，补上身份证明", "days": 15}
    asking.notify_correction(case, **lacks, means="online", **handler)


def pages_of(page, server, agency):
    """Every private page, with something on it; the page is where the name says when its turn comes."""
    page.goto(f"{server.url}/requests/new/")
    yield "organ"
    onward(page)
    yield "organ with a fault"
    fill(page, server)
    yield "check"
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("修改\\s*所需信息")).click()
    yield "content"
    for name in ("delivery", "kind", "applicant"):
        onward(page)
        yield name
    file(page, server)
    yield "done"
    page.get_by_role("button", name="记好了，去看办理进展").click()
    page.wait_for_url("**/requests/track/")
    yield "submitted"
    case = DisclosureRequest.objects.order_by("pk").last()
    services.confirm(case, **agency.as_(Role.INFO_CLERK, case.submitted_at))
    ask_for_everything(agency, case)
    for address in ("", "explain/", "correct/", "contact/", "withdraw/", "rate/", "lost/", "link/?token=0"):
        page.goto(f"{server.url}/requests/track/{address}")
        yield f"track/{address}"
    for address in ("", "solved/"):
        page.goto(f"{server.url}/requests/{address}")
        yield f"/{address}"


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize("mode", ["light", "dark", "elder", "contrast"])
def test_no_page_of_a_request_has_a_barrier(page, context, live_server, agency, faults_of, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    found = {name: faults for name in pages_of(page, live_server, agency) if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_a_request_scrolls_sideways(page, context, live_server, agency, width, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    assert [name for name in pages_of(page, live_server, agency) if page.evaluate(measure) > width] == []


def test_the_receipt_is_copied_and_printed_with_one_press(page, context, live_server, agency) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    file(page, live_server)
    page.get_by_role("button", name="复制查询码").click()
    page.wait_for_function("document.getElementById('copied').textContent === '已经复制'")
    code = page.locator("#code").inner_text()
    assert re.fullmatch(r"([2-9A-Z]{4}-){4}[2-9A-Z]{4}", code)
    assert page.evaluate("navigator.clipboard.readText()") == code
    assert page.get_by_role("button", name="打印这一页").is_visible()
