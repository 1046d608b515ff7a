"""The first day of a member of staff, in a browser: temporary password, phone, recovery codes, own password."""

from base64 import b32decode

import pytest
from django_otp.oath import totp
from playwright.sync_api import expect

from portal.accounts.models import Organ
from portal.accounts.services import create_first_admin
from portal.clock import now

OWN = "Spring-river-of-2026"


@pytest.fixture
def first_day(live_server, settings, transactional_db):
    """Address of the log-in and the temporary password of a new administrator."""
    settings.STAFF_OTP_REQUIRED = True
    _, password = create_first_admin(username="keeper", name="系统管理员甲", at=now())
    return f"{live_server.url}/admin/", password


def fill(page, **values):
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    with page.expect_navigation():
        page.click("main button[type=submit]")


def code_on(page) -> str:
    """What the phone would show for the key on the page."""
    page.click("summary")
    key = page.inner_text(".secret").replace(" ", "")
    return f"{totp(b32decode(key + '=' * (-len(key) % 8))):06d}"


def test_the_first_log_in_from_the_temporary_password_to_the_staff_site(page, first_day, faults_of) -> None:
    address, temporary = first_day
    page.goto(address)
    assert faults_of(page) == []
    fill(page, username="keeper", password=temporary)
    expect(page.locator("h1")).to_have_text("设置动态口令")
    assert faults_of(page) == []
    fill(page, token=code_on(page))
    codes = page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    assert faults_of(page) == []
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("换一个新密码")
    fill(page, new_password1="short", new_password2="short")
    assert page.title().startswith("错误：")
    assert faults_of(page) == []
    fill(page, new_password1=OWN, new_password2=OWN)
    expect(page.locator("h1")).to_have_text("我的待办")

    page.click("#logout-form button")
    expect(page.locator("h1")).to_have_text("已退出")
    assert faults_of(page) == []
    page.click("main .btn")
    fill(page, username="keeper", password=OWN)
    expect(page.locator("h1")).to_have_text("填动态口令")
    assert faults_of(page) == []
    fill(page, token=codes[0])
    expect(page.locator("main")).to_contain_text("还剩9个")


def test_the_locked_page_says_what_to_do(page, first_day, faults_of) -> None:
    address, _ = first_day
    for _ in range(5):
        page.goto(address)
        fill(page, username="keeper", password="wrong")
    expect(page.locator("h1")).to_have_text("账号已锁定")
    assert faults_of(page) == []


@pytest.mark.parametrize("width", [320])
def test_no_page_of_the_log_in_scrolls_sideways_on_a_phone(page, first_day, width) -> None:
    address, temporary = first_day
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    fill(page, username="keeper", password=temporary)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_registers_open_without_a_fault(page, first_day, faults_of) -> None:
    address, temporary = first_day
    page.goto(address)
    fill(page, username="keeper", password=temporary)
    fill(page, token=code_on(page))
    page.click("main button[type=submit]")
    fill(page, new_password1=OWN, new_password2=OWN)
    for path in ("accounts/organ/", "accounts/organ/start/found_organ/", "accounts/user/start/create_user/"):
        page.goto(address + path)
        assert faults_of(page) == []
    fill(page, username="jingban", name="经办人甲")
    expect(page.locator("h1")).to_have_text("把临时密码交给本人")
    assert faults_of(page) == []
    page.goto(f"{address}accounts/organ/{Organ.objects.get().pk}/change/")
    assert faults_of(page) == []
