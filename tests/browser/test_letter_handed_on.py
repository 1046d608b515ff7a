"""A letter that asks for a document goes on as a request: offered at the desk, agreed to on a phone without script."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from portal import clock
from portal.accounts.states import Role
from requests_app.cases.models import DisclosureRequest
from sentiment.mailbox.models import Message
from tests.browser.test_mailbox import phone_without_script, post
from tests.browser.test_request_journey import act, enter
from tests.sentiment.mailbox.post import LETTER, moment

__all__ = ["phone_without_script", "post"]

REASON = "您要的是2025年加装电梯的补贴名单，请依申请公开提出。"
WANTED = "2025年加装电梯补贴名单"
PHONE_WIDTH = 390


@pytest.fixture
def on(monkeypatch):
    def stand(at):
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    return stand


@pytest.fixture
def desk(page, live_server, post, settings):
    """The one letter, as who holds the role sees it."""
    settings.STAFF_OTP_REQUIRED = False

    def sit_down(role):
        client = Client()
        client.force_login(post.people[role], backend="portal.accounts.backends.AppointmentBackend")
        name = django_settings.SESSION_COOKIE_NAME
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}/admin/sentiment/message/{Message.objects.get().pk}/change/")
        return page

    return sit_down


def write(page, server):
    page.goto(f"{server.url}/mailbox/write/?organ=zjj")
    page.check("#id_kind_0")
    for name in ("title", "text", "name", "phone", "email"):
        page.fill(f"#id_{name}", LETTER[name])
    page.check("#id_consents_0")
    with page.expect_navigation():
        page.get_by_role("button", name="提交留言").click()
    with page.expect_navigation():
        page.get_by_role("button", name="记好了，去看办理进展").click()


@pytest.fixture
def fits(page, faults_of):
    """Takes the phone; what it shows fits, and the same page with script has no barriers."""

    def check(phone) -> None:
        assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE_WIDTH
        page.context.clear_cookies()
        page.context.add_cookies(phone.context.cookies())
        page.goto(phone.url)
        assert faults_of(page) == []

    return check


@pytest.mark.duty("law.E6", "law.E5")
def test_a_writer_agrees_on_a_phone_and_follows_the_request(phone_without_script, desk, on, live_server, fits) -> None:
    on(moment(3, 2))
    phone = phone_without_script
    write(phone, live_server)
    letter = Message.objects.get()

    on(moment(3, 3))
    clerk = desk(Role.HANDLER)
    act(clerk, "转为别的案件", code="request", reason=REASON)
    expect(clerk.locator("#content")).to_contain_text("请留言人转为")

    on(moment(3, 4))
    phone.goto(f"{live_server.url}/mailbox/track/")
    expect(phone.get_by_role("heading", name="要您决定：转为依申请公开吗")).to_be_visible()
    expect(phone.locator("main")).to_contain_text(REASON)
    phone.locator("[aria-labelledby=h-offer] a").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("转为依申请公开")
    expect(phone.locator("[name=name]")).to_have_value(LETTER["name"])
    fits(phone)

    # What lacks is said at its field; nothing typed is lost, nothing is filed.
    enter(phone, text=WANTED, identity_kind="resident_id", form="electronic", delivery="tracking")
    enter(phone, identity_number="110101199003072810")
    with phone.expect_navigation():
        phone.get_by_role("button", name="同意，提交").click()
    expect(phone.locator(".error-summary")).to_contain_text("身份证号码不对")
    expect(phone.locator("[name=text]")).to_have_value(WANTED)
    fits(phone)
    assert not DisclosureRequest.objects.exists()

    enter(phone, identity_number="110101199003072818")
    with phone.expect_navigation():
        phone.get_by_role("button", name="同意，提交").click()
    request = DisclosureRequest.objects.get()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(f"依申请公开 {request.number}")
    fits(phone)
    number, code = phone.locator("dd strong").first.inner_text(), phone.locator("#code").inner_text()
    assert (number, request.organ, request.items.get().text) == (request.number, letter.organ, WANTED)

    phone.goto(f"{live_server.url}/requests/track/")
    phone.get_by_label("申请编号").fill(number)
    phone.get_by_label("查询码").fill(code)
    with phone.expect_navigation():
        phone.locator("form:has([name=code]) button").click()
    expect(phone.locator("main")).to_contain_text("您提交了申请")
    phone.goto(f"{live_server.url}/mailbox/track/")
    expect(phone.locator("main")).to_contain_text(request.number)
    expect(desk(Role.HANDLER).locator("#content")).to_contain_text(f"依申请公开 {request.number}")
