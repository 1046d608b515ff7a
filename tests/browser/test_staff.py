"""The main job in a real browser: six people take a document from the first line to the public page."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from disclosure.documents.models import Document
from portal.accounts.states import Role
from tests.disclosure.office import open_office

PASSWORD = "Linjiang-2026-spring"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def office(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    office = open_office()
    for user in office.people.values():
        user.is_staff = True
        user.set_password(PASSWORD)
        user.password_changed_at = datetime.now(UTC)
        user.save(update_fields=["is_staff", "password", "password_changed_at"])
    return office


@pytest.fixture
def desk(page, live_server, office):
    """Takes a role and returns the page signed in as who holds it, at 我的待办."""

    def sit_down(role):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/admin/")
        page.fill("[name=username]", office.people[role].username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main [type=submit], #login-form [type=submit]").first.click()
        page.get_by_role("heading", name="我的待办").wait_for()
        return page

    return sit_down


def act(page, title, button, press, *, check=(), choose=(), fill=()):
    """From the queue to the case, to the act's page, through its form."""
    page.get_by_role("link", name=title).first.click()
    page.locator(".moves").get_by_role("link", name=button, exact=True).click()
    for label in check:
        page.get_by_label(label).check()
    for group, option in choose:
        page.get_by_role("group", name=group).get_by_label(option, exact=True).check()
    for label, text in fill:
        page.get_by_role("textbox", name=label).fill(text)
    page.get_by_role("button", name=press, exact=True).click()
    page.get_by_role("status").wait_for()


TITLE = "关于做好防汛抢险救灾工作的通知"
ALL_READ = ("文字已校对", "事实已核对", "敏感表述已核对")


def write_draft(page):
    page.get_by_role("link", name="公文", exact=True).first.click()
    page.get_by_role("link", name="拟稿", exact=True).click()
    page.get_by_role("combobox", name="公文种类").select_option("通知")
    page.get_by_role("textbox", name="标题", exact=True).fill(TITLE)
    page.get_by_role("textbox", name="正文", exact=True).fill("各县（市、区）：\n现就做好防汛工作通知如下。")
    page.get_by_role("group", name="公开属性").get_by_label("主动公开").check()
    page.get_by_role("textbox", name="属性说明").fill("需要公众广泛知晓")
    page.get_by_role("group", name="是否保密事项").get_by_label("否").check()
    page.get_by_role("combobox", name="栏目").select_option(label="政策文件")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("status").wait_for()


@pytest.mark.duty("S2-10.5b")
def test_six_people_take_a_document_from_draft_to_publication(desk, office) -> None:
    write_draft(desk(Role.HANDLER))
    act(desk(Role.HANDLER), TITLE, "送核对", "送核对")
    act(desk(Role.INFO_CLERK), TITLE, "核对通过", "核对通过")
    questions = [("国家秘密", "不涉及"), ("商业秘密", "不涉及"), ("个人隐私", "不涉及")]
    questions += [("国家安全、公共安全", "不会危及"), ("保密审查结论", "主动公开")]
    page = desk(Role.SECRECY_REVIEWER)
    act(
        page,
        TITLE,
        "写保密审查结论",
        "写保密审查结论",
        choose=questions,
        fill=[("依据", "《保守国家秘密法》第三十五条")],
    )
    for role, button in (
        (Role.INFO_CLERK, "初审通过"),
        (Role.DEPT_REVIEWER, "复审通过"),
        (Role.SIGNER, "终审通过"),
    ):
        act(desk(role), TITLE, button, "签署审核意见", check=ALL_READ, choose=[("是否同意", "同意")])
    page = desk(Role.HEAD)
    page.set_viewport_size(PHONE)
    act(page, TITLE, "签发", "签发")
    page = desk(Role.INFO_CLERK)
    act(page, TITLE, "发布", "发布")
    document = Document.objects.get()
    assert (document.state, document.doc_number[:4]) == ("published", "临教发〔")
    expect(page.get_by_text("看公开页面")).to_have_count(1)


@pytest.mark.parametrize(
    ("theme", "width"), [("", 1280), ("", 390), ("dark", 1280), ("elder", 1280), ("elder", 390), ("high", 390)]
)
def test_every_staff_page_is_accessible_and_fits(desk, office, faults_of, live_server, width, theme) -> None:
    document, signed = office.draft(column=None), office.signed()
    page = desk(Role.HANDLER)
    page.set_viewport_size({"width": width, "height": 900})
    attribute = {"dark": "theme", "elder": "mode", "high": "contrast"}.get(theme)
    if attribute:
        page.context.add_cookies([{"name": attribute, "value": theme, "url": live_server.url}])
    case = f"/admin/disclosure/document/{document.pk}/change/"
    most_used = [
        "/admin/",
        "/admin/disclosure/document/",
        f"{case}act/edit/",
        f"/admin/disclosure/document/{signed.pk}/change/",
    ]
    others = [
        "/admin/inbox/",
        "/admin/all/",
        "/admin/disclosure/document/add/",
        "/admin/disclosure/return/",
        "/admin/disclosure/withheldrecord/",
        case,
        f"{case}act/cancel/",
        f"{case}act/add_attachment/",
    ]
    for path in most_used if theme else most_used + others:
        page.goto(f"{live_server.url}{path}")
        expect(page.locator(f"html[data-{attribute}={theme}]" if attribute else "html")).to_have_count(1)
        assert faults_of(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_keyboard_alone_reaches_the_first_act(desk, office) -> None:
    office.draft(title=TITLE)
    page = desk(Role.HANDLER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    page.get_by_role("link", name=TITLE).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=TITLE).wait_for()
    page.get_by_role("link", name="送核对").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="送核对").press("Enter")
    page.get_by_role("status").wait_for()
    assert Document.objects.get().state == "checking"


def test_a_refused_form_puts_the_focus_on_what_is_wrong(desk, office) -> None:
    office.submitted(title=TITLE)
    page = desk(Role.INFO_CLERK)
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="退文", exact=True).last.click()
    page.get_by_role("button", name="退文").click()
    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="退文的原因：请选择退文的原因").click()
    expect(page.locator(":focus")).to_have_attribute("name", "reason_code")
