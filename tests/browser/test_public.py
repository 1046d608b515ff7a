"""The public site in a real browser: every page in every display mode, by keyboard, on a narrow phone, on paper."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from disclosure.documents import services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING, open_office
from tests.site.test_leaks import attach
from tests.surfaces.stage import facility

MODES = {
    "light": {},
    "dark": {"theme": "dark"},
    "large": {"mode": "large"},
    "elder": {"mode": "elder"},
    "contrast": {"contrast": "high"},
}
TEXT = """各县（市、区）教育局：
第一章 总则
第一条 为了做好招生工作，制定本办法。
一、报名时间
报名从2026年6月10日开始。
<table><thead><tr><th>学校</th><th>片区</th></tr></thead><tbody><tr><td>江滨小学</td><td>文庙社区</td></tr></tbody></table>
临江市教育局
2026年5月21日"""
PAGES = (
    "/",
    "/columns/",
    "/columns/jyj-policy/",
    "/statutory/",
    "/statutory/?by=organ",
    "/organs/",
    "/organs/jyj/",
    "/guide/",
    "/facilities/",
    "/guide/jyj/",
    "/regulations/",
    "/catalogue/",
    "/annual-reports/",
    "/website-reports/",
    "/requests/",
    "/topics/",
    "/topics/11/",
    "/normative/",
    "/sitemap/",
    "/feeds/",
    "/following/",
    "/following/new/?kind=organ&key=jyj",
    "/following/confirm/",
    "/following/stop/",
    "/data/",
    "/open-data/",
    "/accessibility/",
    "/report/",
    "/api/docs/",
    "/calculator/?rule=FOI_REPLY&from=2026-09-18",
    "/search/?q=招生",
    "/nothing/",
)


@pytest.fixture
def office(transactional_db):
    return open_office()


@pytest.fixture
def addresses(office):
    """Every public page: a document with all that can hang on it, one that lost its force, one that was taken down."""
    document = office.published(is_normative=True, body=TEXT)
    repealed = office.published(title="关于印发《旧的招生办法》的通知")
    signer = {"actor": office.actor(Role.SIGNER), "at": MORNING}
    services.relate(source=document, target=repealed, kind="repeals", takes_effect_on=MORNING.date(), **signer)
    attach(document, "active")
    facility(office)
    withdrawn = office.published(title="内容有误的通知")
    later = {"actor": office.actor(Role.SIGNER), "at": MORNING + timedelta(hours=1)}
    services.withdraw(withdrawn, reason="内容有误，停止使用", **later)
    return (
        *PAGES,
        f"/documents/{repealed.pk}/",
        f"/documents/{withdrawn.pk}/",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/cite/",
        f"/documents/{document.pk}/report/",
    )


@pytest.fixture
def show(context, live_server):
    """Sets the display preferences as the site itself keeps them."""

    def set_cookies(preferences: dict[str, str]) -> None:
        context.clear_cookies()
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in preferences.items()]
        )

    return set_cookies


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize("mode", MODES)
def test_no_page_has_a_barrier(page, live_server, addresses, show, faults_of, mode) -> None:
    show(MODES[mode])
    found = {}
    for address in addresses:
        page.goto(live_server.url + address)
        if faults := faults_of(page):
            found[address] = faults
    assert found == {}


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "large"), (390, "elder"), (640, "light")])
def test_no_page_scrolls_sideways(page, live_server, addresses, show, width, mode) -> None:
    show(MODES[mode])
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in addresses:
        page.goto(live_server.url + address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []


def test_every_page_has_one_heading_and_its_landmarks(page, live_server, addresses) -> None:
    for address in addresses:
        page.goto(live_server.url + address)
        counts = [page.locator(landmark).count() for landmark in ("h1", "main", "body > header", "body > footer")]
        assert (address, counts) == (address, [1, 1, 1, 1])


def test_the_first_key_jumps_to_the_text(page, live_server, addresses) -> None:
    page.goto(live_server.url + "/topics/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_switch_works_at_once_and_is_kept(page, live_server, addresses) -> None:
    page.goto(live_server.url + "/topics/")
    page.get_by_role("button", name="长者版").click()
    expect(page.locator("html[data-mode=elder]")).to_have_count(1)
    page.goto(live_server.url + "/organs/")
    expect(page.locator("html[data-mode=elder]")).to_have_count(1)
    assert page.get_by_role("button", name="长者版").get_attribute("aria-pressed") == "true"


def test_dark_can_be_left_although_the_system_is_dark(page, live_server, addresses) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(live_server.url + "/topics/")
    button = page.get_by_role("button", name="深色")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(246, 244, 239)"
    page.goto(live_server.url + "/organs/")
    assert page.evaluate(paper) == "rgb(246, 244, 239)"


def test_a_refused_form_leads_to_the_wrong_field(page, live_server, addresses, faults_of) -> None:
    page.goto(live_server.url + "/report/?page=/topics/")
    page.get_by_role("button", name="提交找错").click()
    expect(page).to_have_title(re.compile("^错误："))
    expect(page.locator(".error-summary")).to_be_focused()
    assert faults_of(page) == []
    page.get_by_role("link", name="请写明哪里错了").click()
    expect(page.locator("#id_text")).to_be_focused()


def test_the_reference_is_copied_with_one_press(page, context, live_server, addresses) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + addresses[-2])
    page.get_by_role("button", name="复制引用").click()
    page.get_by_text("已经复制").wait_for()
    assert "临教发〔2026〕1号" in page.evaluate("navigator.clipboard.readText()")


def test_nothing_is_asked_of_another_host(page, live_server, addresses) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in addresses:
        page.goto(live_server.url + address)
    assert [url for url in asked if not url.startswith(live_server.url)] == []


def test_without_script_everything_still_works(browser, live_server, addresses) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/topics/")
    page.get_by_role("button", name="高对比").click()
    expect(page.locator("html[data-contrast=high]")).to_have_count(1)
    page.goto(live_server.url + addresses[-1])
    page.get_by_label("哪里错了").fill("链接打不开")
    page.get_by_role("button", name="提交找错").click()
    expect(page.locator("h1")).to_have_text("接下来")
    context.close()


def test_a_document_prints_without_the_furniture(page, live_server, addresses) -> None:
    page.goto(live_server.url + addresses[-3])
    page.emulate_media(media="print")
    assert page.locator(".doc-head").is_visible()
    for furniture in (".tools", ".nav", ".brand-row .searchbox", ".foot .links"):
        assert not page.locator(furniture).is_visible()
