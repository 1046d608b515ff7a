"""Following by mail as a person does it: on a phone, in 长者版, without JavaScript, by keyboard alone."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from portal import clock
from portal.following.models import Follower
from portal.notices.services import deliver
from tests.disclosure.office import open_office


@pytest.fixture
def office(transactional_db):
    return open_office()


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, base_url=live_server.url, locale="zh-CN"
    )
    context.add_cookies([{"name": "mode", "value": "elder", "url": live_server.url}])
    yield context.new_page()
    context.close()


def newest_link() -> str:
    deliver(at=clock.now())
    return re.search(r"http://[^/]+(/following/\S+)", mail.outbox[-1].body)[1]


def tab_to(page, words: str) -> None:
    """By keyboard to the control or link with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in page.locator(":focus").first.inner_text():
            return
    raise AssertionError(f"no way by keyboard to {words}")


@pytest.mark.duty("S1-6.5")
def test_a_reader_follows_an_organ_and_ends_it_again_without_script(phone, office) -> None:
    phone.goto("/organs/jyj/")
    tab_to(phone, "邮件关注")
    phone.keyboard.press("Enter")
    phone.get_by_role("button", name="发确认邮件").press("Enter")
    expect(phone.get_by_text("请填写邮箱").first).to_be_visible()
    phone.get_by_label("邮箱").fill("reader@example.com")
    phone.get_by_label("每周一封（星期一）").check()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("请查收邮件").first).to_be_visible()
    phone.goto(newest_link())
    tab_to(phone, "确认关注")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="正在关注1项")).to_be_visible()
    assert Follower.objects.get().frequency == "weekly"
    phone.get_by_role("button", name="不再关注教育局").press("Enter")
    expect(phone.get_by_text("已经退订").first).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
