"""A supervisor on patrol with a phone, without script; and no barrier on the pages of supervisors and complaints."""

import pytest
from playwright.sync_api import expect

from assessment.supervision import services
from assessment.supervision.models import PatrolNote
from portal import clock
from tests.assessment.city import NOON, build_city
from tests.assessment.test_supervision import serving
from tests.browser.test_public import MODES

SEEN = "公开栏是空的，触摸屏没有通电。"


@pytest.fixture
def town(transactional_db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "today", lambda: NOON.date())
    return build_city()


@pytest.fixture
def credentials(town) -> tuple[str, str]:
    row, code = services.issue_code(serving(town), **town.office())
    return row.number, code


@pytest.fixture
def phone_without_script(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 800}}
    context = browser.new_context(**browser_context_args | narrow, java_script_enabled=False)
    yield context.new_page()
    context.close()


def enter(page, server, number: str, code: str) -> None:
    page.goto(f"{server.url}/supervision/")
    page.fill("#f-number", number)
    page.fill("#f-code", code)
    page.get_by_role("button", name="打开").click()
    page.get_by_role("link", name="写巡视记录").wait_for()


def note(page, *, photo: bool = True) -> None:
    page.select_option("#id_organ", "cuihu")
    page.select_option("#id_place", "board")
    page.get_by_label("有问题", exact=True).check()
    page.fill("#id_seen", SEEN)
    if photo:
        photograph = {"name": "公开栏.txt", "mimeType": "text/plain", "buffer": "公开栏".encode()}
        page.set_input_files("#id_photos", photograph)
    with page.expect_navigation():
        page.get_by_role("button", name="提交").click()


@pytest.mark.duty("S3-7.4b")
def test_a_note_is_filed_on_a_phone_without_script_and_its_answer_read(
    phone_without_script, live_server, town, credentials
) -> None:
    page = phone_without_script
    enter(page, live_server, *credentials)
    page.get_by_role("link", name="写巡视记录").click()
    note(page)
    filed = PatrolNote.objects.get()
    assert (filed.organ.code, filed.seen, filed.photos.count()) == ("cuihu", SEEN, 1)
    expect(page.locator("main")).to_contain_text("待核实")
    services.take_up(filed, rule="", values={"title": "公开栏是空的"}, answer="到现场看过，属实。", **town.office())
    page.reload()
    expect(page.locator("main")).to_contain_text("到现场看过，属实。")
    page.get_by_role("button", name="退出").click()
    page.wait_for_selector("#f-code")
    page.goto(f"{live_server.url}/supervision/patrol/")
    expect(page.locator("#f-code")).to_have_count(1)


def pages_of(page, server, credentials):
    """Every page of supervisors and of complaints, with something on it."""
    for address in ("supervision/", "complaints/new/", "complaints/track/", "complaints/new/done/"):
        page.goto(f"{server.url}/{address}")
        yield f"/{address}"
    page.goto(f"{server.url}/complaints/new/")
    with page.expect_navigation():
        page.get_by_role("button", name="提交").click()
    yield "complaint with faults"
    page.select_option("#id_organ", "jiaoyu")
    page.check("#id_kind_0")
    page.fill("#id_text", "今年的预算网站上没有。")
    with page.expect_navigation():
        page.get_by_role("button", name="提交").click()
    yield "receipt"
    page.get_by_role("button", name="记好了，去看进展").click()
    page.wait_for_url("**/complaints/track/")
    yield "tracked"
    enter(page, server, *credentials)
    yield "no notes"
    page.get_by_role("link", name="写巡视记录").click()
    page.wait_for_selector("#id_seen")
    yield "note"
    with page.expect_navigation():
        page.get_by_role("button", name="提交").click()
    yield "note with faults"
    note(page, photo=False)
    yield "notes"


@pytest.mark.parametrize("mode", ["light", "contrast"])
def test_no_page_of_supervisors_and_complaints_has_a_barrier(
    page, context, live_server, credentials, faults_of, mode
) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    found = {name: faults for name in pages_of(page, live_server, credentials) if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_supervisors_and_complaints_scrolls_sideways(
    page, context, live_server, credentials, width, mode
) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    wide = [name for name in pages_of(page, live_server, credentials) if page.evaluate(measure) > width]
    assert wide == []
