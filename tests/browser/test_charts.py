"""A chart answers to finger, mouse and keyboard, and gives away its table and its picture."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from portal.accounts.states import Role
from portal.site.vendor import CHART_LIBRARY
from tests.assessment.city import NOON, build_city

PASSWORD = "Linjiang-2026-spring"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def board(page, live_server, transactional_db, settings, time_machine):
    """The dashboard of the city: of four documents due in April one was late; one due in May is open."""
    time_machine.move_to(NOON, tick=True)
    settings.STAFF_OTP_REQUIRED = False
    city = build_city()
    for pk in range(1, 4):
        city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 4, 20), pk=pk)
    city.late("jiaoyu", "PUBLISH", date(2026, 3, 30), closed=date(2026, 5, 6), pk=4)
    user = city.people["city", Role.OVERSIGHT]
    user.is_staff = True
    user.set_password(PASSWORD)
    user.password_changed_at = NOON
    user.save(update_fields=["is_staff", "password", "password_changed_at"])
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main [type=submit], #login-form [type=submit]").first.click()
    page.get_by_role("link", name="履职看板").click()
    expect(page.get_by_role("heading", name="按时率怎样变化")).to_be_visible()
    return page


def test_the_library_is_there() -> None:
    """Without it every chart stands still: set-up has failed, and nobody would see."""
    assert CHART_LIBRARY == "vendor/echarts.common.min.js"


def test_a_chart_is_read_month_by_month_with_the_keyboard(board) -> None:
    board.locator("figure[data-chart]").scroll_into_view_if_needed()
    live = board.get_by_role("slider", name="各月按时率，用方向键逐项看，按回车看明细")
    expect(live).to_have_attribute("aria-valuetext", "2026年5月：按时率（%）没有数，上年同期（%）没有数")
    live.press("ArrowLeft")
    expect(live).to_have_attribute("aria-valuetext", "2026年4月：按时率（%）75%，上年同期（%）没有数")
    live.press("Home")
    expect(live).to_have_attribute("aria-valuenow", "1")
    live.press("End")
    live.press("ArrowLeft")
    live.press("Enter")
    board.wait_for_url("**/dashboard/cases/?measure=due&month=2026-04")
    expect(board.locator("tbody tr")).to_have_count(4)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_chart_has_no_barrier_and_follows_the_theme(board, faults_of, width) -> None:
    board.set_viewport_size({"width": width, "height": 844})
    board.locator("figure[data-chart]").scroll_into_view_if_needed()
    live = board.get_by_role("slider")
    expect(live.locator("canvas")).to_be_visible()
    assert faults_of(board) == []
    assert board.evaluate("document.documentElement.scrollWidth") == width
    before = live.screenshot()
    board.evaluate("document.documentElement.setAttribute('data-theme', 'dark')")
    board.wait_for_timeout(300)
    assert live.screenshot() != before


def test_a_chart_is_kept_as_a_table_and_as_a_picture(board) -> None:
    board.locator("figure[data-chart]").scroll_into_view_if_needed()
    with board.expect_download() as table:
        board.get_by_role("button", name="存成表格").click()
    assert table.value.suggested_filename == "各月按时率.csv"
    lines = Path(table.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"月份","到期","没有按时","按时率（%）","上年同期（%）"'
    assert lines[11:] == ['"2026年4月","4","1","75.0","—"', '"2026年5月","0","0","—","—"']
    with board.expect_download() as picture:
        board.get_by_role("button", name="存成图片").click()
    assert picture.value.suggested_filename == "各月按时率.png"
    assert Path(picture.value.path()).read_bytes().startswith(PNG)


def test_without_the_library_the_drawing_stays(board) -> None:
    board.route("**/echarts*", lambda route: route.abort())
    board.reload()
    drawing = board.get_by_role("group", name="各月按时率，数字见下面的表")
    drawing.scroll_into_view_if_needed()
    expect(board.locator("figure[data-plain]")).to_be_visible()
    expect(drawing.get_by_role("link")).to_have_count(1)
    expect(board.get_by_role("button", name="存成表格")).to_be_visible()
    expect(board.get_by_role("button", name="存成图片")).to_be_hidden()
